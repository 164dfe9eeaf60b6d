import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { CorrelatedCriterion, Window, WindowBound } from '../expression/criteriaGroup.ts';
import { type Chip, type Parts, partsText } from './part.ts';
import { chip, joined, listed, phrase } from './phrase.ts';
import { placeOf, type Wording } from './wording.ts';

/**
 * When and in which visit the events of a correlated criterion lie, as it stands in its sentence. Windows are about
 * the event's start, unless its end is asked for: then start and end are both named.
 */
export function whenPhrase(wording: Wording, correlated: CorrelatedCriterion): Parts {
  const { locale } = wording.names;
  const time = timePhrase(wording, correlated);
  if (!correlated.restrictVisit) return time;
  const that =
    wording.about === 'index' ? 'sentence.when.indexEvent' : (`sentence.that.${wording.about}` as const);
  const visit = chip(
    locale,
    { kind: 'visit', path: placeOf(correlated.path, 'RestrictVisit') },
    'sentence.visit',
    { that: translate(locale, that) },
  );
  const same = phrase(locale, 'sentence.when.visit', { visit: [visit] });
  return joined(locale, locale === 'ja' ? [...same, ...time] : [...time, ...same]);
}

function timePhrase(wording: Wording, correlated: CorrelatedCriterion): Parts {
  const { locale } = wording.names;
  const { startWindow, endWindow, ignoreObservationPeriod, path } = correlated;
  const said = (window: Window | null, key: 'StartWindow' | 'EndWindow') =>
    window === null || isOpen(window, ignoreObservationPeriod)
      ? []
      : [{ window, text: windowText(wording, window, ignoreObservationPeriod), path: placeOf(path, key) }];
  const windows = [...said(startWindow, 'StartWindow'), ...said(endWindow, 'EndWindow')];
  const [only] = windows;
  if (only === undefined) {
    const open: Chip = {
      kind: 'window',
      path: placeOf(path, 'StartWindow'),
      text: translate(locale, 'sentence.window.open'),
    };
    return phrase(locale, 'sentence.when.open', { window: [open] });
  }
  if (windows.length === 1 && !only.window.useEventEnd) {
    return phrase(locale, 'sentence.when', {
      window: [{ kind: 'window', path: only.path, text: only.text }],
    });
  }
  const clauses = windows.map(({ window, text, path: place }): Parts => {
    const key = window.useEventEnd ? 'sentence.when.ending' : 'sentence.when.starting';
    return phrase(locale, key, { window: [{ kind: 'window', path: place, text }] });
  });
  return phrase(locale, 'sentence.when.dates', { clauses: listed(locale, clauses, 'and') });
}

/** Whether a window excludes nothing. */
export function isOpen({ start, end }: Window, ignoreObservationPeriod: boolean): boolean {
  const within = (bound: WindowBound, side: -1 | 1): boolean =>
    bound.days === null && (ignoreObservationPeriod || bound.coefficient === side);
  return within(start, -1) && within(end, 1);
}

/** A bound in days from the anchor: negative before, null where open. */
export function signedDays({ days, coefficient }: WindowBound): number | null {
  // -0 would print as such.
  return days === null ? null : days === 0 ? 0 : days * coefficient;
}

/** A window in words: `エントリー日の 180 日前から前日まで`. */
export function windowText(wording: Wording, window: Window, ignoreObservationPeriod: boolean): string {
  const { locale } = wording.names;
  const [from, to] = [signedDays(window.start), signedDays(window.end)];
  const text = partsText(
    phrase(locale, `sentence.window.${shapeOf(from, to)}` as const, {
      anchor: anchorText(wording, window.useIndexEnd),
      from: dayText(locale, from),
      to: dayText(locale, to),
    }),
  );
  // An open bound on the wrong side means the far end of the observation period.
  const far = (bound: WindowBound, side: -1 | 1): boolean =>
    !ignoreObservationPeriod && bound.days === null && bound.coefficient === side;
  const ended = far(window.start, 1)
    ? translate(locale, 'sentence.window.observationEnd', { window: text })
    : text;
  return far(window.end, -1)
    ? translate(locale, 'sentence.window.observationStart', { window: ended })
    : ended;
}

type Shape = MessageKey extends infer K ? (K extends `sentence.window.${infer S}` ? S : never) : never;

function shapeOf(
  from: number | null,
  to: number | null,
): Exclude<Shape, 'observationEnd' | 'observationStart'> {
  if (from === null && to === null) return 'open';
  if (from === null && to === -1) return 'openDayBefore';
  if (to === null && from === 1) return 'dayAfterOpen';
  if (from === null) return ({ '-1': 'openBefore', '0': 'openOn', '1': 'openAfter' } as const)[side(to)];
  if (to === null) return ({ '-1': 'beforeOpen', '0': 'onOpen', '1': 'afterOpen' } as const)[side(from)];
  if (from === to) return ({ '-1': 'dayBefore', '0': 'on', '1': 'dayAfter' } as const)[side(from)];
  const shapes = {
    '-1': { '-1': 'beforeBefore', '0': 'beforeOn', '1': 'beforeAfter' },
    '0': { '-1': 'onBefore', '0': 'on', '1': 'onAfter' },
    '1': { '-1': 'afterBefore', '0': 'afterOn', '1': 'afterAfter' },
  } as const;
  return shapes[side(from)][side(to)];
}

function side(days: number | null): '-1' | '0' | '1' {
  return days === null || days === 0 ? '0' : days < 0 ? '-1' : '1';
}

function dayText(locale: Locale, days: number | null): string {
  if (days === null || days === 0) return '';
  if (days === -1) return translate(locale, 'sentence.day.dayBefore');
  if (days === 1) return translate(locale, 'sentence.day.dayAfter');
  return translate(locale, days < 0 ? 'sentence.day.before' : 'sentence.day.after', { days: Math.abs(days) });
}

function anchorText({ names: { locale }, about }: Wording, useIndexEnd: boolean): string {
  if (about === 'index')
    return translate(locale, useIndexEnd ? 'sentence.anchor.end' : 'sentence.anchor.start');
  return useIndexEnd
    ? translate(locale, 'sentence.anchor.thatEnd', { that: translate(locale, `sentence.that.${about}`) })
    : translate(locale, `sentence.thatDay.${about}`);
}
