/** Width of a text in pixels, near enough to break lines by: full-width characters an em, others about half of it. */
export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((width, character) => width + (isWide(character) ? 1 : 0.55) * fontSize, 0);
}

/** Breaks a text into lines no wider than `width`: between words, or between characters of Japanese. */
export function wrapped(text: string, width: number, fontSize: number): string[] {
  const pieces =
    text.match(/[^\s\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー、。）」]+\s*|\s+|./gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textWidth((line + piece).trimEnd(), fontSize) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** A text cut to a width, with an ellipsis where something was cut. */
export function shortened(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, fontSize) > width) break;
    kept += character;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
    character,
  );
}
