/** Keeps a number and what it counts on one line (`180 日`). */
export function unbroken(text: string): string {
  return text.replace(/(\d) (?=\p{Script=Han})/gu, '$1\u00a0');
}
