import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import { isWithheld } from '../../disclosure/publishedCount.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { Effect } from '../../study/result/comparisonResult.ts';
import type { RefinementResult } from '../../study/safety/refine/refinementResult.ts';
import type { RatioEstimate, SafetyRow } from '../../study/safety/safetyResult.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { ratioText, shortP } from '../charts/safetyMarks.ts';
import type { ForestRow } from '../charts/studyForestChart.ts';
import { estimateText } from '../study/effectText.ts';
import { count, end, start, text } from './tableParts.ts';

/** A finding with what other designs say of it. */
export interface RefinedFinding {
  /** Its row of the event table: what is looked at again. */
  readonly row: SafetyRow;
  readonly refined: readonly RefinementResult[];
  /** Main effect of the adjusted comparison, where it has run and may be shown. */
  readonly adjusted: Effect | null;
}

/** One line: figures that a design does not have are null. */
export interface RefinementLine {
  readonly id: string;
  readonly label: string;
  readonly events: PublishedCount | null;
  readonly compared: PublishedCount | null;
  readonly personYears: number | null;
  /** Undefined: the line is a count and has no ratio at all. */
  readonly ratio: RatioEstimate | null | undefined;
  readonly note: string | null;
}

const noFigures = { events: null, compared: null, personYears: null, note: null } as const;

/** The finding and every design that has been asked, line by line. */
export function refinementLines(finding: RefinedFinding, locale: Locale): RefinementLine[] {
  const { row, adjusted } = finding;
  const [exposed, unexposed] = row.groups;
  const raw: RefinementLine = {
    ...noFigures,
    id: 'raw',
    label: translate(locale, 'refine.row.raw'),
    events: exposed?.events ?? null,
    compared: unexposed?.events ?? null,
    personYears: exposed?.personYears ?? null,
    ratio: row.against.find((one) => one.with === 'unexposed')?.rateRatio ?? null,
  };
  return [
    raw,
    ...(adjusted
      ? [{ ...noFigures, id: 'adjusted', label: translate(locale, 'refine.row.adjusted'), ratio: adjusted }]
      : []),
    ...finding.refined.flatMap((one) => linesOf(one, unexposed?.events ?? null, locale)),
  ];
}

function linesOf(one: RefinementResult, unexposed: PublishedCount | null, locale: Locale): RefinementLine[] {
  switch (one.refinement) {
    case 'adjusted':
      return [];
    case 'selfControlled': {
      const reference = one.periods.find(({ period }) => period === 'reference');
      const order = ['exposed', 'after', 'before', 'reference'] as const;
      const periods = order.flatMap((period): RefinementLine[] => {
        const own = one.periods.find((each) => each.period === period);
        if (!own) return [];
        const isReference = period === 'reference';
        return [
          {
            id: period,
            label: translate(locale, `refine.row.${period}`),
            events: own.events,
            compared: isReference ? null : (reference?.events ?? null),
            personYears: own.personYears,
            ratio: isReference ? undefined : own.rateRatio,
            note: null,
          },
        ];
      });
      const cases = { ...noFigures, id: 'cases', events: one.cases, ratio: undefined };
      return [...periods, { ...cases, label: translate(locale, 'refine.row.cases') }];
    }
    case 'sequenceSymmetry': {
      const counts = { ...noFigures, events: one.eventAfter, compared: one.eventBefore };
      const note =
        one.nullEffect === null
          ? null
          : translate(locale, 'refine.nullEffect', { ratio: estimateText(locale, one.nullEffect, 2) });
      return [
        {
          ...counts,
          id: 'symmetry',
          label: translate(locale, 'refine.row.symmetry'),
          ratio: one.adjusted,
          note,
        },
        { ...counts, id: 'crude', label: translate(locale, 'refine.row.crude'), ratio: one.crude },
      ];
    }
    case 'doseResponse':
      return one.doses.map(({ from, to, rate, rateRatio }, k) => ({
        id: `dose${k}`,
        label: translate(locale, 'refine.row.dose', { dose: doseText(from, to, locale) }),
        events: rate.events,
        compared: unexposed,
        personYears: rate.personYears,
        ratio: rateRatio,
        note:
          k === one.doses.length - 1 && one.trendP !== null
            ? translate(locale, 'refine.trend', { p: shortP(locale, one.trendP) })
            : null,
      }));
    case 'dechallenge':
      return (['withEvent', 'stopped', 'resolved', 'restarted', 'recurred'] as const).map((step) => ({
        ...noFigures,
        id: step,
        label: translate(locale, `refine.row.${step}`, { days: one.days }),
        events: one[step],
        ratio: undefined,
      }));
  }
}

function doseText(from: number | null, to: number | null, locale: Locale): string {
  const own = (value: number): string => formatNumber(locale, value, 1);
  if (from === null)
    return to === null
      ? translate(locale, 'refine.dose.any')
      : translate(locale, 'refine.dose.below', { to: own(to) });
  return to === null
    ? translate(locale, 'refine.dose.above', { from: own(from) })
    : translate(locale, 'refine.dose.between', { from: own(from), to: own(to) });
}

/** The lines as a table: what a report prints, and the twin of the forest plot. */
export function refinementTable(finding: RefinedFinding, locale: Locale): ChartTable {
  return {
    columns: [
      start(translate(locale, 'refine.column.design')),
      end(translate(locale, 'refine.column.events')),
      end(translate(locale, 'refine.column.compared')),
      end(translate(locale, 'refine.column.personYears')),
      end(translate(locale, 'refine.column.ratio')),
      start(translate(locale, 'refine.column.note')),
    ],
    rows: refinementLines(finding, locale).map((line) => [
      text(line.label),
      line.events === null ? text(null) : count(line.events),
      line.compared === null ? text(null) : count(line.compared),
      text(line.personYears === null ? null : formatNumber(locale, line.personYears, 0)),
      text(line.ratio ? ratioText(locale, line.ratio) : line.ratio === null ? whyNone(line, locale) : null),
      text(line.note),
    ]),
  };
}

/** Lines that have, or could have had, a ratio: the finding first and larger. */
export function refinementForest(finding: RefinedFinding, locale: Locale): ForestRow[] {
  return refinementLines(finding, locale).flatMap((line): ForestRow[] => {
    const { id, label, ratio } = line;
    if (ratio === undefined) return [];
    const effect = ratio && effectOf(ratio);
    return [{ label, effect, isMain: id === 'raw', ...(effect ? {} : { words: whyNone(line, locale) }) }];
  });
}

function whyNone({ events, compared }: RefinementLine, locale: Locale): string {
  const isHidden = [events, compared].some((own) => own !== null && isWithheld(own));
  return translate(locale, isHidden ? 'refine.withheld' : 'refine.noEstimate');
}

/** A ratio as a forest plot draws it; what has no end is infinite there. */
function effectOf({ estimate, lower, upper }: RatioEstimate): Effect {
  return {
    measure: 'rateRatio',
    horizon: null,
    piece: null,
    estimate: estimate ?? Number.POSITIVE_INFINITY,
    lower,
    upper: upper ?? Number.POSITIVE_INFINITY,
    p: null,
    standardError: null,
  };
}
