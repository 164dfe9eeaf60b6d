import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { projectRoot } from '../../main/dev/command.ts';
import { openBrowserApp } from './harness/browserApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const definitions = ['Adults with treatment', 'Everybody with a hospital stay'].map((name) =>
  join(import.meta.dirname, 'definitions', `${name}.json`),
);
const [adults, everybody] = ['Adults with treatment', 'Everybody with a hospital stay'];

let workbench: WorkbenchPage;

beforeAll(async () => {
  workbench = new WorkbenchPage(await openBrowserApp());
});
afterAll(() => workbench.app.close());
afterEach(inspectAfterwards(() => workbench.app));

/** What axe-core finds on the page as it stands, one line a violation. */
async function violations(): Promise<string[]> {
  const axe = await readFile(join(projectRoot, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  await workbench.page.evaluate(`${axe};0`);
  return workbench.page.evaluate(
    'axe.run().then((found) => found.violations.map((one) => one.id + ": " + one.nodes[0].html))',
  );
}

/** Axe in both languages and themes. */
async function expectAccessible(): Promise<void> {
  for (const locale of ['ja', 'en'] as const) {
    await workbench.switchLanguage(locale);
    for (const theme of ['dark', 'light'] as const) {
      await workbench.switchTheme(theme);
      expect(await violations(), `${locale}, ${theme}`).toEqual([]);
    }
  }
}

function command(id: 'view.palette' | 'help.shortcuts' | 'cohorts.importText' | 'edit.undo' | 'edit.redo') {
  const keys = {
    'view.palette': 'Control+k',
    'help.shortcuts': 'Control+/',
    'cohorts.importText': 'Control+Shift+V',
    'edit.undo': 'Control+z',
    'edit.redo': 'Control+Shift+Z',
  };
  return workbench.page.keyboard.press(keys[id]);
}

/** The rows of the attrition as read on screen. */
function rules() {
  return workbench.page
    .getByRole('grid', { name: workbench.text('attrition.rules') })
    .getByRole('row')
    .allTextContents();
}

describe('screens without a release', () => {
  test('the first screen is accessible in both languages and themes', async () => {
    await workbench.ready();
    await expectAccessible();
  });

  test('cohorts ask for a release first', async () => {
    await workbench.goTo('cohorts');
    await workbench.heading(workbench.text('cohorts.noRelease')).waitFor();
    expect(await violations()).toEqual([]);
    await workbench.button('command.go.releases').click();
    await workbench.heading(workbench.text('open.title')).waitFor();
  });

  test.each(['view.palette', 'help.shortcuts'] as const)(
    '%s opens by keyboard and closes with Escape',
    async (id) => {
      await command(id);
      const dialog = workbench.page.getByRole('dialog');
      await dialog.waitFor();
      expect(await violations()).toEqual([]);
      await workbench.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    },
  );
});

describe('screens with a release', () => {
  test('the release is accessible', async () => {
    await workbench.openRelease(inject('demoRelease'));
    await expectAccessible();
  });

  test('definitions can be dropped on the window', async () => {
    await workbench.goTo('cohorts');
    await workbench.heading(workbench.text('cohorts.empty')).waitFor();
    expect(await violations()).toEqual([]);
    const files = await Promise.all(
      definitions.map(async (path) => ({ name: path.split('/').at(-1), text: await readFile(path, 'utf8') })),
    );
    await workbench.page.evaluate((dropped) => {
      const transfer = new DataTransfer();
      for (const { name, text } of dropped) transfer.items.add(new File([text], name ?? ''));
      const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.querySelector('.window')?.dispatchEvent(event);
    }, files);
    await workbench.cohorts().nth(1).waitFor();
    expect(await workbench.cohorts().count()).toBe(2);
  });

  test('a pasted text that is no definition is refused with the reason', async () => {
    await command('cohorts.importText');
    await workbench.page.getByLabel(workbench.text('paste.json')).fill('{"not": "a cohort"}');
    expect(await violations()).toEqual([]);
    await workbench.button('paste.import').click();
    const alert = workbench.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('PrimaryCriteria');
    await alert.getByRole('button', { name: workbench.text('action.close') }).click();
    expect(await workbench.cohorts().count()).toBe(2);
  });

  test('a generated cohort is accessible, as charts and as tables', async () => {
    await workbench.generateAll();
    await workbench.openCohort(adults ?? '');
    await workbench.page.getByRole('img').locator('svg').nth(2).waitFor();
    await expectAccessible();
    for (const choice of await workbench.page
      .getByRole('radio', { name: workbench.text('chart.asTable') })
      .all()) {
      await choice.click();
    }
    expect(await violations()).toEqual([]);
    for (const choice of await workbench.page
      .getByRole('radio', { name: workbench.text('chart.asChart') })
      .all()) {
      await choice.click();
    }
  });

  test('rules are moved and switched off by keyboard, undone and done again', async () => {
    const before = await rules();
    const grid = workbench.page.getByRole('grid', { name: workbench.text('attrition.rules') });
    await grid.getByRole('row').first().focus();
    await workbench.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(rules).not.toEqual(before);
    const moved = await rules();
    expect(moved[0]).toContain('a prescription within a year');
    expect(moved[1]).toContain('40 years or older');
    await workbench.page.getByText(workbench.text('attrition.tried')).waitFor();

    const name = workbench.text('attrition.switch', { rule: '40 years or older' });
    await grid.getByRole('checkbox', { name }).focus();
    await workbench.page.keyboard.press('Space');
    await expect.poll(async () => (await rules())[1]).toContain(workbench.text('chart.attrition.off'));
    expect(await violations()).toEqual([]);

    await command('edit.undo');
    await expect.poll(rules).toEqual(moved);
    await command('edit.undo');
    await expect.poll(rules).toEqual(before);
    await command('edit.redo');
    await expect.poll(rules).toEqual(moved);
    await workbench.button('attrition.reset').click();
    await expect.poll(rules).toEqual(before);
  });

  test('a number opens where it came from, by keyboard, and gives the focus back', async () => {
    const number = workbench.page.locator('.figures').getByRole('button').first();
    await number.focus();
    await workbench.page.keyboard.press('Enter');
    const dialog = workbench.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toMatch(/sha256:[0-9a-f]{64}.*sha256:[0-9a-f]{64}/s);
    expect(await violations()).toEqual([]);
    await workbench.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => number.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test.each([
    { kind: 'csv', starts: '\uFEFF', holds: /Male,Female[\s\S]*n = [\d,]+ · Release / },
    { kind: 'svg', starts: '<svg', holds: /Age and sex at index[\s\S]*Release / },
    { kind: 'png', starts: '\uFFFDPNG', holds: /IHDR/ },
  ] as const)('a chart is saved as $kind with its caption', async ({ kind, starts, holds }) => {
    const chart = workbench.text('chart.age.title');
    await workbench.button('export.menu', { chart }).click();
    const [download] = await Promise.all([
      workbench.page.waitForEvent('download'),
      workbench.page.getByRole('menuitem', { name: workbench.text(`export.${kind}`) }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`Adults with treatment-age.${kind}`);
    const text = (await readFile(await download.path())).toString('utf8');
    expect(text.startsWith(starts)).toBe(true);
    expect(text).toMatch(holds);
  });

  test('ticked cohorts are compared and combined', async () => {
    for (const name of [adults, everybody]) {
      const label = workbench.text('cohorts.select', { name: name ?? '' });
      await workbench.page.getByRole('checkbox', { name: label }).click({ force: true });
    }
    const choose = async (key: 'command.cohorts.overlap' | 'command.cohorts.combine') => {
      await workbench.button('cohorts.withSelected').click();
      await workbench.page.getByRole('menuitem', { name: workbench.text(key) }).click();
    };
    await choose('command.cohorts.overlap');
    await workbench.heading(workbench.text('overlap.heading', { count: 2 })).waitFor();
    await workbench.page.getByRole('img').locator('svg').first().waitFor();
    expect(await violations()).toEqual([]);

    await choose('command.cohorts.combine');
    await workbench.page
      .getByRole('radio', { name: workbench.text('combine.difference') })
      .click({ force: true });
    expect(await violations()).toEqual([]);
    await workbench.page.getByLabel(workbench.text('combine.name')).fill('Untreated');
    await workbench.button('combine.make').click();
    await workbench.heading('Untreated').waitFor();
    expect(await workbench.cohorts().count()).toBe(3);
  });

  test('a removed cohort comes back by undo', async () => {
    await workbench.page
      .getByRole('checkbox', { name: workbench.text('cohorts.select', { name: everybody ?? '' }) })
      .click({ force: true });
    await workbench.button('command.cohorts.remove').click();
    await expect
      .poll(() =>
        workbench
          .cohorts()
          .filter({ hasText: everybody ?? '' })
          .count(),
      )
      .toBe(0);
    await command('edit.undo');
    await expect
      .poll(() =>
        workbench
          .cohorts()
          .filter({ hasText: everybody ?? '' })
          .count(),
      )
      .toBe(1);
  });
});

test('definitions are still there when the page is loaded again', async () => {
  await workbench.page.reload();
  await workbench.openRelease(inject('demoRelease'));
  await workbench.goTo('cohorts');
  await workbench.cohorts().first().waitFor();
  const names = await workbench.cohorts().allTextContents();
  expect(names.some((name) => name.includes(adults ?? ''))).toBe(true);
  expect(names.some((name) => name.includes(everybody ?? ''))).toBe(true);
});
