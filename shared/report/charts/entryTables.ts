import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { EntryConcept, VisitContext } from '../../features/characterisationApi.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTable, ChartTableCell } from './chartTable.ts';
import { shareText } from './countText.ts';
import { daysLabel } from './observedDaysChart.ts';

/** What an entry concept is called. */
export function entryConceptName({ criterion, concept, domain }: EntryConcept, locale: Locale): string {
  if (criterion === null) return translate(locale, 'entry.noEvent');
  if (concept === null) return translate(locale, domain === null ? 'entry.noConcept' : `domain.${domain}`);
  return inLanguage(concept.name, locale);
}

/** What a kind of visit is called. */
export function visitKindName({ kind }: VisitContext, locale: Locale): string {
  return kind === null ? translate(locale, 'visits.none') : inLanguage(kind.name, locale);
}

/** Concepts that made index, each followed by its source codes. */
export function entryConceptsTable(
  concepts: readonly EntryConcept[],
  persons: PublishedCount,
  locale: Locale,
): ChartTable {
  const label = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: label('features.concept'), align: 'start' },
      { label: label('entry.criterion'), align: 'start' },
      { label: label('entry.code'), align: 'start' },
      { label: label('chart.persons'), align: 'end' },
      { label: label('chart.share'), align: 'end' },
    ],
    rows: concepts.flatMap((concept) => {
      const { criterion, domain } = concept;
      const place =
        criterion === null
          ? ''
          : translate(locale, 'entry.criterionAt', {
              place: criterion + 1,
              domain: domain === null ? '' : translate(locale, `domain.${domain}`),
            });
      const cells = (code: string, count: PublishedCount): ChartTableCell[] => [
        { text: entryConceptName(concept, locale) },
        { text: place },
        { text: code },
        { count },
        { text: shareText(locale, count, persons) },
      ];
      const [only, ...others] = concept.codes;
      if (only && others.length === 0) return [cells(only.code, concept.persons)];
      return [
        cells('', concept.persons),
        ...concept.codes.map(({ code, persons: some }) => cells(code, some)),
      ];
    }),
  };
}

/** Kinds of visits at index, each followed by its departments and by the days that it had gone on. */
export function visitsTable(
  visits: readonly VisitContext[],
  persons: PublishedCount,
  locale: Locale,
): ChartTable {
  const label = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: label('visits.kind'), align: 'start' },
      { label: label('visits.detail'), align: 'start' },
      { label: label('chart.persons'), align: 'end' },
      { label: label('chart.share'), align: 'end' },
    ],
    rows: visits.flatMap((visit) => {
      const cells = (detail: string, count: PublishedCount): ChartTableCell[] => [
        { text: visitKindName(visit, locale) },
        { text: detail },
        { count },
        { text: shareText(locale, count, persons) },
      ];
      return [
        cells('', visit.persons),
        ...visit.departments.map(({ department, persons: some }) =>
          cells(
            `${label('visits.department')}: ${inLanguage(department, locale) || label('visits.unknownDepartment')}`,
            some,
          ),
        ),
        ...visit.daysSinceStart
          .filter(({ persons: some }) => some !== 0)
          .map(({ from, to, persons: some }) =>
            cells(translate(locale, 'visits.days', { days: daysLabel(locale, from, to) }), some),
          ),
      ];
    }),
  };
}
