export type TokenKind = 'plain' | 'key' | 'string' | 'number' | 'keyword' | 'comment';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const json = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(\btrue\b|\bfalse\b|\bnull\b)/g;

const sqlWords =
  'select|from|where|and|or|not|in|exists|join|left|inner|outer|cross|on|group|by|order|having|union|all|distinct|as|case|when|then|else|end|is|null|between|with|create|table|insert|into|values|over|partition|rows|range|cast|date|integer|bigint|double|varchar|limit|true|false|asc|desc|except|intersect|drop|if|temp|view|using|qualify|interval|unbounded|preceding|following|current|row';
const sql = new RegExp(
  `(--[^\\n]*)|('(?:[^']|'')*')|("(?:[^"]|"")*")|(\\b\\d+(?:\\.\\d+)?\\b)|\\b(${sqlWords})\\b`,
  'gi',
);

/** Splits one line into coloured pieces; the pieces' texts joined are the line. */
export function highlight(language: 'json' | 'sql', line: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(language === 'json' ? json : sql)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: line.slice(end, match.index) });
    tokens.push({ kind: kindOf(language, match), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ kind: 'plain', text: line.slice(end) });
  return tokens;
}

function kindOf(language: 'json' | 'sql', match: RegExpExecArray): TokenKind {
  if (language === 'json') {
    if (match[1] !== undefined) return match[2] === undefined ? 'string' : 'key';
    return match[3] === undefined ? 'keyword' : 'number';
  }
  if (match[1] !== undefined) return 'comment';
  if (match[2] !== undefined) return 'string';
  if (match[3] !== undefined) return 'key';
  return match[4] === undefined ? 'keyword' : 'number';
}
