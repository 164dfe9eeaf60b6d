import { formatNumber, type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { GroupRate, OutcomePictures } from '../../study/safety/safetyResult.ts';
import type { ChartTable, ChartTableCell } from '../charts/chartTable.ts';
import { percentText } from '../study/effectText.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { groupName, intervalText } from './safetyText.ts';
import { count, end, start, text } from './tableParts.ts';

/** A table of what is drawn of one outcome: `id` is a part of its file's stem. */
export interface PictureTable {
  readonly id: 'onset' | 'incidence' | 'dose' | 'ageSex' | 'standardised' | 'institution';
  readonly title: MessageKey;
  readonly table: ChartTable;
}

/** Every picture of an outcome as a table; those with nothing in them are left out. */
export function pictureTables(
  { study, result }: Pick<SafetyFindings, 'study' | 'result'>,
  pictures: OutcomePictures,
  locale: Locale,
): PictureTable[] {
  const groups = result.exposure.groups.map(({ group }) => group);
  const name = (group: (typeof groups)[number]) => groupName(study, group, locale);
  const beside = (
    heading: MessageKey,
    rows: readonly { readonly label: string; readonly groups: readonly GroupRate[] }[],
  ): ChartTable => ({
    columns: [
      start(translate(locale, heading)),
      ...groups.flatMap((group) => [
        end(`${name(group)} ${translate(locale, 'safetyReport.events')}`),
        end(`${name(group)} ${translate(locale, 'safetyReport.rate')}`),
      ]),
    ],
    rows: rows.map(({ label, groups: rates }) => [
      text(label),
      ...groups.flatMap((_, g): ChartTableCell[] => {
        const rate = rates[g];
        return rate ? [count(rate.events), text(intervalText(locale, rate.rate))] : [text(null), text(null)];
      }),
    ]),
  });
  const one = (
    heading: MessageKey,
    rows: readonly { readonly label: string; readonly rate: GroupRate; readonly mark?: string | null }[],
    marks: MessageKey | null = null,
  ): ChartTable => ({
    columns: [
      start(translate(locale, heading)),
      end(translate(locale, 'chart.persons')),
      end(translate(locale, 'safetyReport.events')),
      end(translate(locale, 'safetyReport.rate')),
      ...(marks === null ? [] : [start(translate(locale, marks))]),
    ],
    rows: rows.map(({ label, rate, mark = null }) => [
      text(label),
      count(rate.persons),
      count(rate.events),
      text(intervalText(locale, rate.rate)),
      ...(marks === null ? [] : [text(mark)]),
    ]),
  });
  const tables: PictureTable[] = [
    {
      id: 'onset',
      title: 'safetyReport.table.onset',
      table: beside(
        'safetyReport.daysAfterIndex',
        pictures.onset.map(({ from, to, groups: rates }) => ({
          label: rangeText(locale, from, to),
          groups: rates,
        })),
      ),
    },
    {
      id: 'incidence',
      title: 'safetyReport.table.incidence',
      table: {
        columns: [
          start(translate(locale, 'safetyReport.group')),
          end(translate(locale, 'study.day')),
          end(translate(locale, 'study.cumulativeIncidence')),
          end(translate(locale, 'safetyReport.death')),
        ],
        rows: pictures.curves.flatMap(({ group, days, incidence, death }) =>
          days.map((day, i) => [
            text(name(group)),
            text(formatNumber(locale, day, 0)),
            text(percentText(locale, incidence[i] ?? 0)),
            text(death[i] === undefined ? null : percentText(locale, death[i])),
          ]),
        ),
      },
    },
    {
      id: 'dose',
      title: 'safetyReport.table.dose',
      table: one(
        'safetyReport.dailyDose',
        pictures.byDose.map(({ from, to, rate }) => ({ label: doseText(locale, from, to), rate })),
      ),
    },
    {
      id: 'ageSex',
      title: 'safetyReport.table.ageSex',
      table: beside(
        'safetyReport.ageAndSex',
        pictures.byAgeAndSex.map(({ ageFrom, ageTo, sex, groups: rates }) => ({
          label: `${translate(locale, `chart.sex.${sex}`)} ${rangeText(locale, ageFrom, ageTo)}`,
          groups: rates,
        })),
      ),
    },
    {
      id: 'standardised',
      title: 'safetyReport.table.standardised',
      table: {
        columns: [
          start(translate(locale, 'safetyReport.group')),
          end(translate(locale, 'safetyReport.standardisedRate')),
        ],
        rows: pictures.ageStandardised.map(({ group, rate }) => [
          text(name(group)),
          text(intervalText(locale, rate)),
        ]),
      },
    },
    {
      id: 'institution',
      title: 'safetyReport.table.institution',
      table: one(
        'safetyReport.institution',
        pictures.byInstitution.map(({ institution, rate, outsideFunnel }) => ({
          label: institution,
          rate,
          mark: outsideFunnel ? '●' : null,
        })),
        'safetyReport.outsideFunnel',
      ),
    },
  ];
  return tables.filter(({ table }) => table.rows.length > 0);
}

/** `0–7`, `366–`. */
export function rangeText(locale: Locale, from: number, to: number | null): string {
  return `${formatNumber(locale, from, 0)}–${to === null ? '' : formatNumber(locale, to, 0)}`;
}

function doseText(locale: Locale, from: number | null, to: number | null): string {
  const side = (value: number) => formatNumber(locale, value, 1);
  if (from === null) return to === null ? '' : `≤ ${side(to)}`;
  return to === null ? `> ${side(from)}` : `${side(from)}–${side(to)}`;
}
