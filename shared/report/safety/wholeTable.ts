import { type Locale, translate } from '../../i18n/translate.ts';
import type { SafetyRow } from '../../study/safety/safetyResult.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { namedGroups, outcomeText, rateText, ratioText, shortP } from '../charts/safetyMarks.ts';
import { othersOf } from './eventTable.ts';
import { comparedWith } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { count, end, start, text } from './tableParts.ts';

/** Rows of the event table on a line each, as they fit on a page: rates, ratios, and what double FDR leaves of p. */
export function wholeTable(
  { study, result }: Pick<SafetyFindings, 'study' | 'result'>,
  rows: readonly SafetyRow[],
  locale: Locale,
): ChartTable {
  const groups = namedGroups(result, study, locale);
  const others = othersOf(groups);
  const ratio = translate(locale, 'safetyReport.rateRatio');
  return {
    columns: [
      start(translate(locale, 'chart.safety.event')),
      ...groups.flatMap(({ name }) => [
        end(`${name} ${translate(locale, 'safetyReport.withEvent')}`),
        end(translate(locale, 'safetyReport.rateShort')),
      ]),
      ...others.flatMap(({ name: group }) => [
        end(`${ratio} ${translate(locale, 'safetyReport.against', { group })}`),
        end(translate(locale, 'safetyReport.adjustedPShort')),
      ]),
    ],
    rows: rows.map((row) => [
      text(`${'\u2003'.repeat(row.level)}${outcomeText(row, locale)}`),
      ...groups.flatMap((_, g) => {
        const own = row.groups[g];
        return [
          own ? count(own.withEvent) : text(null),
          text(own?.rate ? rateText(locale, own.rate.estimate) : null),
        ];
      }),
      ...others.flatMap(({ group }) => {
        const own = comparedWith(row, group);
        return [
          text(own?.rateRatio ? ratioText(locale, own.rateRatio) : null),
          text(own?.adjustedP == null ? null : shortP(locale, own.adjustedP)),
        ];
      }),
    ]),
  };
}

/** Rows under the chapter that each is below first, chapters in the order of their codes, everything in tree order. */
export function byChapter(rows: readonly SafetyRow[]): { chapter: SafetyRow; rows: SafetyRow[] }[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const children = new Map<string, SafetyRow[]>();
  const chapters: SafetyRow[] = [];
  for (const row of [...rows].sort((a, b) => order(a, b))) {
    const above = row.parents.find((parent) => known.has(parent));
    if (above === undefined) chapters.push(row);
    else children.set(above, [...(children.get(above) ?? []), row]);
  }
  const below = (row: SafetyRow, seen: ReadonlySet<string>): SafetyRow[] => {
    if (seen.has(row.id)) return [];
    const further = new Set([...seen, row.id]);
    return [row, ...(children.get(row.id) ?? []).flatMap((child) => below(child, further))];
  };
  return chapters.map((chapter) => ({ chapter, rows: below(chapter, new Set()) }));
}

function order(a: SafetyRow, b: SafetyRow): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
