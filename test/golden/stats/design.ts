import type { Table } from './table.ts';

/** Columns of a model with their names as R prints them. */
export interface Design {
  readonly terms: readonly string[];
  readonly columns: readonly Float64Array[];
  /** For each column, the variable it comes from. */
  readonly variables: readonly string[];
}

/** Columns of the named variables; text (and `factor(x)`) becomes indicators of all levels but the first. */
export function designColumns(table: Table, names: readonly string[]): Design {
  const terms: string[] = [];
  const columns: Float64Array[] = [];
  const variables: string[] = [];
  for (const name of names) {
    const inner = /^factor\((.*)\)$/.exec(name)?.[1];
    if (inner === undefined && table.isNumeric(name)) {
      terms.push(name);
      columns.push(table.numbers(name));
      variables.push(name);
      continue;
    }
    const factor = table.factor(inner ?? name);
    factor.levels.forEach((level, k) => {
      if (k === 0) return;
      terms.push(`${name}${level}`);
      columns.push(Float64Array.from(factor.codes, (c) => (c === k ? 1 : 0)));
      variables.push(name);
    });
  }
  return { terms, columns, variables };
}

/** The plain variable names in a list of terms. */
export function variableNames(names: readonly string[]): string[] {
  return names.map((name) => /^factor\((.*)\)$/.exec(name)?.[1] ?? name);
}
