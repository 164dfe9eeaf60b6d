import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { namedGroups } from '../charts/safetyMarks.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { count, end, start, text } from './tableParts.ts';

type Exposed = Pick<SafetyFindings, 'study' | 'result'>;

/** How many persons were left at each step, of the exposed and of the comparator. */
export function funnelTable({ study, result }: Exposed, locale: Locale): ChartTable {
  const groups = namedGroups(result, study, locale).flatMap(({ group, name }) =>
    group === 'unexposed' ? [] : [{ group, name }],
  );
  return {
    columns: [start(translate(locale, 'chart.attrition.step')), ...groups.map(({ name }) => end(name))],
    rows: result.exposure.funnel.map((row) => [
      text(translate(locale, `safetyReport.step.${row.step}`)),
      ...groups.map(({ group }) => count(row[group])),
    ]),
  };
}

/** Persons, time at risk and dose of the groups, in the first time-at-risk. */
export function groupsTable({ study, result }: Exposed, locale: Locale): ChartTable {
  const { groups, dose } = result.exposure;
  const names = namedGroups(result, study, locale);
  const quartiles = (
    own: { readonly lower: number; readonly median: number; readonly upper: number } | null,
    digits: number,
  ) => {
    if (own === null) return null;
    const show = (value: number) => formatNumber(locale, value, digits);
    return `${show(own.median)} (${show(own.lower)}–${show(own.upper)})`;
  };
  return {
    columns: [
      start(translate(locale, 'chart.safety.group')),
      end(translate(locale, 'chart.persons')),
      end(translate(locale, 'study.personYears')),
      end(translate(locale, 'safetyReport.daysAtRisk')),
      end(translate(locale, 'safetyReport.dailyDose')),
    ],
    rows: groups.map(({ group, persons, personYears, days }, g) => [
      text(names[g]?.name ?? null),
      count(persons),
      text(personYears === null ? null : formatNumber(locale, personYears, 1)),
      text(quartiles(days, 0)),
      text(group === 'exposed' ? quartiles(dose, 1) : null),
    ]),
  };
}
