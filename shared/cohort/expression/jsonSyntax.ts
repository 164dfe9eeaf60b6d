/** Where a text stops being JSON: line and column, from 1. Engines word their own errors differently. */
export function jsonSyntaxError(text: string): { line: number; column: number } {
  const at = firstError(text);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const space = /[ \t\r\n]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;

/** Walks the text with an explicit stack (deep nesting must not overflow) and returns where it cannot go on. */
function firstError(text: string): number {
  let at = 0;
  const open: ('{' | '[')[] = [];
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found !== null;
  };
  const take = (character: string): boolean => {
    match(space);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const key = (): boolean => {
    match(space);
    return match(string) && take(':');
  };
  for (;;) {
    match(space);
    let closed = false;
    if (take('{')) {
      open.push('{');
      closed = take('}');
      if (!closed && !key()) return at;
      if (!closed) continue;
    } else if (take('[')) {
      open.push('[');
      closed = take(']');
      if (!closed) continue;
    } else if (!match(scalar) && !match(string)) return at;
    if (closed) open.pop();
    for (;;) {
      const inside = open.at(-1);
      if (inside === undefined) {
        match(space);
        return at;
      }
      if (take(',')) {
        if (inside === '{' && !key()) return at;
        break;
      }
      if (!take(inside === '{' ? '}' : ']')) return at;
      open.pop();
    }
  }
}
