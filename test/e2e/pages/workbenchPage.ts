import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CohortTab, Section } from '../../../renderer/state/appState.ts';
import {
  type Locale,
  type MessageKey,
  type MessageParams,
  translate,
} from '../../../shared/i18n/translate.ts';
import type { OpenApp } from '../harness/openApp.ts';

const WORK_MS = 50_000;

/** The workbench's window as a user meets it: what can be read and done, in either language. */
export class WorkbenchPage {
  readonly app: OpenApp;
  locale: Locale;

  constructor(app: OpenApp, locale: Locale = 'en') {
    this.app = app;
    this.locale = locale;
  }

  get page(): Page {
    return this.app.page;
  }

  text(key: MessageKey, params?: MessageParams): string {
    return translate(this.locale, key, params);
  }

  button(key: MessageKey, params?: MessageParams): Locator {
    return this.page.getByRole('button', { name: this.text(key, params), exact: true });
  }

  enabled(target: Locator): Locator {
    return target.and(this.page.locator(':enabled'));
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name });
  }

  /** Waits until the engine answers. */
  async ready(): Promise<void> {
    await this.enabled(this.button('open.folder')).waitFor({ timeout: WORK_MS });
  }

  /** Opens a release folder with the button and waits for its card. */
  async openRelease(folder: string): Promise<void> {
    await this.startOpening(folder);
    await this.opened();
  }

  /** Waits until a release is open and its card is shown. */
  async opened(): Promise<void> {
    await this.page.locator('#release-title').waitFor({ timeout: WORK_MS });
  }

  /** Opens a release folder with the button, without waiting for what comes of it. */
  async startOpening(folder: string): Promise<void> {
    await this.ready();
    await this.app.chooseNext(folder);
    await this.button('open.folder').click();
  }

  async goTo(section: Section): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${this.text(`nav.${section}`)}`) })
      .click();
  }

  /** Imports definition files into an empty list. */
  async importDefinitions(files: readonly string[]): Promise<void> {
    await this.goTo('cohorts');
    this.page.once('filechooser', (chooser) => void chooser.setFiles([...files]));
    await this.button('cohorts.importFiles').click();
    await this.cohorts().first().waitFor();
  }

  /** The rows of the cohort list. */
  cohorts(): Locator {
    return this.page.getByRole('grid', { name: this.text('nav.cohorts') }).getByRole('row');
  }

  /** Generates all cohorts and waits until every one of them is. */
  async generateAll(): Promise<void> {
    await this.button('cohorts.generateAll').click();
    const pending = this.cohorts().filter({ hasText: this.text('cohort.state.notGenerated') });
    await expect.poll(() => pending.count(), { timeout: WORK_MS }).toBe(0);
    await this.enabled(this.button('cohorts.generateAll')).waitFor({ timeout: WORK_MS });
  }

  /** Opens a generated cohort's page. */
  async openCohort(name: string): Promise<void> {
    await this.cohorts().filter({ hasText: name }).click();
    await this.heading(name).waitFor();
  }

  async openTab(tab: CohortTab): Promise<void> {
    await this.page.getByRole('tab', { name: this.text(`cohort.tab.${tab}`) }).click();
  }

  /** What the chosen tab of a cohort's page says. */
  async tabText(): Promise<string> {
    return (await this.page.getByRole('tabpanel').textContent()) ?? '';
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
    await this.settled();
  }

  /** Waits until nothing changes its colour or place any more: halfway, text has neither theme's contrast. */
  async settled(): Promise<void> {
    await this.page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
          .map(({ finished }) => finished),
      ).then(() => undefined),
    );
  }
}
