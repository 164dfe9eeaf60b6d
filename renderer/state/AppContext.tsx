import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import type { Failure } from '../../shared/errors/akashiError.ts';
import { inLanguage } from '../../shared/i18n/inLanguage.ts';
import {
  formatNumber,
  type Locale,
  type MessageKey,
  type MessageParams,
  translate,
} from '../../shared/i18n/translate.ts';
import { countText } from '../../shared/report/charts/countText.ts';
import type { App } from './app.ts';
import type { AppState, TextRef } from './appState.ts';
import { refText } from './refText.ts';

const Context = createContext<App | null>(null);

export function AppProvider({ app, children }: { readonly app: App; readonly children: ReactNode }) {
  return <Context value={app}>{children}</Context>;
}

export function useApp(): App {
  const app = useContext(Context);
  if (!app) throw new Error('useApp outside AppProvider');
  return app;
}

export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}

/** Texts in the language of the moment. */
export interface Texts {
  readonly locale: Locale;
  t(key: MessageKey, params?: MessageParams): string;
  text(ref: TextRef): string;
  number(value: number): string;
  count(count: PublishedCount): string;
  failure(failure: Failure): string;
  /** A name that may be given as `日本語 / English`. */
  own(name: string): string;
  /** A moment in local time to the minute. */
  moment(iso: string): string;
}

export function textsIn(locale: Locale): Texts {
  const t = (key: MessageKey, params?: MessageParams) => translate(locale, key, params);
  const moment = new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return {
    locale,
    t,
    text: (ref) => refText(ref, locale),
    number: (value) => formatNumber(locale, value),
    count: (count) => countText(locale, count),
    own: (name) => inLanguage(name, locale),
    failure: (failure) => t(`error.${failure.code}`, scalarParams(failure.params)),
    moment: (iso) => moment.format(new Date(iso)),
  };
}

function scalarParams(params: object): MessageParams {
  return Object.fromEntries(
    Object.entries(params).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}

export function useTexts(): Texts {
  const locale = useAppState((state) => state.settings.locale);
  return useMemo(() => textsIn(locale), [locale]);
}
