/** Errors of studies. */
export interface StudyErrors {
  'study.notRun': Record<string, never>;
  /** The thread that calculated ended by itself. */
  'study.calculationEnded': Record<string, never>;
}
