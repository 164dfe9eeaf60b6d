import { anginaTruth, rosuvastatinRatio } from './anginaTruth.ts';
import type { TruthCell } from './truth.ts';

/** What is true of the first pair of a shipped study: hazard ratios of target against comparator within strata of all confounders. */
export interface StudyTruth {
  /** Ids as in the study's file. */
  readonly study: string;
  readonly target: string;
  readonly comparator: string;
  readonly outcome: string;
  /** Over all follow-up; null where it changes with time. */
  readonly hazardRatio: number | null;
  /** Days after index between which a ratio holds, where it changes; `to` null: to the end. */
  readonly pieces: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly hazardRatio: number;
  }[];
  /** The same in those with and without diabetes, where it differs. */
  readonly diabetes: readonly StudyTruth['pieces'][number][] | null;
  readonly noDiabetes: readonly StudyTruth['pieces'][number][] | null;
  /** Ratio of hazards for one unit more of the dose. */
  readonly trend: number | null;
  /** Ratio of the rates in the records within five years of index: what somebody finds who adjusts for nothing. */
  readonly crudeRateRatio: number | null;
}

/** The truths of the shipped studies; what no cell tells (nobody was treated so) is left out. */
export function studyTruths(cells: readonly TruthCell[]): StudyTruth[] {
  const t = anginaTruth;
  const crude = (contrast: string): number | null => {
    const cell = find(cells, contrast, 'all', 5);
    return cell && cell.crudeRateComparator > 0
      ? rounded(cell.crudeRateTarget / cell.crudeRateComparator)
      : null;
  };
  const constant = (hazardRatio: number | null, contrast: string) => ({
    hazardRatio,
    pieces: [],
    diabetes: null,
    noDiabetes: null,
    trend: null,
    crudeRateRatio: crude(contrast),
  });
  return [
    {
      study: 'stent-material',
      target: 'eluting',
      comparator: 'bare',
      outcome: 'revascularisation',
      ...constant(
        t.drugElutingVsBareMetal.targetVesselRevascularisation,
        'drugElutingVsBareMetal.repeatRevascularisation',
      ),
    },
    {
      study: 'first-line-drug',
      target: 'beta-blocker',
      comparator: 'calcium-antagonist',
      outcome: 'major-events',
      ...constant(t.betaBlockerVsCalciumAntagonist.infarction, 'betaBlockerVsCalciumAntagonist'),
    },
    {
      study: 'bypass-stent',
      target: 'bypass',
      comparator: 'stent',
      outcome: 'major-events',
      ...constant(null, 'bypassVsStent'),
      pieces: bypassPieces(cells, 'all'),
      diabetes: bypassPieces(cells, 'diabetes'),
      noDiabetes: bypassPieces(cells, 'noDiabetes'),
    },
    {
      study: 'rosuvastatin-dose',
      target: 'mg2_5',
      comparator: 'mg20',
      outcome: 'major-events',
      ...constant(rounded(1 / rosuvastatinRatio(17.5)), 'rosuvastatin2.5mgVs20mg'),
      trend: t.rosuvastatinPerMilligram,
    },
  ];
}

/** From the hazards that each patient would have had under either arm: before and after the ratio changes. */
function bypassPieces(cells: readonly TruthCell[], stratum: string): StudyTruth['pieces'][number][] {
  const { days } = anginaTruth.bypassVsPercutaneous;
  const early = find(cells, 'bypassVsStent', stratum, days / 365.25);
  const whole = find(cells, 'bypassVsStent', stratum, 5);
  if (!early || !whole || early.persons !== whole.persons) return [];
  return [
    {
      from: 0,
      to: days,
      hazardRatio: rounded(early.cumulativeHazardTarget / early.cumulativeHazardComparator),
    },
    {
      from: days,
      to: null,
      hazardRatio: rounded(
        (whole.cumulativeHazardTarget - early.cumulativeHazardTarget) /
          (whole.cumulativeHazardComparator - early.cumulativeHazardComparator),
      ),
    },
  ];
}

function find(
  cells: readonly TruthCell[],
  contrast: string,
  stratum: string,
  years: number,
): TruthCell | undefined {
  return cells.find(
    (cell) =>
      cell.contrast === contrast && cell.stratum === stratum && Math.abs(cell.horizonYears - years) < 1e-9,
  );
}

function rounded(ratio: number): number {
  return Number(ratio.toPrecision(4));
}
