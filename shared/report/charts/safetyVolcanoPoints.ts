import type { Locale } from '../../i18n/translate.ts';
import type {
  RatioEstimate,
  SafetyComparison,
  SafetyRow,
  SafetyTable,
} from '../../study/safety/safetyResult.ts';
import { outcomeText } from './safetyMarks.ts';

/** One outcome of a volcano. */
export interface VolcanoPoint {
  readonly id: string;
  readonly name: string;
  readonly ratio: RatioEstimate;
  readonly p: number;
  readonly adjustedP: number | null;
  /** After calibration by the negative controls. */
  readonly calibratedP: number | null;
  /** Of the exposed and of those that they are compared with. */
  readonly events: number;
  /** `finding`: a harm that stands up to calibration too; `passing`: to double FDR alone. */
  readonly kind: 'finding' | 'passing' | 'other';
}

/**
 * The outcomes with nothing listed below them that have a ratio: the ones above hold the same persons again. With
 * `also`, that outcome too.
 */
export function volcanoPoints(
  { rows }: SafetyTable,
  against: SafetyComparison['with'],
  level: number,
  locale: Locale,
  also: string | null = null,
): VolcanoPoint[] {
  const above = new Set(rows.flatMap(({ parents }) => parents));
  return rows.flatMap((row): VolcanoPoint[] => {
    const own = row.against.find((one) => one.with === against);
    if (!own?.rateRatio || own.p === null || (above.has(row.id) && row.id !== also)) return [];
    return [
      {
        id: row.id,
        name: outcomeText(row, locale),
        ratio: own.rateRatio,
        p: own.p,
        adjustedP: own.adjustedP,
        calibratedP: own.calibrated?.p ?? null,
        events: eventsOf(row, against),
        kind: own.signal ? 'finding' : own.adjustedP !== null && own.adjustedP <= level ? 'passing' : 'other',
      },
    ];
  });
}

/**
 * The p up to which outcomes stand up to double FDR: the largest that does. Null where none does. Below it lie also
 * outcomes of chapters that do not pass.
 */
export function doubleFdrLine(points: readonly VolcanoPoint[], level: number): number | null {
  const passing = points.filter(({ adjustedP }) => adjustedP !== null && adjustedP <= level);
  return passing.length === 0 ? null : Math.max(...passing.map(({ p }) => p));
}

/** A ratio is told only where the events of both groups are. */
function eventsOf({ groups, against }: SafetyRow, other: SafetyComparison['with']): number {
  const place = against.findIndex((one) => one.with === other);
  const compared = groups[groups.length - against.length + place];
  return [groups[0], compared].reduce(
    (sum, group) => sum + (typeof group?.events === 'number' ? group.events : 0),
    0,
  );
}
