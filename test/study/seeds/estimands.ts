import { anginaTruth } from '../../../shared/demo/anginaTruth.ts';
import type { StudyTruth } from '../../../shared/demo/studyTruths.ts';
import type {
  ComparisonResult,
  Effect,
  OutcomeResult,
} from '../../../shared/study/result/comparisonResult.ts';

/** One thing that a study estimates of which the truth is known, on the scale of logarithms. */
export interface Finding {
  readonly what: string;
  readonly truth: number;
  /** Null where the estimand has no unadjusted twin. */
  readonly crude: number | null;
  readonly adjusted: number;
  readonly lower: number;
  readonly upper: number;
}

type Result = Omit<ComparisonResult<number>, 'provenance'>;

/** What a result says about everything of which its release's truth.json tells the truth. */
export function findings(result: Result, truth: StudyTruth): Finding[] {
  const pair = result.pairs.find(
    ({ target, comparator }) => target === truth.target && comparator === truth.comparator,
  );
  const outcome = pair?.outcomes.find((one) => one.outcome === truth.outcome);
  if (!outcome?.estimates) return [];
  return [
    ...(truth.hazardRatio === null ? [] : overall(truth, outcome, truth.hazardRatio)),
    ...truth.pieces.flatMap((piece) => ofPiece(truth, outcome, piece)),
    ...interaction(truth, outcome),
    ...trend(result, truth),
  ];
}

function finding(
  what: string,
  truth: number,
  adjusted: Effect | null | undefined,
  crude: Effect | null | undefined,
): Finding[] {
  if (!adjusted) return [];
  return [
    {
      what,
      truth: Math.log(truth),
      crude: crude ? Math.log(crude.estimate) : null,
      adjusted: Math.log(adjusted.estimate),
      lower: Math.log(adjusted.lower),
      upper: Math.log(adjusted.upper),
    },
  ];
}

function overall({ study }: StudyTruth, { estimates }: OutcomeResult<number>, truth: number): Finding[] {
  const [main] = estimates?.adjusted ?? [];
  const crude = estimates?.crude.find(({ measure }) => measure === main?.measure);
  return finding(`${study}: hazard ratio`, truth, main, crude);
}

function ofPiece(
  { study }: StudyTruth,
  { estimates }: OutcomeResult<number>,
  piece: StudyTruth['pieces'][number],
): Finding[] {
  const found = estimates?.proportionality?.pieces.find(
    ({ piece: days }) => days?.from === piece.from && days.to === piece.to,
  );
  const days = piece.to === null ? `from day ${piece.from}` : `to day ${piece.to}`;
  return finding(`${study}: hazard ratio ${days}`, piece.hazardRatio, found, null);
}

/** Ratio of the effect with diabetes to that without. */
function interaction({ study, diabetes }: StudyTruth, { estimates }: OutcomeResult<number>): Finding[] {
  if (diabetes === null) return [];
  const categories = estimates?.subgroups.find(({ id }) => id === 'diabetes')?.categories ?? [];
  const [having, without] = ['with', 'without'].map(
    (id) => categories.find((category) => category.id === id)?.effect,
  );
  if (!having?.standardError || !without?.standardError) return [];
  const adjusted = Math.log(having.estimate / without.estimate);
  const reach = 1.959964 * Math.hypot(having.standardError, without.standardError);
  const truth = Math.log(anginaTruth.bypassVsPercutaneous.inDiabetes);
  return [
    {
      what: `${study}: with diabetes to without`,
      truth,
      crude: null,
      adjusted,
      lower: adjusted - reach,
      upper: adjusted + reach,
    },
  ];
}

function trend({ doseResponse }: Result, { study, outcome, trend }: StudyTruth): Finding[] {
  if (trend === null) return [];
  const found = doseResponse?.find((one) => one.outcome === outcome)?.trend;
  return finding(`${study}: ratio for one unit of the dose`, trend, found, null);
}
