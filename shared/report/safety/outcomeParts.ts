import type { Locale, MessageKey } from '../../i18n/translate.ts';
import { translate } from '../../i18n/translate.ts';
import type { OutcomePictures } from '../../study/safety/safetyResult.ts';
import type { ChartOptions, ChartSpec } from '../charts/chartSpec.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { ageSexPanels, dosePanels, onsetPanels } from '../charts/safetyBreakdowns.ts';
import { safetyCurvesChart, safetyCurvesTable } from '../charts/safetyCurves.ts';
import { safetyFunnel, safetyFunnelTable } from '../charts/safetyFunnel.ts';
import { namedGroups } from '../charts/safetyMarks.ts';
import { hasRates, type RatePanels, safetyRatePanels } from '../charts/safetyRatePanels.ts';
import { safetyRateTable } from '../charts/safetyRateTable.ts';
import type { SafetyFindings } from './safetyReportModel.ts';

/** One picture of an outcome with the same content as a table; `chart` is null where nothing in it may be drawn. */
export interface OutcomePart {
  readonly id: 'onset' | 'incidence' | 'dose' | 'ageSex' | 'institution';
  readonly title: MessageKey;
  readonly table: (locale: Locale) => ChartTable;
  readonly chart: ((options: ChartOptions) => ChartSpec) | null;
}

/** What is drawn of one outcome, in the order of the report. */
export function outcomeParts(
  { study, result }: Pick<SafetyFindings, 'study' | 'result'>,
  pictures: OutcomePictures,
): OutcomePart[] {
  const groups = (locale: Locale) => namedGroups(result, study, locale);
  const rates = (
    id: OutcomePart['id'],
    title: MessageKey,
    heading: MessageKey,
    panels: (locale: Locale) => RatePanels,
  ): OutcomePart => ({
    id,
    title,
    table: (locale) => safetyRateTable(panels(locale), translate(locale, heading), locale),
    chart: hasRates(panels('en')) ? (options) => safetyRatePanels(panels(options.locale), options) : null,
  });
  const { curves, byInstitution } = pictures;
  const overall = result.timesAtRisk[0]?.rows.find(({ id }) => id === pictures.id)?.groups[0]?.rate ?? null;
  const parts: OutcomePart[] = [
    rates('onset', 'safetyReport.table.onset', 'chart.safety.daysAfterIndex', (locale) =>
      onsetPanels(pictures, groups(locale), locale),
    ),
    {
      id: 'incidence',
      title: 'safetyReport.table.incidence',
      table: (locale) => safetyCurvesTable(curves, groups(locale), locale),
      chart: curves.some(({ days }) => days.length > 0)
        ? (options) => safetyCurvesChart(curves, groups(options.locale), options)
        : null,
    },
    rates('dose', 'safetyReport.table.dose', 'chart.safety.dailyDose', (locale) =>
      dosePanels(pictures, groups(locale), locale),
    ),
    rates('ageSex', 'safetyReport.table.ageSex', 'chart.safety.ageAtIndex', (locale) =>
      ageSexPanels(pictures, groups(locale), locale),
    ),
    {
      id: 'institution',
      title: 'safetyReport.table.institution',
      table: (locale) => safetyFunnelTable(byInstitution, locale),
      chart:
        overall && byInstitution.some(({ rate }) => rate.rate && rate.rate.estimate > 0)
          ? (options) => safetyFunnel(byInstitution, overall, options)
          : null,
    },
  ];
  return parts.filter(({ table }) => table('en').rows.length > 0);
}

/** Stem of the files of one picture of an outcome: its place among those pictured, its code, and what is drawn. */
export function outcomeFile(
  { result, pictures }: Pick<SafetyFindings, 'result' | 'pictures'>,
  of: OutcomePictures,
  part: OutcomePart['id'],
): string {
  const code = result.timesAtRisk[0]?.rows.find(({ id }) => id === of.id)?.code || of.id;
  return `event-${pictures.indexOf(of) + 1}-${code.replaceAll(/[^A-Za-z0-9.]+/g, '_')}-${part}`;
}
