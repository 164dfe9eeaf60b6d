import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { Covariate } from '../../study/covariates/covariateMatrix.ts';
import type {
  BalanceMoments,
  BalanceRow,
  ComparisonResult,
  Effect,
  OutcomeResult,
  PairResult,
} from '../../study/result/comparisonResult.ts';
import type { ChartTable, ChartTableCell } from '../charts/chartTable.ts';
import { effectText, estimateText, percentText, pText } from './effectText.ts';

/** A table of a study as it is exported: `id` is its file's stem. */
export interface StudyTable {
  readonly id: string;
  readonly title: MessageKey;
  /** What it is of (arms, outcome), in the language. */
  readonly of: string;
  readonly table: ChartTable;
}

/**
 * Every table of a comparison, in the order of the report. What is withheld or blinded stays so.
 * @param balance every covariate of a pair, where it was asked for; the pair's Table 1 otherwise
 */
export function studyTables(
  result: ComparisonResult,
  locale: Locale,
  balance: (pair: PairResult) => readonly BalanceRow[] = ({ tableOne }) => tableOne,
): readonly StudyTable[] {
  const names = new Map(result.arms.map(({ id, name }) => [id, inLanguage(name, locale)]));
  const name = (arm: string) => names.get(arm) ?? arm;
  return [
    { id: 'attrition', title: 'study.table.attrition', of: '', table: attritionTable(result, locale) },
    ...result.pairs.flatMap((pair): StudyTable[] => {
      const of = `${name(pair.target)} – ${name(pair.comparator)}`;
      const file = `${pair.target}-${pair.comparator}`;
      return [
        { id: `${file}-steps`, title: 'study.table.steps', of, table: stepsTable(pair, locale, name) },
        {
          id: `${file}-balance`,
          title: 'study.table.balance',
          of,
          table: balanceTable(balance(pair), locale, name(pair.target), name(pair.comparator)),
        },
        ...pair.outcomes.flatMap((outcome): StudyTable[] => {
          const ofOutcome = `${of} · ${inLanguage(outcome.name, locale)} (${outcome.timeAtRisk})`;
          const stem = `${file}-${outcome.outcome}-${outcome.timeAtRisk}`;
          return [
            {
              id: `${stem}-counts`,
              title: 'study.table.counts',
              of: ofOutcome,
              table: countsTable(outcome, locale, name(pair.target), name(pair.comparator)),
            },
            {
              id: `${stem}-diagnostics`,
              title: 'study.table.diagnostics',
              of: ofOutcome,
              table: diagnosticsTable(outcome, locale),
            },
            ...(outcome.estimates
              ? [
                  {
                    id: `${stem}-estimates`,
                    title: 'study.table.estimates' as const,
                    of: ofOutcome,
                    table: estimatesTable(outcome, locale),
                  },
                  {
                    id: `${stem}-curves`,
                    title: 'study.table.curves' as const,
                    of: ofOutcome,
                    table: curvesTable(outcome, locale, name),
                  },
                  {
                    id: `${stem}-subgroups`,
                    title: 'study.table.subgroups' as const,
                    of: ofOutcome,
                    table: subgroupsTable(outcome, locale, name(pair.target), name(pair.comparator)),
                  },
                  {
                    id: `${stem}-variants`,
                    title: 'study.table.variants' as const,
                    of: ofOutcome,
                    table: variantsTable(outcome, locale),
                  },
                ]
              : []),
          ];
        }),
      ];
    }),
  ];
}

const start = (label: string) => ({ label, align: 'start' as const });
const end = (label: string) => ({ label, align: 'end' as const });
const text = (value: string | null): ChartTableCell => ({ text: value });
const count = (value: PublishedCount): ChartTableCell => ({ count: value });

export function attritionTable(result: ComparisonResult, locale: Locale): ChartTable {
  const [first] = result.arms;
  return {
    columns: [
      start(translate(locale, 'chart.attrition.step')),
      ...result.arms.map(({ name }) => end(inLanguage(name, locale))),
    ],
    rows: (first?.attrition ?? []).map(({ step }, i) => [
      text(translate(locale, `study.step.${step}`)),
      ...result.arms.map((arm): ChartTableCell => {
        const persons = arm.attrition[i]?.persons;
        return persons === undefined ? text(null) : count(persons);
      }),
    ]),
  };
}

export function stepsTable(pair: PairResult, locale: Locale, name: (arm: string) => string): ChartTable {
  return {
    columns: [
      start(translate(locale, 'chart.attrition.step')),
      end(name(pair.target)),
      end(name(pair.comparator)),
    ],
    rows: pair.propensity.steps.map(({ step, target, comparator }) => [
      text(translate(locale, `study.adjustStep.${step}`)),
      count(target),
      count(comparator),
    ]),
  };
}

export function covariateName({ name, window }: Covariate, locale: Locale): string {
  const own = inLanguage(name, locale);
  return window === null ? own : `${own} (${translate(locale, `study.window.${window}`)})`;
}

export function balanceTable(
  rows: readonly BalanceRow[],
  locale: Locale,
  target: string,
  comparator: string,
): ChartTable {
  const before = translate(locale, 'study.before');
  const after = translate(locale, 'study.after');
  const difference = translate(locale, 'study.standardisedDifference');
  const moments = (covariate: Covariate, { target, comparator, standardisedDifference }: BalanceMoments) => {
    const mean = (value: number | null) =>
      text(
        value === null
          ? null
          : covariate.kind === 'binary'
            ? percentText(locale, value)
            : formatNumber(locale, value, 2),
      );
    return [
      mean(target),
      mean(comparator),
      text(standardisedDifference === null ? null : estimateText(locale, standardisedDifference, 3)),
    ];
  };
  return {
    columns: [
      start(translate(locale, 'study.domain')),
      start(translate(locale, 'study.covariate')),
      ...[before, after].flatMap((when) => [
        end(`${target} · ${when}`),
        end(`${comparator} · ${when}`),
        end(`${difference} · ${when}`),
      ]),
    ],
    rows: rows.map(({ covariate, before, after }) => [
      text(translate(locale, `study.domain.${covariate.domain}`)),
      text(covariateName(covariate, locale)),
      ...moments(covariate, before),
      ...moments(covariate, after),
    ]),
  };
}

export function countsTable(
  { target, comparator }: OutcomeResult,
  locale: Locale,
  targetName: string,
  comparatorName: string,
): ChartTable {
  const arms = [
    [targetName, target],
    [comparatorName, comparator],
  ] as const;
  return {
    columns: [
      start(translate(locale, 'study.arm')),
      end(translate(locale, 'chart.persons')),
      end(translate(locale, 'study.withOutcome')),
      end(translate(locale, 'study.withCompeting')),
      end(translate(locale, 'study.personYears')),
      end(translate(locale, 'study.ratePerThousand')),
      end(translate(locale, 'study.followUpDays')),
    ],
    rows: arms.map(([name, arm]) => [
      text(name),
      count(arm.persons),
      count(arm.withOutcome),
      count(arm.withCompeting),
      text(arm.personYears === null ? null : formatNumber(locale, arm.personYears, 1)),
      text(
        arm.rate === null
          ? null
          : `${estimateText(locale, arm.rate.estimate, 2)} (${estimateText(locale, arm.rate.lower, 2)}–${estimateText(locale, arm.rate.upper, 2)})`,
      ),
      text(
        arm.followUp === null
          ? null
          : `${formatNumber(locale, arm.followUp.median, 0)} (${formatNumber(locale, arm.followUp.lower, 0)}–${formatNumber(locale, arm.followUp.upper, 0)})`,
      ),
    ]),
  };
}

export function diagnosticsTable({ diagnostics }: OutcomeResult, locale: Locale): ChartTable {
  return {
    columns: [
      start(translate(locale, 'study.diagnostic')),
      end(translate(locale, 'study.value')),
      end(translate(locale, 'study.threshold')),
      start(translate(locale, 'study.outcomeOfDiagnostic')),
    ],
    rows: diagnostics.map(({ kind, value, threshold, passes }) => [
      text(translate(locale, `study.diagnostic.${kind}`)),
      text(value === null ? null : estimateText(locale, value, 3)),
      text(threshold === null ? null : formatNumber(locale, threshold, 3)),
      text(translate(locale, passes ? 'study.passes' : 'study.fails')),
    ]),
  };
}

/** Effects under each other, crude beside adjusted where both are there. */
export function estimatesTable({ estimates }: OutcomeResult, locale: Locale): ChartTable {
  const crude = estimates?.crude ?? [];
  const rows: (readonly [string, readonly Effect[]])[] = [
    [translate(locale, 'study.crude'), crude],
    [translate(locale, 'study.adjusted'), estimates?.adjusted ?? []],
    [translate(locale, 'study.calibrated'), estimates?.calibrated ? [estimates.calibrated] : []],
    [translate(locale, 'study.byPiece'), estimates?.proportionality?.pieces ?? []],
  ];
  return effectsTable(
    rows.flatMap(([kind, effects]) => effects.map((effect) => [kind, effect] as const)),
    translate(locale, 'study.kind'),
    locale,
  );
}

export function variantsTable({ estimates }: OutcomeResult, locale: Locale): ChartTable {
  return effectsTable(
    (estimates?.sensitivity.variants ?? []).map(
      ({ kind, effect }) => [translate(locale, `study.variant.${kind}`), effect] as const,
    ),
    translate(locale, 'study.kind'),
    locale,
  );
}

function effectsTable(
  rows: readonly (readonly [string, Effect])[],
  heading: string,
  locale: Locale,
): ChartTable {
  return {
    columns: [
      start(heading),
      start(translate(locale, 'study.measure')),
      end(translate(locale, 'study.when')),
      end(translate(locale, 'study.estimate')),
      end(translate(locale, 'study.lower')),
      end(translate(locale, 'study.upper')),
      end('p'),
    ],
    rows: rows.map(([kind, effect]) => {
      const shown = effectText(locale, effect);
      return [
        text(kind),
        text(translate(locale, `study.measure.${effect.measure}`)),
        text(shown.when),
        text(shown.estimate),
        text(shown.lower),
        text(shown.upper),
        text(effect.p === null ? null : pText(locale, effect.p)),
      ];
    }),
  };
}

export function curvesTable(
  { estimates }: OutcomeResult,
  locale: Locale,
  name: (arm: string) => string,
): ChartTable {
  return {
    columns: [
      start(translate(locale, 'study.arm')),
      start(translate(locale, 'study.kind')),
      end(translate(locale, 'study.day')),
      end(translate(locale, 'study.cumulativeIncidence')),
      end(translate(locale, 'study.lower')),
      end(translate(locale, 'study.upper')),
      end(translate(locale, 'study.competingIncidence')),
    ],
    rows: (estimates?.curves ?? []).flatMap((curve) =>
      curve.days.map((day, i) => [
        text(name(curve.arm)),
        text(translate(locale, curve.adjusted ? 'study.adjusted' : 'study.crude')),
        text(formatNumber(locale, day, 0)),
        ...[curve.incidence, curve.lower, curve.upper, curve.competing].map((column) =>
          text(column[i] === undefined ? null : percentText(locale, column[i])),
        ),
      ]),
    ),
  };
}

export function subgroupsTable(
  { estimates }: OutcomeResult,
  locale: Locale,
  target: string,
  comparator: string,
): ChartTable {
  return {
    columns: [
      start(translate(locale, 'study.subgroup')),
      start(translate(locale, 'study.category')),
      end(target),
      end(`${target} · ${translate(locale, 'study.withOutcome')}`),
      end(comparator),
      end(`${comparator} · ${translate(locale, 'study.withOutcome')}`),
      end(translate(locale, 'study.estimate')),
      end(translate(locale, 'study.shrunk')),
      end(translate(locale, 'study.interactionP')),
    ],
    rows: (estimates?.subgroups ?? []).flatMap((subgroup) =>
      subgroup.categories.map((category, i) => [
        text(inLanguage(subgroup.name, locale)),
        text(inLanguage(category.name, locale)),
        count(category.target),
        count(category.targetEvents),
        count(category.comparator),
        count(category.comparatorEvents),
        text(category.effect ? effectText(locale, category.effect).whole : null),
        text(category.shrunk ? effectText(locale, category.shrunk).whole : null),
        text(i > 0 || subgroup.interactionP === null ? null : pText(locale, subgroup.interactionP)),
      ]),
    ),
  };
}

/** All arms at once: persons, effective numbers, adjusted risks and effects against the first. */
export function multiArmTable(
  { arms }: NonNullable<ComparisonResult['multiArm']>['outcomes'][number],
  locale: Locale,
  name: (arm: string) => string,
): ChartTable {
  const horizons = [...new Set(arms.flatMap(({ risks }) => risks.map(({ horizon }) => horizon)))];
  return {
    columns: [
      start(translate(locale, 'study.arm')),
      end(translate(locale, 'chart.persons')),
      end(translate(locale, 'study.report.effective')),
      ...horizons.map((day) => end(translate(locale, 'study.riskAtDay', { day }))),
      end(translate(locale, 'study.againstFirst')),
    ],
    rows: arms.map(({ arm, persons, effective, risks, effect }) => [
      text(name(arm)),
      count(persons),
      text(effective === null ? null : formatNumber(locale, effective, 0)),
      ...horizons.map((day) => {
        const risk = risks.find(({ horizon }) => horizon === day);
        return text(
          risk
            ? `${percentText(locale, risk.estimate)} (${percentText(locale, risk.lower)}–${percentText(locale, risk.upper)})`
            : null,
        );
      }),
      text(effect ? effectText(locale, effect).whole : null),
    ]),
  };
}
