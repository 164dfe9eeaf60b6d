import { isObject, type JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { Failure } from '../../shared/errors/akashiError.ts';
import type { TreatmentMatrix } from '../../shared/study/matrix/treatmentMatrix.ts';
import type {
  BalanceRow,
  ComparisonResult,
  PatientProfile,
  PatientsLike,
} from '../../shared/study/result/comparisonResult.ts';
import type { SafetyFinding } from '../../shared/study/safety/safetyFinding.ts';
import { studyTypeOf } from '../../shared/study/specification/readStudyJson.ts';
import type { Loaded } from './appState.ts';

/** A comparative study as its file: the text is the one truth that every tab is a view of. */
export interface Study {
  readonly id: string;
  /** The file's stem. */
  readonly name: string;
  readonly text: string;
  /** What was found by a safety study and saved, in the order of saving. */
  readonly findings?: readonly SafetyFinding[];
}

const types = new WeakMap<Study, 'comparison' | 'safety'>();

/** Safety studies say so in their file; everything else is a comparison, or will be. */
export function studyType(study: Study): 'comparison' | 'safety' {
  const known = types.get(study);
  if (known) return known;
  // While a file is typed in it cannot always be read, and must not move to the other section.
  const says = studyTypeOf(study.text) ?? (/"type"\s*:\s*"safety"/.test(study.text) ? 'safety' : null);
  const type = says ?? 'comparison';
  types.set(study, type);
  return type;
}

/** The studies of one section, as they are listed. */
export function studiesOfType(
  studies: Readonly<Record<string, Study>>,
  type: 'comparison' | 'safety',
): readonly Study[] {
  return Object.values(studies).filter((study) => studyType(study) === type);
}

/** What of a study is shown, in the order in which one is made and read. */
export const studyTabs = [
  'arms',
  'followUp',
  'covariates',
  'overlap',
  'balance',
  'results',
  'subgroups',
  'patients',
  'sensitivity',
  'file',
] as const;
export type StudyTab = (typeof studyTabs)[number];

/** What was found, with what it was computed of: it stays until a newer one is there. */
export interface StudyRun {
  readonly result: ComparisonResult | null;
  /** The text that the result is of; see {@link sameText}. */
  readonly text: string;
  /** Digest of the release that it was computed on. */
  readonly release: string;
  /** Milliseconds that it took. */
  readonly took: number;
  /** Why the last run has no result. */
  readonly failure: Failure | null;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
}

/** What is looked at of a result: which pair, which outcome in which time at risk. */
export interface StudyChoice {
  readonly pair: number;
  readonly outcome: number;
}

export const firstChoice: StudyChoice = { pair: 0, outcome: 0 };

/** What is known of studies besides their files: computed, fetched or chosen. By study where not said otherwise. */
export interface StudyWork {
  readonly runs: Readonly<Record<string, StudyRun>>;
  readonly choices: Readonly<Record<string, StudyChoice>>;
  readonly matrices: Readonly<Record<string, Loaded<TreatmentMatrix> & { readonly text: string }>>;
  /** By study, pair and hash. */
  readonly balances: Readonly<Record<string, Loaded<readonly BalanceRow[]>>>;
  readonly patients: Readonly<
    Record<string, Loaded<PatientsLike> & { readonly profile: PatientProfile; readonly hash: string }>
  >;
  /** The study that the one shown is compared with, in words and as JSON. */
  readonly comparedWith: Readonly<Record<string, string>>;
}

export const noStudyWork: StudyWork = {
  runs: {},
  choices: {},
  matrices: {},
  balances: {},
  patients: {},
  comparedWith: {},
};

/** The file's JSON; null while it cannot be read as an object. */
export function studyDocument(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a study is called: the name in the file where it can be read, else the file's. May be `日本語 / English`. */
export function studyTitle({ text, name }: Study): string {
  const title = studyDocument(text)?.name;
  return typeof title === 'string' && title.trim() !== '' ? title : name;
}

export function studyText(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Whether two files say the same; white space makes no difference. */
export function sameText(one: string, other: string): boolean {
  return one === other || compact(one) === compact(other);
}

function compact(text: string): string {
  const document = studyDocument(text);
  return document === null ? text : JSON.stringify(document);
}

/** Whether a result is of another file or release than what is on screen now. */
export function isStale(
  run: Pick<StudyRun, 'text' | 'release'> & { readonly result: object | null },
  study: Study,
  release: string | null,
): boolean {
  return (
    run.result !== null && (!sameText(run.text, study.text) || (release !== null && run.release !== release))
  );
}
