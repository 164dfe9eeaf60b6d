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
import { type NamedGroup, namedGroups } from '../charts/safetyMarks.ts';
import { pText } from '../study/effectText.ts';
import { comparedWith } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { maySaySignal, numberNeededToHarmText, perThousand } from './safetyText.ts';
import { count, end, start, text } from './tableParts.ts';

/** Every row of a time-at-risk with every figure in a column of its own: what a spreadsheet wants. */
export function eventTable(
  { study, result }: Pick<SafetyFindings, 'study' | 'result'>,
  { rows }: SafetyTable,
  locale: Locale,
): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const groups = namedGroups(result, study, locale);
  const others = othersOf(groups);
  const [lower, upper] = [say('study.lower'), say('study.upper')];
  const signal = say(maySaySignal(result) ? 'safetyReport.signal' : 'safetyReport.finding');
  const names = new Map(
    rows.map(({ id, code, name }) => [id, code === '' ? inLanguage(name, locale) : code]),
  );
  return {
    columns: [
      end(say('safetyReport.level')),
      start(say('safetyReport.code')),
      start(say('chart.safety.event')),
      start(say('safetyReport.above')),
      ...groups.flatMap(({ name: of }) => {
        const rate = `${of} · ${say('chart.rate.axis')}`;
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
      ...others.flatMap(({ name: group }) => {
        const of = translate(locale, 'safetyReport.against', { group });
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
      ...groups.flatMap((_, g) => rateCells(row.groups[g])),
      ...others.flatMap(({ group }) => comparisonCells(row, group, locale)),
    ]),
  };
}

/** The groups that the exposed are compared with. */
export function othersOf(
  groups: readonly NamedGroup[],
): { readonly group: SafetyComparison['with']; readonly name: string }[] {
  return groups.flatMap(({ group, name }) => (group === 'exposed' ? [] : [{ group, name }]));
}

function rateCells(rate: GroupRate | undefined): ChartTableCell[] {
  if (!rate) return Array.from({ length: 7 }, () => text(null));
  return [
    count(rate.persons),
    count(rate.withEvent),
    count(rate.events),
    text(rate.personYears === null ? null : rate.personYears.toFixed(1)),
    ...limits(rate.rate, 3),
  ];
}

function comparisonCells(row: SafetyRow, group: SafetyComparison['with'], locale: Locale): ChartTableCell[] {
  const own = comparedWith(row, group);
  const p = (value: number | null | undefined) => text(value == null ? null : pText(locale, value));
  return [
    ...limits(own?.rateRatio, 3),
    ...limits(own?.rateDifference, 2),
    ...limits(own?.riskRatio, 3),
    ...limits(own?.riskDifference && perThousand(own.riskDifference), 2),
    text(own ? numberNeededToHarmText(locale, own) : null),
    p(own?.p),
    p(own?.adjustedP),
    ...limits(own?.calibrated?.rateRatio, 3),
    p(own?.calibrated?.p),
    text(own?.signal ? '●' : null),
  ];
}

/** Ungrouped, as programs read it. */
function limits(own: RatioEstimate | null | undefined, digits: number): ChartTableCell[] {
  if (!own) return [text(null), text(null), text(null)];
  return [own.estimate, own.lower, own.upper].map((value) =>
    text(value === null ? '∞' : value.toFixed(digits)),
  );
}
