import type { TreatmentMatrix } from './matrix/treatmentMatrix.ts';
import type {
  BalanceRow,
  ComparisonResult,
  PatientProfile,
  PatientsLike,
} from './result/comparisonResult.ts';

/** A study file: `name` is the file's stem or what the user called it. */
export interface StudyFile {
  readonly name: string;
  readonly text: string;
}

/** What can be asked about studies. A study is named by the text of its file; results are kept by its hash. */
export interface StudyOperations {
  /** The studies shipped with Akashi, for the demo release. */
  'studies.shipped': { input: Record<string, never>; output: readonly StudyFile[] };
  /**
   * Persons by the study's treatment matrix.
   * @throws AkashiError `study.*`, `cohort.*`, `host.noRelease`, `engine.*`, `cancelled`; so do the others
   */
  'studies.matrix': { input: StudyFile; output: TreatmentMatrix };
  /** Runs a study; effects whose diagnostics fail come back blinded unless the file's overrides name them. */
  'studies.run': { input: StudyFile; output: ComparisonResult };
  /** Every covariate of one pair of a study that was run. */
  'studies.balance': {
    input: { hash: string; target: string; comparator: string };
    output: readonly BalanceRow[];
  };
  /** @throws AkashiError also `study.notRun` */
  'studies.patientsLike': { input: { hash: string; profile: PatientProfile }; output: PatientsLike };
}
