import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { OutcomePictures } from '../../study/safety/safetyResult.ts';
import type { NamedGroup } from './safetyMarks.ts';
import { type RatePanels, shownRate } from './safetyRatePanels.ts';

/** Rates by window after index. */
export function onsetPanels(
  { onset }: OutcomePictures,
  groups: readonly NamedGroup[],
  locale: Locale,
): RatePanels {
  const places = onset.map(({ from, to, groups: rates }) => ({
    label: spanText(from, to),
    rates: rates.map(shownRate),
  }));
  return {
    groups,
    panels: [{ title: null, places }],
    axis: translate(locale, 'chart.safety.daysAfterIndex'),
    mark: 'bar',
  };
}

/** Rates of the exposed by tertile of their daily dose. */
export function dosePanels(
  { byDose }: OutcomePictures,
  groups: readonly NamedGroup[],
  locale: Locale,
): RatePanels {
  const dose = (value: number) => formatNumber(locale, value, 1);
  const label = (from: number | null, to: number | null) => {
    if (from === null) return to === null ? '' : `≤ ${dose(to)}`;
    return to === null ? `> ${dose(from)}` : `${dose(from)}–${dose(to)}`;
  };
  return {
    groups: groups.filter(({ group }) => group === 'exposed'),
    panels: [
      {
        title: null,
        places: byDose.map(({ from, to, rate }) => ({ label: label(from, to), rates: [shownRate(rate)] })),
      },
    ],
    axis: translate(locale, 'chart.safety.dailyDose'),
    mark: 'bar',
  };
}

/** Rates by age band of either sex, and standardised to the exposed's ages and sexes. */
export function ageSexPanels(
  { byAgeAndSex, ageStandardised }: OutcomePictures,
  groups: readonly NamedGroup[],
  locale: Locale,
): RatePanels {
  return {
    groups,
    panels: [
      ...(['male', 'female'] as const).map((sex) => ({
        title: translate(locale, `chart.sex.${sex}`),
        places: byAgeAndSex
          .filter((one) => one.sex === sex)
          .map(({ ageFrom, ageTo, groups: rates }) => ({
            label: spanText(ageFrom, ageTo),
            rates: rates.map(shownRate),
          })),
      })),
      {
        title: translate(locale, 'chart.safety.standardised'),
        places: [
          {
            label: '',
            rates: groups.map(({ group }) => ({
              rate: ageStandardised.find((one) => one.group === group)?.rate ?? null,
              events: null,
            })),
          },
        ],
      },
    ],
    axis: translate(locale, 'chart.safety.ageAtIndex'),
    mark: 'point',
  };
}

/** `0–7`, `366+`. */
function spanText(from: number, to: number | null): string {
  return to === null ? `${from}+` : `${from}–${to}`;
}
