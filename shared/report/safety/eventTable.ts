import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type {
  GroupRate,
  RatioEstimate,
  SafetyComparison,
  SafetyRow,
  SafetyTable,
} from '../../study/safety/safetyResult.ts';
import type { ChartTable, ChartTableCell } from '../charts/chartTable.ts';
import { pText } from '../study/effectText.ts';
import { comparedWith } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { figureText, groupName, maySaySignal, numberNeededToHarmText, perThousand } from './safetyText.ts';
import { count, end, start, text } from './tableParts.ts';

/** Every row of a time-at-risk with every figure in a column of its own: what a spreadsheet wants. */
export function eventTable(
  { study, result }: Pick<SafetyFindings, 'study' | 'result'>,
  { rows }: SafetyTable,
  locale: Locale,
): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const groups = result.exposure.groups.map(({ group }) => group);
  const others = groups.flatMap((group) => (group === 'exposed' ? [] : [group]));
  const [lower, upper] = [say('study.lower'), say('study.upper')];
  const signal = say(maySaySignal(result) ? 'safetyReport.signal' : 'safetyReport.finding');
  const names = new Map(
    rows.map(({ id, code, name }) => [id, code === '' ? inLanguage(name, locale) : code]),
  );
  return {
    columns: [
      end(say('safetyReport.level')),
      start(say('safetyReport.code')),
      start(say('safetyReport.event')),
      start(say('safetyReport.above')),
      ...groups.flatMap((group) => {
        const of = groupName(study, group, locale);
        const rate = `${of} · ${say('safetyReport.rate')}`;
        return [
          end(`${of} · ${say('chart.persons')}`),
          end(`${of} · ${say('safetyReport.withEvent')}`),
          end(`${of} · ${say('safetyReport.events')}`),
          end(`${of} · ${say('study.personYears')}`),
          end(rate),
          end(`${rate} ${lower}`),
          end(`${rate} ${upper}`),
        ];
      }),
      ...others.flatMap((group) => {
        const of = translate(locale, 'safetyReport.against', { group: groupName(study, group, locale) });
        const measures = (['rateRatio', 'rateDifference', 'riskRatio', 'riskDifference'] as const).flatMap(
          (measure) => {
            const name = `${of} · ${say(`safetyReport.${measure}`)}`;
            return [end(name), end(`${name} ${lower}`), end(`${name} ${upper}`)];
          },
        );
        const calibrated = `${of} · ${say('safetyReport.calibratedRatio')}`;
        return [
          ...measures,
          end(`${of} · NNH`),
          end(`${of} · p`),
          end(`${of} · ${say('safetyReport.adjustedP')}`),
          end(calibrated),
          end(`${calibrated} ${lower}`),
          end(`${calibrated} ${upper}`),
          end(`${of} · ${say('safetyReport.calibratedP')}`),
          start(`${of} · ${signal}`),
        ];
      }),
    ],
    rows: rows.map((row) => [
      text(String(row.level + 1)),
      text(row.code),
      text(inLanguage(row.name, locale)),
      text(row.parents.map((parent) => names.get(parent) ?? parent).join(' ')),
      ...groups.flatMap((_, g) => rateCells(row.groups[g], locale)),
      ...others.flatMap((group) => comparisonCells(row, group, locale)),
    ]),
  };
}

function rateCells(rate: GroupRate | undefined, locale: Locale): ChartTableCell[] {
  if (!rate) return Array.from({ length: 7 }, () => text(null));
  return [
    count(rate.persons),
    count(rate.withEvent),
    count(rate.events),
    text(rate.personYears === null ? null : rate.personYears.toFixed(1)),
    ...limits(rate.rate, locale, 3),
  ];
}

function comparisonCells(row: SafetyRow, group: SafetyComparison['with'], locale: Locale): ChartTableCell[] {
  const own = comparedWith(row, group);
  const p = (value: number | null | undefined) => text(value == null ? null : pText(locale, value));
  return [
    ...limits(own?.rateRatio, locale, 3),
    ...limits(own?.rateDifference, locale, 2),
    ...limits(own?.riskRatio, locale, 3),
    ...limits(perThousand(own?.riskDifference ?? null), locale, 2),
    text(own ? numberNeededToHarmText(locale, own) : null),
    p(own?.p),
    p(own?.adjustedP),
    ...limits(own?.calibrated?.rateRatio, locale, 3),
    p(own?.calibrated?.p),
    text(own?.signal ? '●' : null),
  ];
}

/** Ungrouped, as programs read it. */
function limits(own: RatioEstimate | null | undefined, locale: Locale, digits: number): ChartTableCell[] {
  if (!own) return [text(null), text(null), text(null)];
  return [own.estimate, own.lower, own.upper].map((value) =>
    text(value === null ? figureText(locale, value) : value.toFixed(digits)),
  );
}
