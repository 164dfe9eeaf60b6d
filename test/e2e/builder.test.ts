import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import type { JsonObject } from '../../shared/demo/cohorts/circeJson.ts';
import { shippedDefinitions } from '../../shared/demo/cohorts/shippedCohorts.ts';
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
    ids: [
      'angina-beta-blocker',
      'stent-polymer-small-long',
      'users-loxoprofen',
      'outcome-gastrointestinal-bleeding',
    ],
  },
  {
    host: 'the browser host',
    open: () => openBrowserApp(),
    ids: ['angina-aspirin-low-dose', 't2dm-periodontal-therapy', 'users-celecoxib'],
  },
];

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

  test.each(ids)('%s is built as it was shipped', async (id) => {
    const shipped = shippedDefinitions.find((one) => one.id === id);
    if (!shipped) throw new Error(`nothing shipped is called ${id}`);
    const keyboard = new BuilderKeyboard(workbench);
    await keyboard.build(shipped.en, shipped.expression);
    const built = await keyboard.document();
    expect(meaning(built)).toEqual(meaning(JSON.stringify({ expression: renumbered(shipped.expression) })));
    expect(JSON.parse(built).name).toBe(shipped.en);
  });
});
