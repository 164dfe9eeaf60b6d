import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MessageKey, translate } from '../../shared/i18n/translate.ts';
import { startDefinition } from './crash/startDefinition.ts';
import { readWork } from './crash/windowWork.ts';
import { accessibilityProblems } from './harness/accessibility.ts';
import { openBrowserApp } from './harness/browserApp.ts';
import { inspectAfterwards, type OpenApp } from './harness/openApp.ts';

let app: OpenApp;

beforeAll(async () => {
  app = await openBrowserApp();
  await app.page.getByRole('navigation').waitFor();
  await startDefinition(app.page);
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

const soon = { timeout: 15_000 };
const text = (key: MessageKey) => translate('en', key);

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: text('builder.name'), exact: true }).fill(name);
}

async function draftName(page: Page): Promise<string | undefined> {
  const work = await readWork(page).catch(() => null);
  const [draft] = Object.values(work?.drafts ?? {});
  return (draft?.document as { name?: string } | undefined)?.name;
}

/** Everything of one object store. */
function stored(page: Page, store: string): Promise<readonly Record<string, unknown>[]> {
  return page.evaluate(
    (name) =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('akashi');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction(name).objectStore(name).getAll();
          asked.onsuccess = () => {
            opening.result.close();
            done(asked.result);
          };
        };
      }),
    store,
  );
}

test('a page that is loaded again goes on where it was, and undo with it', async () => {
  await rename(app.page, 'before the reload');
  await expect
    .poll(async () => (await stored(app.page, 'drafts'))[0]?.text, soon)
    .toContain('before the reload');
  await app.page.reload();
  await expect.poll(() => draftName(app.page), soon).toBe('before the reload');
  expect((await readWork(app.page)).section).toBe('builder');
  await app.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await app.page.keyboard.press('Control+z');
  await expect.poll(() => draftName(app.page), soon).not.toBe('before the reload');
});

test('of two windows the newest wins, and what the other wrote is kept as a version', async () => {
  const other = await app.page.context().newPage();
  await other.goto(app.page.url());
  await expect.poll(() => draftName(other), soon).toBe(await draftName(app.page));
  await other.keyboard.press('Control+5');
  await rename(other, 'from the other window');
  await expect
    .poll(async () => (await stored(other, 'drafts'))[0]?.text, soon)
    .toContain('from the other window');
  await rename(app.page, 'from this window');
  await app.page.getByText('edited in another window').waitFor();
  expect((await stored(app.page, 'drafts'))[0]?.text).toContain('from this window');
  const versions = await stored(app.page, 'versions');
  expect(versions.map(({ reason }) => reason)).toEqual(['otherWindow']);
  expect(versions[0]?.text).toContain('from the other window');
  await other.close();
});

test('what cannot be read is put aside and said; the rest is there', async () => {
  await app.page.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('akashi');
        opening.onsuccess = () => {
          const changing = opening.result.transaction(['drafts', 'cohorts'], 'readwrite');
          changing.objectStore('drafts').put({ id: 'broken', text: '{"half', stamp: 3 });
          changing.objectStore('cohorts').put({ id: 'odd', position: 'first' });
          changing.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
  );
  await app.page.reload();
  await app.page.getByText('could not be read').waitFor();
  expect(Object.keys((await readWork(app.page)).drafts)).toHaveLength(1);
  expect(await stored(app.page, 'setAside')).toHaveLength(2);
  expect(await stored(app.page, 'cohorts')).toEqual([]);
});

test('the versions, the history and what a release is asked for are accessible', async () => {
  await app.page.getByRole('button', { name: text('versions.title'), exact: true }).click();
  await app.page.getByRole('grid', { name: text('versions.title') }).waitFor();
  expect(await accessibilityProblems(app.page)).toEqual([]);
  await app.page.getByRole('button', { name: text('match.title'), exact: true }).click();
  await app.page.getByText(text('match.noRelease')).waitFor();
  expect(await accessibilityProblems(app.page)).toEqual([]);
  await app.page.getByRole('button', { name: text('history.menu') }).click();
  await app.page.getByRole('menu', { name: text('history.menu') }).waitFor();
  expect(await accessibilityProblems(app.page)).toEqual([]);
  await app.page.getByRole('menuitem').last().click();
  await expect.poll(async () => (await readWork(app.page)).past, soon).toBe(0);
});
