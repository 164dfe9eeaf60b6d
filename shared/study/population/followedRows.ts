import type { ArmCandidates } from './armCandidates.ts';
import type { PersonFacts } from './personFacts.ts';
import { NEVER } from './personPeriods.ts';
import type { FollowedRows } from './riskWindows.ts';
import { switchDays } from './switchDays.ts';

/** Rows of the candidates kept, with the arm of each. */
export interface ArmRows extends FollowedRows {
  readonly arm: Int32Array;
}

/** @param kept places of candidates, each observed on index */
export function followedRows(
  { candidates, starts }: ArmCandidates,
  kept: Int32Array,
  facts: PersonFacts,
): ArmRows {
  const pick = (column: Int32Array): Int32Array => kept.map((at) => column[at] ?? 0);
  const [person, arm, index] = [pick(candidates.person), pick(candidates.arm), pick(candidates.index)];
  const { deviates } = candidates;
  return {
    length: kept.length,
    person,
    arm,
    index,
    cohortEnd: kept.map((at, i) => (candidates.end[at] ?? 0) - (index[i] ?? 0)),
    observedTo: person.map((who, i) => facts.observation(who, index[i] ?? 0)?.after ?? -1),
    switches: switchDays({ person, arm, index }, starts),
    deviates: kept.map((at) => {
      const day = deviates?.[at] ?? -1;
      return day < 0 ? NEVER : day;
    }),
  };
}
