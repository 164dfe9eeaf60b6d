import type { NodePath } from '../../../shared/cohort/edit/nodePath.ts';

/**
 * Where a path's value begins in a JSON text, as an offset; the nearest container that is there where the path leads
 * on to nothing. 0 for a text that is no JSON.
 */
export function jsonPlace(text: string, path: NodePath): number {
  let at = 0;
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const string = (): string => {
    const from = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    try {
      return String(JSON.parse(text.slice(from, at)));
    } catch {
      return '';
    }
  };
  let best = 0;
  /** Reads one value; `depth` parts of the path lead here, or −1 when it lies beside it. */
  const value = (depth: number): void => {
    space();
    if (depth >= 0) best = at;
    const open = text[at];
    if (open === '"') {
      string();
      return;
    }
    if (open !== '{' && open !== '[') {
      while (at < text.length && !/[,\]}\s]/.test(text[at] ?? '')) at += 1;
      return;
    }
    at += 1;
    for (let place = 0; at < text.length; place++) {
      space();
      if (text[at] === '}' || text[at] === ']') break;
      let part: string | number = place;
      const keyAt = at;
      if (open === '{') {
        part = string();
        space();
        at += 1;
      }
      const isNext = depth >= 0 && path[depth] === part;
      value(isNext ? depth + 1 : -1);
      if (isNext) {
        if (depth + 1 === path.length && open === '{') best = keyAt;
        return;
      }
      space();
      if (text[at] === ',') at += 1;
    }
    at += 1;
  };
  value(0);
  return Math.min(best, text.length);
}
