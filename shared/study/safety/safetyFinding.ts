import { z } from 'zod';

export const findingStatuses = ['open', 'underReview', 'confirmed', 'refuted', 'monitor'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

const text = z.string().max(2_000);
const limit = z.number().nullable();

/** What was said of a finding at one time. */
const judgement = z.strictObject({
  at: z.iso.datetime(),
  by: text,
  status: z.enum(findingStatuses),
  reason: text,
});

/**
 * A finding that somebody saved of a safety study, with what was said of it since, oldest first. It holds published
 * estimates and no counts.
 */
export const safetyFinding = z.strictObject({
  id: z.string().min(1).max(200),
  /** SHA-256 of the study as it ran. */
  studyHash: text,
  releaseId: text,
  releaseDigest: text,
  outcome: text,
  code: text,
  /** As everything that people read, maybe `日本語 / English`. */
  name: text,
  timeAtRisk: text,
  timeAtRiskName: text,
  /** The part of the persons that it is of. */
  persons: text,
  against: z.enum(['unexposed', 'comparator']),
  /** Rate ratio with its interval. */
  ratio: z.strictObject({ estimate: limit, lower: z.number(), upper: limit }).nullable(),
  adjustedP: z.number().nullable(),
  signal: z.boolean(),
  history: z.array(judgement).min(1).max(1_000),
});

export type SafetyFinding = z.output<typeof safetyFinding>;
export type FindingJudgement = SafetyFinding['history'][number];

/** How a finding is judged now. */
export function latestJudgement({ history }: SafetyFinding): FindingJudgement {
  return history.at(-1) as FindingJudgement;
}

/** Whether two findings are of one question: then the later one is another judgement of the earlier. */
export function isSameFinding(
  one: Omit<SafetyFinding, 'id' | 'history'>,
  other: Omit<SafetyFinding, 'id' | 'history'>,
): boolean {
  return (
    one.studyHash === other.studyHash &&
    one.releaseDigest === other.releaseDigest &&
    one.outcome === other.outcome &&
    one.timeAtRisk === other.timeAtRisk &&
    one.persons === other.persons &&
    one.against === other.against
  );
}
