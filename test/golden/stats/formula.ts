import type { Table } from './table.ts';

/** The right side of an R formula: its terms in R's order (by degree) and an offset. */
export interface RightSide {
  readonly terms: readonly string[];
  readonly offset: string | undefined;
}

/** Splits at an operator that stands outside parentheses. */
function splitOutside(text: string, operator: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === operator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

/** `a * b` is `a + b + a:b`. */
export function parseRightSide(text: string): RightSide {
  const parts = splitOutside(text, '+');
  const offset = parts.find((part) => part.startsWith('offset('));
  const terms = parts.filter((part) => part !== offset && part !== '1').flatMap(crossed);
  const degree = (term: string): number => factorsOf(term).length;
  const distinct = [...new Set(terms)];
  return {
    terms: distinct.sort((a, b) => degree(a) - degree(b)),
    offset: offset?.replace(/^offset\((.*)\)$/, '$1'),
  };
}

function crossed(part: string): string[] {
  const terms: string[] = [];
  for (const factor of splitOutside(part, '*')) {
    terms.push(factor, ...terms.map((term) => `${term}:${factor}`));
  }
  return terms;
}

/** The parts of an interaction: `a:b` → a, b. */
export function factorsOf(term: string): string[] {
  return splitOutside(term, ':');
}

/** The columns of the table that a term reads. */
export function columnsOf(term: string): string[] {
  const words = term.match(/[A-Za-z_.][A-Za-z0-9_.]*(?!\w*\()/g) ?? [];
  return [...new Set(words.filter((word) => !functions.has(word)))];
}

const functions = new Set(['factor', 'log', 'sqrt', 'exp', 'I']);

/** The values of `x`, `log(x)`, `sqrt(x)`, `exp(x)` or `I(…)` with + - * / ^ and numbers. */
export function numericTerm(table: Table, term: string): Float64Array {
  const outer = /^(log|sqrt|exp|I)\((.*)\)$/.exec(term.trim());
  if (outer) {
    const inner = numericTerm(table, outer[2] ?? '');
    if (outer[1] === 'log') return inner.map(Math.log);
    if (outer[1] === 'sqrt') return inner.map(Math.sqrt);
    return outer[1] === 'exp' ? inner.map(Math.exp) : inner;
  }
  for (const [operator, apply] of operators) {
    const parts = splitOutside(term, operator);
    if (parts.length < 2 || parts[0] === '') continue;
    const right = numericTerm(table, parts.pop() ?? '');
    return numericTerm(table, parts.join(operator)).map((x, i) => apply(x, right[i] as number));
  }
  const bare = /^\((.*)\)$/.exec(term.trim())?.[1];
  if (bare !== undefined) return numericTerm(table, bare);
  const number = Number(term);
  return Number.isFinite(number) ? new Float64Array(table.rows).fill(number) : table.numbers(term.trim());
}

/** From the loosest to the tightest. */
const operators: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['^', (a, b) => a ** b],
];
