import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import type { JsonObject } from '../../shared/demo/cohorts/circeJson.ts';
import { shippedDefinitions } from '../../shared/demo/cohorts/shippedCohorts.ts';
import { accessibilityProblems } from './harness/accessibility.ts';
import { openBrowserApp } from './harness/browserApp.ts';
import { openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards, type OpenApp } from './harness/openApp.ts';
import { BuilderKeyboard } from './pages/builderKeyboard.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

/** What a definition means: everything but its name and how it is spelled. */
function meaning(text: string): unknown {
  const parsed = parseDefinition('x', text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  const { raw: _, ...definition } = parsed.definition;
  return definition;
}

/** With concept sets numbered as they stand, which is how the builder numbers them. */
function renumbered(expression: JsonObject): unknown {
  const sets = expression.ConceptSets as readonly JsonObject[];
  const places = new Map(sets.map(({ id }, i) => [id, i]));
  const text = JSON.stringify(
    { ...expression, ConceptSets: sets.map((set, id) => ({ ...set, id })) },
    (key, value) => (key === 'CodesetId' || key === 'DrugCodesetId' ? places.get(value) : value),
  );
  return JSON.parse(text);
}

const hosts = [
  {
    host: 'the native host',
    open: () => openElectronApp() as Promise<OpenApp>,
    ids: ['angina-beta-blocker', 't2dm-periodontal-therapy', 'users-loxoprofen'],
  },
  {
    host: 'the browser host',
    open: () => openBrowserApp(),
    ids: ['stent-polymer-small-long', 'outcome-gastrointestinal-bleeding'],
  },
];

const PATIENCE_MS = 120_000;

describe.each(hosts)('by keyboard alone, on $host,', ({ open, ids }) => {
  let app: OpenApp;
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    app = await open();
    workbench = new WorkbenchPage(app);
    await workbench.openRelease(inject('demoRelease'));
  });
  afterAll(() => app.close());
  afterEach(inspectAfterwards(() => app));

  test.each(ids)(
    '%s is built as it was shipped',
    async (id) => {
      const shipped = shippedDefinitions.find((one) => one.id === id);
      if (!shipped) throw new Error(`nothing shipped is called ${id}`);
      const keyboard = new BuilderKeyboard(workbench);
      await keyboard.build(shipped.en, shipped.expression);
      const built = await keyboard.document();
      expect(meaning(built)).toEqual(meaning(JSON.stringify({ expression: renumbered(shipped.expression) })));
      expect(JSON.parse(built).name).toBe(shipped.en);
    },
    PATIENCE_MS,
  );
});

/** Definitions of the OHDSI Phenotype Library and the like; absent in a plain clone. */
const others = resolve(import.meta.dirname, '../../../shared/circe/open/definitions');
const wanted = 50;

describe.skipIf(!existsSync(others))('definitions of others', () => {
  let app: OpenApp;
  let workbench: WorkbenchPage;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'akashi-e2e-export-'));
    app = await openElectronApp();
    workbench = new WorkbenchPage(app);
    await workbench.openRelease(inject('demoRelease'));
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(inspectAfterwards(() => app));

  test(
    `${wanted} of them are whole in tree and sentences, and leave as they came`,
    async () => {
      const { page } = app;
      const all = readdirSync(others).sort();
      const files = all.filter((_, i) => i % Math.floor(all.length / wanted) === 0).slice(0, wanted);
      await workbench.importDefinitions(files.map((file) => join(others, file)));
      await expect.poll(() => workbench.cohorts().count()).toBe(wanted);
      for (const [i, file] of files.entries()) {
        const original: unknown = JSON.parse(await readFile(join(others, file), 'utf8'));
        await workbench.goTo('cohorts');
        await workbench.cohorts().nth(i).click();
        await page.keyboard.press('Control+e');
        await page.locator('.outline [role="row"]').first().waitFor();
        expect(await page.locator('.outline .kind-unknown').count(), file).toBe(0);
        await page
          .getByRole('radio', { name: workbench.text('builder.view.sentences'), exact: true })
          .click();
        await page.locator('.words-text').waitFor();
        await page.getByRole('radio', { name: 'JSON' }).click();
        const shown = await page
          .getByRole('textbox', { name: workbench.text('builder.json.label') })
          .inputValue();
        expect(JSON.parse(shown), file).toEqual(original);
        if (i % 10 === 0) {
          const target = join(folder, file);
          await app.chooseNext(target);
          await workbench.button('builder.export').click();
          await page.getByRole('menuitem', { name: workbench.text('builder.export.json') }).click();
          await expect.poll(() => existsSync(target)).toBe(true);
          expect(JSON.parse(await readFile(target, 'utf8')), file).toEqual(original);
        }
        await page.getByRole('radio', { name: workbench.text('builder.view.tree'), exact: true }).click();
        await page.locator('.draft-tab[data-current] .button').click();
      }
    },
    2 * PATIENCE_MS,
  );
});

describe('axe-core finds nothing wrong with', () => {
  let app: OpenApp;
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    app = await openElectronApp();
    workbench = new WorkbenchPage(app);
    await workbench.openRelease(inject('demoRelease'));
    await workbench.goTo('cohorts');
    await workbench.button('cohorts.importShipped').click();
    await workbench.cohorts().first().click();
    await app.page.keyboard.press('Control+e');
    await app.page.locator('.outline').waitFor();
  });
  afterAll(() => app.close());
  afterEach(inspectAfterwards(() => app));

  test.each(['tree', 'sentences', 'json', 'sql'] as const)('a definition as %s', async (view) => {
    for (const theme of ['light', 'dark'] as const) {
      await workbench.switchTheme(theme);
      for (const locale of ['ja', 'en'] as const) {
        // Sentences have a choice of language of their own.
        await app.page.getByRole('radio', { name: workbench.text('builder.view.tree'), exact: true }).click();
        await workbench.switchLanguage(locale);
        const name = workbench.text(`builder.view.${view}`);
        await app.page.getByRole('radio', { name, exact: true }).click();
        expect(await accessibilityProblems(app.page), `${theme}, ${locale}`).toEqual([]);
      }
    }
  });

  test('what is added, and what a definition is begun with', async () => {
    for (const key of ['Control+Alt+a', 'Control+Alt+n']) {
      await app.page.keyboard.press(key);
      await app.page.getByRole('dialog').waitFor();
      expect(await accessibilityProblems(app.page), key).toEqual([]);
      await app.page.keyboard.press('Escape');
      await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});
