import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityProblems } from './harness/accessibility.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openElectronApp({ open: inject('demoRelease') });
  workbench = new WorkbenchPage(app);
  await workbench.opened();
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

const results = () => app.page.getByRole('listbox', { name: workbench.text('concepts.results') });

/** Goes to the section and puts the cursor into its empty search field. */
async function startSearch(): Promise<void> {
  await app.page.keyboard.press('Control+3');
  const field = app.page.getByRole('searchbox', { name: workbench.text('concepts.search') });
  await field.waitFor();
  await field.fill('');
}

async function search(text: string): Promise<void> {
  await startSearch();
  await app.page.keyboard.type(text);
}

/** The title of the concept that is open. */
const title = () => app.page.locator('.concept-detail h1');

async function expectAccessible(): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await workbench.switchTheme(theme);
    for (const locale of ['ja', 'en'] as const) {
      await workbench.switchLanguage(locale);
      expect(await accessibilityProblems(app.page), `${theme}, ${locale}`).toEqual([]);
    }
  }
}

describe('concepts are found', () => {
  test.each([
    ['ja', '不安定狭心症', '不安定狭心症'],
    ['ja', 'ﾋﾞｿﾌﾟﾛﾛ', 'ビソプロロール'],
    ['ja', 'ふあんてい', '不安定狭心症'],
    ['en', 'unstable ang', 'Unstable angina'],
    ['en', 'i200', 'Unstable angina'],
    ['en', 'I20.0', 'Unstable angina'],
  ] as const)('in %s by %s', async (locale, text, name) => {
    await workbench.switchLanguage(locale);
    await search(text);
    await results().getByRole('option').filter({ hasText: name }).first().waitFor();
  });

  test('only those used, once they are counted', async () => {
    await startSearch();
    await app.page.getByRole('button', { name: workbench.text('concepts.filter.used') }).click();
    await app.page.keyboard.press('Control+3');
    await search('I20');
    const unstable = results().getByRole('option').filter({ hasText: 'I20.0' });
    await unstable.waitFor();
    expect(await results().getByRole('option').filter({ hasText: 'I20-I25' }).count()).toBe(0);
    await app.page.getByRole('button', { name: workbench.text('concepts.filter.clear') }).click();
  });
});

test('from a result up and down the hierarchy by keyboard alone, and back', async () => {
  await search('I20.0');
  await results().getByRole('option').first().waitFor();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await expect.poll(() => title().textContent()).toBe('Unstable angina');
  const tree = app.page.getByRole('treegrid', { name: workbench.text('concepts.hierarchy') });
  await tree.getByRole('row').first().focus();
  await app.page.keyboard.press('ArrowUp');
  await app.page.keyboard.press('ArrowRight');
  const sibling = tree.getByRole('row').filter({ hasText: 'I20.8' });
  await sibling.waitFor();
  await app.page.keyboard.press('Enter');
  await expect.poll(() => title().textContent()).toBe('Angina pectoris');
  await app.page.getByRole('button', { name: workbench.text('concepts.back') }).focus();
  await app.page.keyboard.press('Enter');
  await expect.poll(() => title().textContent()).toBe('Unstable angina');
});

test('axe-core finds nothing wrong with search and page', async () => {
  await search('angina');
  await results().getByRole('option').first().click();
  await title().waitFor();
  await expectAccessible();
});

test('the library lists the sets of all definitions and compares two', async () => {
  await workbench.switchLanguage('en');
  await app.page.keyboard.press('Control+4');
  await workbench.button('cohorts.importShipped').click();
  await workbench.cohorts().first().waitFor();
  await app.page.keyboard.press('Control+3');
  await app.page.getByRole('radio', { name: workbench.text('concepts.view.sets') }).click();
  const sets = app.page.getByRole('grid', { name: workbench.text('sets.title') }).getByRole('row');
  await sets.filter({ hasText: 'Aspirin' }).click();
  await app.page.getByRole('heading', { name: 'Aspirin' }).waitFor();
  await app.page.getByText(workbench.text('sets.where')).waitFor();
  await expectAccessible();
  for (const name of ['Aspirin', 'Clopidogrel']) {
    await sets.filter({ hasText: name }).first().getByRole('checkbox').click({ force: true });
  }
  const heading = workbench.text('sets.comparison', { a: 'Aspirin', b: 'Clopidogrel' });
  await app.page.getByRole('heading', { name: heading }).waitFor();
  expect(await accessibilityProblems(app.page)).toEqual([]);
});
