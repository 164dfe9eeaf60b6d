import type { SafetyStudyTruth } from '../../../../shared/demo/safetyStudyTruths.ts';
import { coincidentalReporting, reportingFraction } from '../../../../shared/demo/spontaneousReports.ts';
import { daysPerYear } from '../../../../shared/study/safety/analysis/compareGroups.ts';
import {
  calibrate,
  controlStrip,
  nullOfStrip,
} from '../../../../shared/study/safety/analysis/controlStrip.ts';
import type {
  ControlStrip,
  RatioEstimate,
  SafetyComparison,
  SafetyRow,
  SafetyTable,
} from '../../../../shared/study/safety/safetyResult.ts';

/** What a study says of an outcome that its drug truly causes. */
export interface TrueSignal {
  readonly what: string;
  readonly truth: number;
  readonly estimate: RatioEstimate | null;
  /** Null with too few controls. */
  readonly calibrated: RatioEstimate | null;
  readonly isFound: boolean;
  /** Place among the tested outcomes by p, 0 the first. */
  readonly rank: number;
}

/** What one comparison of a study calls findings, and how its controls come out. */
export interface ComparedFindings {
  readonly what: string;
  readonly canFind: boolean;
  readonly trueFindings: number;
  readonly falseFindings: readonly string[];
  /** p of each estimable control, as it is and calibrated by the others. */
  readonly controls: readonly { readonly raw: number; readonly calibrated: number | null }[];
}

/** Outcomes with nothing below them in the table: what is tested. */
export function testedRows({ rows }: SafetyTable<number>): readonly SafetyRow<number>[] {
  const above = new Set(rows.flatMap(({ parents }) => parents));
  return rows.filter(({ id }) => !above.has(id));
}

/** The table's word on an outcome that is truly caused, against one group; null where it is not listed. */
export function trueSignal(
  table: SafetyTable<number>,
  { study, outcome, rateRatio }: SafetyStudyTruth,
  against: SafetyComparison['with'],
): TrueSignal | null {
  const tested = testedRows(table).flatMap(({ id, against: all }) => {
    const own = all.find((one) => one.with === against);
    return own?.p == null ? [] : [{ id, own }];
  });
  const found = tested.find(({ id }) => id === outcome)?.own;
  if (!found) return null;
  const p = (one: SafetyComparison): number => one.calibrated?.p ?? one.p ?? 1;
  return {
    what: `${study} against ${against}`,
    truth: rateRatio,
    estimate: found.rateRatio,
    calibrated: found.calibrated?.rateRatio ?? null,
    isFound: found.signal,
    rank: tested.filter(({ own }) => p(own) < p(found)).length,
  };
}

/** Findings of one comparison, true and false, and its controls. */
export function comparedFindings(
  table: SafetyTable<number>,
  strip: ControlStrip,
  study: string,
  trulyCaused: readonly string[],
  against: SafetyComparison['with'],
): ComparedFindings {
  const found = testedRows(table).filter(({ against: all }) =>
    all.some((one) => one.with === against && one.signal),
  );
  return {
    what: `${study} against ${against}`,
    canFind: nullOfStrip(strip) !== null,
    trueFindings: found.filter(({ id }) => trulyCaused.includes(id)).length,
    falseFindings: found.filter(({ id }) => !trulyCaused.includes(id)).map(({ code, id }) => code || id),
    controls: controlPs(strip),
  };
}

/** Each control is calibrated by the others alone: by all it would be among those that it is measured with. */
function controlPs({ points }: ControlStrip): ComparedFindings['controls'] {
  return points.map((point, place) => {
    const others = controlStrip(
      points
        .filter((_, other) => other !== place)
        .map((other) => ({ ...other, ratio: { ...other, isExact: true } })),
    );
    const error = nullOfStrip(others);
    const ratio = { ...point, isExact: true };
    return {
      raw: calibrate(ratio, { mean: 0, sd: 0, negativeLoglik: Number.NaN }).p,
      calibrated: error && calibrate(ratio, error).p,
    };
  });
}

/** Reports of a drug and event beside the cases above what is expected, carried over to all use of the drug. */
export interface Reporting {
  readonly what: string;
  readonly reports: number;
  /** Cases that the drug caused in everybody who took it. */
  readonly excess: number;
  /** Reports for each such case: of the caused, and of those that were not and came by chance. */
  readonly truth: number;
}

export function reporting(
  table: SafetyTable<number>,
  { ingredient, icd10, outcome, rateRatio }: SafetyStudyTruth,
  reports: number,
  daysOfUse: number,
): Reporting | null {
  const [exposed, unexposed] = table.rows.find(({ id }) => id === outcome)?.groups ?? [];
  if (!exposed?.personYears || !unexposed?.personYears) return null;
  const rate = exposed.events / exposed.personYears - unexposed.events / unexposed.personYears;
  return {
    what: `${ingredient}: ${icd10}`,
    reports,
    excess: (rate * daysOfUse) / daysPerYear,
    truth: reportingFraction(ingredient, icd10) + coincidentalReporting / (rateRatio - 1),
  };
}
