import type { Failure } from '../errors/akashiError.ts';

/** Errors of studies. `study` is the name of the study or the stem of its file, `path` a JSON path in it. */
export interface StudyErrors {
  /** A study file was refused, with all that is wrong with it. */
  'study.problems': { study: string; count: number; failures: readonly Failure[] };
  'study.notJson': { study: string; line: number; column: number };
  /** JSON, but nothing that says it is a study. */
  'study.notAStudy': { study: string };
  /** Written by a later Akashi. */
  'study.newer': { study: string; version: number; known: number };
  /** Says of itself no kind of study that this Akashi knows. */
  'study.unknownType': { study: string; known: string };
  /** Spontaneous reports were given for a study that compares treatments. */
  'study.reportsOfComparison': { study: string };
  'study.tooDeep': { study: string; limit: number };
  'study.unknownKey': { study: string; path: string; known: string };
  'study.misspeltKey': { study: string; path: string; nearest: string };
  'study.missingValue': { study: string; path: string; expected: string };
  'study.invalidValue': { study: string; path: string; expected: string };
  /** Refers to something that the study does not hold; `known` are the names that it does. */
  'study.unknownName': { study: string; path: string; name: string; known: string };
  'study.duplicateName': { study: string; path: string; name: string };
  /** An arm with neither a cohort nor cells. */
  'study.armOfNothing': { study: string; path: string; arm: string };
  'study.armOfBoth': { study: string; path: string; arm: string };
  /** Clones enter arms that are cut from a matrix; this arm is a cohort. */
  'study.cohortCannotBeCloned': { study: string; path: string; arm: string };
  'study.noMatrix': { study: string; path: string; arm: string };
  /** An arm that is cut by what is known only after index, with nothing to guard it against immortal time. */
  'study.immortalTime': { study: string; path: string; arm: string; axis: string };
  /** An axis of doses or devices that is about no drug or device. */
  'study.axisOfNothing': { study: string; path: string; axis: string };
  'study.noTimeAtRisk': { study: string; path: string; name: string };
  'study.notAscending': { study: string; path: string };
  /** A range that ends before it begins. */
  'study.reversed': { study: string; path: string; from: string; to: string };
  /** An exposure with neither drugs nor a cohort, or with both. */
  'study.exposureOfNothing': { study: string; path: string };
  'study.exposureOfBoth': { study: string; path: string };
  /** Events of listed cohorts, and none is listed. */
  'study.noEvents': { study: string; path: string };
  /** Nobody in the release took the drug as the study asks. */
  'study.nobodyExposed': { study: string };
  /** Some did, and on no day was anybody like them unexposed. */
  'study.nobodyUnexposed': { study: string };
  /** Stands for the problems beyond those that are listed. */
  'study.moreProblems': { study: string; count: number };
  /** A treatment matrix was asked for that the study does not have. */
  'study.withoutMatrix': { study: string };
  'study.notRun': Record<string, never>;
  /** Asks for an outcome or a time at risk that the study does not have. */
  'study.noSuchPart': { part: string };
  /** The thread that calculated ended by itself. */
  'study.calculationEnded': Record<string, never>;
}
