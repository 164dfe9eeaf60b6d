import type { StudyNote } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import type { FollowUp, StudyPopulation } from './studyPopulation.ts';

/** A follow-up that knows why rows were left out. */
export type ExplainedFollowUp = FollowUp & { readonly hadBefore: Uint8Array };

/** What a reader must know of a population: arms without persons or in common, outcomes that nobody could have or had. */
export function populationNotes(
  specification: ComparisonSpecification,
  { attrition }: Pick<StudyPopulation, 'attrition'>,
  followUps: readonly ExplainedFollowUp[],
  arm: Int32Array,
  missing: readonly string[],
): StudyNote[] {
  const { arms, outcomes, timesAtRisk } = specification;
  const notes: StudyNote[] = [];
  const left = attrition.at(-1)?.persons ?? [];
  for (const [k, { name }] of arms.entries()) if (!left[k]) notes.push({ kind: 'emptyArm', about: name });
  const several = attrition.findIndex(({ step }) => step === 'severalArms');
  const [before, after] = [attrition[several - 1]?.persons ?? [], attrition[several]?.persons ?? []];
  const shared = arms.filter((_, k) => (after[k] ?? 0) < (before[k] ?? 0));
  if (shared.length > 0)
    notes.push({ kind: 'armsOverlap', about: shared.map(({ name }) => name).join(', ') });
  const { immortalTime } = specification;
  if (immortalTime) {
    const about =
      immortalTime.kind === 'landmark'
        ? `ランドマーク法（${immortalTime.day} 日） / A landmark on day ${immortalTime.day}`
        : `クローン・打ち切り・重み付け（猶予 ${immortalTime.graceDays} 日） / Cloning, censoring and weighting (grace of ${immortalTime.graceDays} days)`;
    notes.push({ kind: 'immortalTimeGuarded', about });
  }
  for (const { id, name } of timesAtRisk) {
    const own = followUps.filter(({ timeAtRisk }) => timeAtRisk === id);
    const nobody = own.every(({ included, hadBefore }) => !included.includes(1) && !hadBefore.includes(1));
    if (nobody) notes.push({ kind: 'noTimeAtRisk', about: name });
  }
  for (const { id, name } of outcomes) {
    const own = followUps.filter(({ outcome }) => outcome === id);
    const present = arms.flatMap((_, k) => (left[k] ? [k] : []));
    if (own.some((one) => present.some((k) => everybodyHad(one, arm, k)))) {
      notes.push({ kind: 'allHadOutcome', about: name });
    } else if (own.some((one) => present.some((k) => nobodyHad(one, arm, k)))) {
      notes.push({ kind: 'noEvents', about: name });
    }
  }
  for (const table of new Set(missing)) notes.push({ kind: 'missingTables', about: table });
  return notes;
}

/** Whether all of an arm who could be followed had the outcome before. */
function everybodyHad({ included, hadBefore }: ExplainedFollowUp, arm: Int32Array, wanted: number): boolean {
  const of = (column: Uint8Array): boolean => column.some((value, row) => value === 1 && arm[row] === wanted);
  return of(hadBefore) && !of(included);
}

function nobodyHad({ included, status }: ExplainedFollowUp, arm: Int32Array, wanted: number): boolean {
  const follows = included.some((value, row) => value === 1 && arm[row] === wanted);
  return follows && !status.some((value, row) => value === 1 && included[row] === 1 && arm[row] === wanted);
}
