import type { Locale } from '../../i18n/translate.ts';
import type { ReleaseCard } from '../../release/releaseCard.ts';
import type { ComparisonResult } from '../../study/result/comparisonResult.ts';
import type { ComparisonSpecification } from '../../study/specification/comparisonSpecification.ts';
import type { ChartSpec } from '../charts/chartSpec.ts';

/** What the report of a comparison is made of. All counts obey the release's output rules already. */
export interface StudyReportModel {
  readonly card: ReleaseCard;
  readonly study: ComparisonSpecification;
  readonly result: ComparisonResult;
  /** The language that it opens in. */
  readonly locale: Locale;
  /** ISO time, given by the caller. */
  readonly generatedAt: string;
}

/** Draws a chart as SVG text without anything from outside; a host has its own way. */
export type DrawChart = (spec: ChartSpec) => Promise<string>;
