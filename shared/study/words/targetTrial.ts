import type { Sentence } from '../../cohort/sentences/wording.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { analysisWords, contrastWords } from './analysisWords.ts';
import { assignmentWords } from './assignmentWords.ts';
import { eligibilityWords } from './eligibilityWords.ts';
import { followUpWords, outcomeWords } from './followUpWords.ts';
import type { Speaker } from './statement.ts';
import { strategyWords } from './strategyWords.ts';

/** Rows of a target-trial table: Hernán and Robins, Am J Epidemiol 2016;183:758. */
export const trialRows = [
  'eligibility',
  'strategies',
  'assignment',
  'followUp',
  'outcome',
  'contrast',
  'analysis',
] as const;
export type TrialRowId = (typeof trialRows)[number];

/** One component of the trial that a study emulates, as statements with their places in the study's file. */
export interface TrialRow {
  readonly id: TrialRowId;
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

const rows: Readonly<Record<TrialRowId, (speaker: Speaker) => Sentence[]>> = {
  eligibility: eligibilityWords,
  strategies: strategyWords,
  assignment: assignmentWords,
  followUp: followUpWords,
  outcome: outcomeWords,
  contrast: contrastWords,
  analysis: analysisWords,
};

/**
 * The trial that a study emulates. Every setting that decides a number is said; paths are from the root of the study's
 * file.
 */
export function targetTrial(study: ComparisonSpecification, locale: Locale): TrialRow[] {
  return trialRows.map((id) => ({
    id,
    title: translate(locale, `trial.row.${id}`),
    sentences: rows[id]({ study, locale }),
  }));
}
