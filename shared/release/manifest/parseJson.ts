import { AkashiError } from '../../errors/akashiError.ts';

/**
 * JSON.parse whose failure names the place, which the engines' own messages do not do reliably.
 * A leading byte order mark is tolerated.
 * @throws AkashiError `release.manifestNotJson` with line and column, from 1
 */
export function parseJson(text: string, file: string): unknown {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return JSON.parse(body);
  } catch (cause) {
    const before = body.slice(0, jsonErrorOffset(body)).split(/\r\n|\n|\r/);
    throw new AkashiError(
      'release.manifestNotJson',
      { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
      cause,
    );
  }
}

const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

/** Where the first token stands that JSON does not allow; the end when the text just stops. */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expect: 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'comma' = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const start = match ? TOKEN.lastIndex - match[0].trimStart().length : skipSpace(text, at);
    if (!match) return start;
    const [, mark, string, scalar] = match;
    const container = open.at(-1);
    if (expect === 'comma') {
      if (container === undefined) return start;
      if (mark === ',') expect = container === '{' ? 'key' : 'value';
      else if (mark === (container === '{' ? '}' : ']')) open.pop();
      else return start;
    } else if (expect === 'colon') {
      if (mark !== ':') return start;
      expect = 'value';
    } else if (expect === 'key' || expect === 'firstKey') {
      if (string !== undefined) expect = 'colon';
      else if (expect === 'firstKey' && mark === '}') {
        open.pop();
        expect = 'comma';
      } else return start;
    } else if (string !== undefined || scalar !== undefined) expect = 'comma';
    else if (mark === '{' || mark === '[') {
      open.push(mark);
      expect = mark === '{' ? 'firstKey' : 'firstValue';
    } else if (expect === 'firstValue' && mark === ']') {
      open.pop();
      expect = 'comma';
    } else return start;
    at = TOKEN.lastIndex;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++;
  return at;
}
