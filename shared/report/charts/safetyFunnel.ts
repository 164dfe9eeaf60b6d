import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { gammaCdf, gammaUpper } from '../../stats/distributions/gamma.ts';
import { findRoot } from '../../stats/numeric/rootFinding.ts';
import type { OutcomePictures, RateEstimate } from '../../study/safety/safetyResult.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { pixelAcross, pixelPath, pixelRules, pixelSymbols, pixelTexts, pixelUp } from './pixelMarks.ts';
import { linearScale, roundTicks } from './pixelScale.ts';
import { placeLabels } from './placeLabels.ts';
import { rateIntervalText } from './safetyMarks.ts';

type Institutions = OutcomePictures['byInstitution'];

/** Two-sided: about one institution in 500 lies outside the outer limits by chance. */
const levels = [0.002, 0.05] as const;
const perYears = 1_000;
const STEPS = 60;

/**
 * Rates of the institutions by their person-years within the limits that chance sets around the rate of all the exposed
 * (exact Poisson, smooth between whole counts). Those outside the outer limits are filled and named.
 *
 * @param overall rate of all the exposed, per 1,000 person-years
 */
export function safetyFunnel(
  institutions: Institutions,
  overall: RateEstimate,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const height = chartHeight(width) + 24;
  const box = { left: 42, right: width - 12, top: 24, bottom: height - 40 };
  const shown = institutions.flatMap(({ institution, outsideFunnel, rate: { rate, personYears } }) =>
    rate && personYears ? [{ institution, outsideFunnel, rate: rate.estimate, personYears }] : [],
  );
  const most = Math.max(1, ...shown.map(({ personYears }) => personYears)) * 1.08;
  const least = Math.min(most / 4, ...shown.map(({ personYears }) => personYears)) * 0.8;
  const top = Math.max(
    overall.estimate * 2,
    limitsAt(least, overall.estimate, levels[0]).upper,
    ...shown.map(({ rate }) => rate * 1.1),
  );
  const across = linearScale([0, most], [box.left, box.right]);
  const up = linearScale(
    [0, Math.min(top, Math.max(overall.estimate * 4, ...shown.map(({ rate }) => rate * 1.3)))],
    [box.bottom, box.top],
  );
  const places = Array.from({ length: STEPS + 1 }, (_, i) => least + ((most - least) * i) / STEPS);
  const border = (level: number, side: 'lower' | 'upper') =>
    pixelPath(
      places
        .map((years) => ({ years, limit: limitsAt(years, overall.estimate, level)[side] }))
        .filter(({ limit }) => limit <= up.high)
        .map(({ years, limit }) => ({ x: across.at(years), y: up.at(limit) })),
      {
        color: level === levels[0] ? theme.secondary : theme.neutral,
        strokeWidth: 1.2,
        strokeDash: level === levels[0] ? [1, 0] : [4, 3],
      },
    );
  const placed = shown.map((one) => ({
    ...one,
    name: institutionName(one.institution, locale),
    x: across.at(one.personYears),
    y: up.at(one.rate),
    radius: 5,
  }));
  const symbols = (outside: boolean) =>
    placed
      .filter(({ outsideFunnel }) => outsideFunnel === outside)
      .map(({ x, y }) => ({
        x,
        y,
        shape: outside ? 'diamond' : 'circle',
        size: outside ? 90 : 50,
        color: outside ? theme.secondary : theme.primary,
      }));
  return chartFrame(
    {
      width,
      height,
      layer: [
        ...pixelUp(
          roundTicks(up.high).map((value) => ({ y: up.at(value), text: formatNumber(locale, value, 3) })),
          translate(locale, 'chart.rate.axis'),
          box,
          theme,
        ),
        ...pixelAcross(
          roundTicks(most, 5).map((value) => ({ x: across.at(value), text: formatNumber(locale, value, 0) })),
          translate(locale, 'chart.rate.personYears'),
          box,
          theme,
        ),
        pixelRules([
          {
            x: box.left,
            x2: box.right,
            y: up.at(overall.estimate),
            y2: up.at(overall.estimate),
            color: theme.ink2,
          },
        ]),
        ...levels.flatMap((level) => [border(level, 'lower'), border(level, 'upper')]),
        pixelSymbols(symbols(false), { isFilled: true, opacity: 0.85 }),
        pixelSymbols(symbols(true), { isFilled: true }),
        pixelTexts(
          placeLabels(
            placed.filter(({ outsideFunnel }) => outsideFunnel),
            placed,
            box,
          ).map((label) => ({ ...label, color: theme.ink })),
          { align: 'left' },
        ),
      ],
    },
    options,
  );
}

/** Rates per 1,000 person-years that at a mean rate are as unlikely as the level says, on either side. */
export function limitsAt(
  personYears: number,
  overall: number,
  level: number,
): { readonly lower: number; readonly upper: number } {
  const expected = (overall * personYears) / perYears;
  if (!(expected > 0)) return { lower: 0, upper: 0 };
  const far = expected + 12 * Math.sqrt(expected) + 40;
  const lower = (count: number) => gammaUpper(expected, count + 1) - level / 2;
  const upper = (count: number) => gammaCdf(expected, count) - level / 2;
  const low = lower(0) >= 0 ? 0 : findRoot(lower, { lower: 0, upper: expected }, 1e-9);
  const high = findRoot(upper, { lower: Math.max(1e-9, expected / 4), upper: far }, 1e-9);
  return { lower: (low * perYears) / personYears, upper: (high * perYears) / personYears };
}

/** Institutions have no names here, only numbers. */
export function institutionName(institution: string, locale: Locale): string {
  return translate(locale, 'chart.safety.institution', { number: institution });
}

/** The institutions as a table, withheld ones too. */
export function safetyFunnelTable(institutions: Institutions, locale: Locale): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: say('chart.safety.institutions'), align: 'start' },
      { label: say('chart.persons'), align: 'end' },
      { label: say('chart.safety.events'), align: 'end' },
      { label: say('chart.rate.personYears'), align: 'end' },
      { label: say('chart.rate.axis'), align: 'end' },
      { label: say('chart.safety.funnel'), align: 'start' },
    ],
    rows: institutions.map(({ institution, outsideFunnel, rate: { persons, events, personYears, rate } }) => [
      { text: institutionName(institution, locale) },
      { count: persons },
      { count: events },
      { text: personYears === null ? null : formatNumber(locale, personYears, 1) },
      { text: rate && rateIntervalText(locale, rate) },
      { text: outsideFunnel ? say('chart.safety.outside') : null },
    ]),
  };
}
