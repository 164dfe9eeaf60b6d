import { type CdmIndex, isoOf } from '../reference/cdmData.ts';
import { type CohortRow, evaluateCohort } from '../reference/cohort.ts';
import type { CompiledCohort } from './compiledCohorts.ts';

/** One person for whom the compiler's rows are none of the outcomes that the evaluator allows. */
export interface Difference {
  readonly person: number;
  readonly expected: readonly string[];
  readonly got: string;
}

/**
 * Compares what the compiler made of a definition with the evaluator. A person whose rows hang on an arbitrary tie may
 * have any of the rows that some tie-break gives; one with more tie-breaks than the evaluator lists is not compared.
 * @returns the persons that differ; empty when the two agree
 */
export function differencesOf(expression: unknown, cdm: CdmIndex, rows: readonly CohortRow[]): Difference[] {
  const evaluation = evaluateCohort(expression, cdm);
  const persons = new Set([...evaluation.keys(), ...rows.map((row) => row.subject)]);
  return [...persons].flatMap((person) => {
    const outcomes = evaluation.get(person);
    if (outcomes === null) return [];
    const expected = [...new Set((outcomes ?? []).map((outcome) => written(outcome.rows)))];
    if (expected.length === 0) expected.push('');
    const got = written(rows.filter((row) => row.subject === person));
    return expected.includes(got) ? [] : [{ person, expected, got }];
  });
}

/** Rows of one person as text, the same for the same multiset. */
export function written(rows: readonly { readonly start: number; readonly end: number }[]): string {
  return rows
    .map(({ start, end }) => `${isoOf(start)}…${isoOf(end)}`)
    .sort()
    .join(' ');
}

/** What is wrong with a compiled cohort in one line each; a valid definition must never be refused. */
export function complaints(expression: unknown, cdm: CdmIndex, compiled: CompiledCohort): string[] {
  if (!compiled.ok) return [`refused: ${JSON.stringify(compiled.failure)}`];
  return differencesOf(expression, cdm, compiled.rows).map(
    ({ person, expected, got }) =>
      `person ${person}: expected ${expected.map((rows) => `[${rows}]`).join(' or ')}, got [${got}]`,
  );
}
