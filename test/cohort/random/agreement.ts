import type { AttritionBase } from '../../../shared/cohort/attrition.ts';
import { type CdmIndex, isoOf } from '../reference/cdmData.ts';
import { type CohortRow, type EvaluatedEvent, type Evaluation, evaluateCohort } from '../reference/cohort.ts';
import type { CompiledCohort } from './compiledCohorts.ts';

/** One person for whom the compiler's rows are none of the outcomes that the evaluator allows. */
interface Difference {
  readonly person: number;
  readonly expected: readonly string[];
  readonly got: string;
}

/**
 * Compares what the compiler made of a definition with the evaluator. A person whose rows hang on an arbitrary tie may
 * have any of the rows that some tie-break gives; one with more tie-breaks than the evaluator lists is not compared.
 * @returns the persons that differ; empty when the two agree
 */
function differencesOf(evaluation: Evaluation, rows: readonly CohortRow[]): Difference[] {
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
function written(rows: readonly { readonly start: number; readonly end: number }[]): string {
  return rows
    .map(({ start, end }) => `${isoOf(start)}…${isoOf(end)}`)
    .sort()
    .join(' ');
}

/** What is wrong with a compiled cohort in one line each; a valid definition must never be refused. */
export function complaints(expression: unknown, cdm: CdmIndex, compiled: CompiledCohort): string[] {
  if (!compiled.ok) return [`refused: ${JSON.stringify(compiled.failure)}`];
  const evaluation = evaluateCohort(expression, cdm);
  const wrong = differencesOf(evaluation, compiled.rows).map(
    ({ person, expected, got }) =>
      `person ${person}: expected ${expected.map((rows) => `[${rows}]`).join(' or ')}, got [${got}]`,
  );
  if (compiled.attrition) wrong.push(...attritionComplaints(evaluation, compiled.attrition));
  return wrong;
}

/** Rule patterns of events and of persons must be the evaluator's; not asked where a tie leaves the events open. */
function attritionComplaints(evaluation: Evaluation, base: AttritionBase): string[] {
  const persons: string[][] = [];
  for (const outcomes of evaluation.values()) {
    if (outcomes === null) return [];
    const events = new Set(
      outcomes.map((outcome) => JSON.stringify(patterns(outcome.events, base.ruleCount))),
    );
    const [only] = events;
    if (events.size !== 1 || only === undefined) return [];
    persons.push(JSON.parse(only) as string[]);
  }
  const expected = [
    ['events', tally(persons.flat())],
    ['persons', tally(persons.map((all) => [...new Set(all)].join(' ')))],
  ] as const;
  const got = {
    events: new Map(base.events.map(({ pattern, count }) => [pattern, count])),
    persons: new Map(base.persons.map(({ patterns: all, count }) => [[...all].sort().join(' '), count])),
  };
  return expected.flatMap(([what, counts]) => {
    const [a, b] = [counts, got[what]].map((map) => JSON.stringify([...map].sort()));
    return a === b ? [] : [`rule patterns of ${what}: expected ${a}, got ${b}`];
  });
}

/** One text a qualified event, `1` where it satisfies the rule, sorted. */
function patterns(events: readonly EvaluatedEvent[], rules: number): string[] {
  return events
    .map(({ rules: mask }) =>
      Array.from({ length: rules }, (_, i) => (mask & (1n << BigInt(i)) ? '1' : '0')).join(''),
    )
    .sort();
}

function tally(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
