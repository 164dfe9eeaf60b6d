import { columnsOf, factorsOf, numericTerm } from './formula.ts';
import type { Table } from './table.ts';

/** Columns of a model with their names as R prints them. */
export interface Design {
  readonly terms: readonly string[];
  readonly columns: readonly Float64Array[];
  /** For each column, the term it comes from. */
  readonly variables: readonly string[];
}

interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * Columns of the terms: text (and `factor(x)`) becomes indicators of all levels but the first; an interaction the
 * products of its parts' columns, the first part varying fastest.
 */
export function designColumns(table: Table, terms: readonly string[]): Design {
  const columns = terms.flatMap((term) => termColumns(table, term).map((column) => ({ ...column, term })));
  return {
    terms: columns.map(({ name }) => name),
    columns: columns.map(({ values }) => values),
    variables: columns.map(({ term }) => term),
  };
}

function termColumns(table: Table, term: string): NamedColumn[] {
  const [first = [], ...rest] = factorsOf(term).map((factor) => factorColumns(table, factor));
  return rest.reduce<NamedColumn[]>(
    (columns, next) =>
      next.flatMap((b) =>
        columns.map((a) => ({
          name: `${a.name}:${b.name}`,
          values: a.values.map((value, i) => value * (b.values[i] as number)),
        })),
      ),
    first,
  );
}

function factorColumns(table: Table, name: string): NamedColumn[] {
  const inner = /^factor\((.*)\)$/.exec(name)?.[1];
  const isPlain = table.has(name);
  if (inner === undefined && (!isPlain || table.isNumeric(name))) {
    return [{ name, values: isPlain ? table.numbers(name) : numericTerm(table, name) }];
  }
  const factor = table.factor(inner ?? name);
  return factor.levels.slice(1).map((level, k) => ({
    name: `${name}${level}`,
    values: Float64Array.from(factor.codes, (code) => (code === k + 1 ? 1 : 0)),
  }));
}

/** The columns of the table that the terms read. */
export function variableNames(terms: readonly string[]): string[] {
  return [...new Set(terms.flatMap(columnsOf))];
}
