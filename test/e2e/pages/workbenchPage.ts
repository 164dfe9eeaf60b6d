import { expect } from 'vitest';
import {
  type Locale,
  type MessageKey,
  type MessageParams,
  translate,
} from '../../../shared/i18n/translate.ts';
import type { OpenApp } from '../harness/openApp.ts';

const OPENING_MS = 120_000;

/** The workbench's window as a user meets it: what can be read and done, in either language. */
export class WorkbenchPage {
  readonly app: OpenApp;
  locale: Locale;

  constructor(app: OpenApp, locale: Locale = 'en') {
    this.app = app;
    this.locale = locale;
  }

  get page() {
    return this.app.page;
  }

  text(key: MessageKey, params?: MessageParams): string {
    return translate(this.locale, key, params);
  }

  button(key: MessageKey, params?: MessageParams) {
    return this.page.getByRole('button', { name: this.text(key, params), exact: true });
  }

  heading(name: string) {
    return this.page.getByRole('heading', { name });
  }

  /** Waits until the engine answers. */
  async ready(): Promise<void> {
    await this.button('open.folder').and(this.page.locator(':enabled')).waitFor();
  }

  /** Opens a release folder with the button and waits for its card. */
  async openRelease(folder: string): Promise<void> {
    await this.startOpening(folder);
    await this.page.locator('#release-title').waitFor({ timeout: OPENING_MS });
  }

  /** Opens a release folder with the button, without waiting for what comes of it. */
  async startOpening(folder: string): Promise<void> {
    await this.ready();
    await this.app.chooseNext(folder);
    await this.button('open.folder').click();
  }

  async goTo(section: 'releases' | 'cohorts'): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('button', { name: this.text(`nav.${section}`) })
      .click();
  }

  /** Adds the shipped example definitions to an empty list. */
  async addExamples(): Promise<void> {
    await this.goTo('cohorts');
    await this.button('cohorts.importShipped').click();
    await this.cohorts().first().waitFor();
  }

  cohorts() {
    return this.page.getByRole('grid', { name: this.text('nav.cohorts') }).getByRole('row');
  }

  async generateAll(): Promise<void> {
    await this.button('cohorts.generateAll').click();
    await this.page
      .getByText(/generated|作成しました|生成しました/)
      .first()
      .waitFor({ timeout: OPENING_MS });
    await this.button('cohorts.generateAll')
      .and(this.page.locator(':enabled'))
      .waitFor({ timeout: OPENING_MS });
  }

  async openCohort(position: number): Promise<void> {
    await this.cohorts().nth(position).click();
    await this.page.getByRole('tab', { name: this.text('cohort.tab.overview') }).waitFor();
  }

  async openTab(tab: 'overview' | 'json' | 'sql' | 'provenance'): Promise<void> {
    await this.page.getByRole('tab', { name: this.text(`cohort.tab.${tab}`) }).click();
  }

  async switchLanguage(locale: Locale): Promise<void> {
    await this.page.getByRole('radio', { name: locale === 'ja' ? '日本語' : 'English' }).click();
    this.locale = locale;
    await expect.poll(() => this.page.locator('html').getAttribute('lang')).toBe(locale);
  }

  async switchTheme(theme: 'light' | 'dark'): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^${this.text('head.theme', { theme: '' })}`) })
      .click();
    await this.page.getByRole('menuitemradio', { name: this.text(`theme.${theme}`) }).click();
    await expect.poll(() => this.page.locator('html').getAttribute('data-theme')).toBe(theme);
  }
}
