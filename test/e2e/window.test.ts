import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { publicKeyFile } from '../../shared/release/minisign.ts';
import { accessibilityProblems } from './harness/accessibility.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const adults = join(import.meta.dirname, 'definitions', 'Adults with treatment.json');
const visits = join(import.meta.dirname, 'definitions', 'Everybody with a hospital stay.json');

const soon = { timeout: 15_000 };

let place: string;
let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'akashi-window-'));
  app = await openElectronApp();
  workbench = new WorkbenchPage(app);
  await workbench.ready();
});
afterAll(async () => {
  await app.close();
  await rm(place, { recursive: true, force: true });
});
afterEach(inspectAfterwards(() => app));

const press = (keys: string) => app.page.keyboard.press(keys);
const dialog = () => app.page.getByRole('dialog');
const title = () => app.page.evaluate(() => document.title);
const projectPath = () => join(place, 'angina.akashi');

/** The first Escape may only empty a search field. */
async function closeDialog(): Promise<void> {
  await press('Escape');
  await app.page.waitForTimeout(100);
  if (await dialog().count()) await press('Escape');
  await dialog().waitFor({ state: 'detached' });
}

/** Opens the palette, types, and takes the best find. */
async function run(query: string): Promise<void> {
  await press('Control+k');
  await dialog().waitFor();
  await app.page.keyboard.type(query);
  await dialog().getByRole('menuitem').first().waitFor();
  await press('Enter');
}

async function inEveryLook(check: () => Promise<void>): Promise<void> {
  const [{ locale }, theme] = [workbench, await app.page.locator('html').getAttribute('data-theme')];
  for (const look of ['light', 'dark'] as const) {
    await app.page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), look);
    await check();
  }
  await app.page.evaluate(
    (chosen) => document.documentElement.setAttribute('data-theme', chosen),
    theme ?? 'light',
  );
  expect(workbench.locale).toBe(locale);
}

describe('the palette', () => {
  test.each(['settings', 'せってい', 'settei', '設定'])('finds Settings by “%s”', async (query) => {
    await run(query);
    await dialog()
      .getByRole('heading', { name: workbench.text('settings.title') })
      .waitFor();
    await closeDialog();
  });

  test('begins with what was chosen last', async () => {
    await press('Control+k');
    await dialog().getByText(workbench.text('palette.recent')).waitFor();
    const first = await dialog().getByRole('menuitem').first().textContent();
    expect(first).toContain(workbench.text('command.view.settings'));
    await closeDialog();
  });

  test('says so when nothing is found', async () => {
    await press('Control+k');
    await app.page.keyboard.type('qqqq');
    await dialog().getByText(workbench.text('palette.none')).waitFor();
    await closeDialog();
  });
});

describe('settings', () => {
  test('text grows without the window overflowing, motion stops, and both are remembered', async () => {
    await press('Control+,');
    for (let steps = 0; steps < 7; steps++) await workbench.button('settings.larger').click();
    await dialog().getByText('150%').waitFor();
    await dialog()
      .getByRole('radio', { name: workbench.text('settings.motion.reduced') })
      .click();
    await closeDialog();
    const found = await app.page.evaluate(() => ({
      size: getComputedStyle(document.documentElement).fontSize,
      motion: document.documentElement.dataset.motion,
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect(found).toEqual({ size: '24px', motion: 'reduced', sideways: 0 });
    const stored = JSON.parse(await readFile(join(app.userData, 'settings.json'), 'utf8'));
    expect(stored).toMatchObject({ version: 2, textSize: 150, motion: 'reduced' });
    await press('Control+,');
    await workbench.button('settings.reset').click();
    await dialog().getByText('100%').waitFor();
    await closeDialog();
  });

  test('a key is trusted only after a dialog outside of the page, and can be taken back', async () => {
    const publicKey = publicKeyFile({ keyId: '00112233445566FF', seed: new Uint8Array(32).fill(7) });
    await press('Control+,');
    await dialog()
      .getByRole('tab', { name: workbench.text('settings.keys') })
      .click();
    const add = async (answer: number) => {
      await app.electron.evaluate(({ dialog: native }, response) => {
        native.showMessageBox = async () => ({ response, checkboxChecked: false });
      }, answer);
      await dialog().getByLabel(workbench.text('settings.keys.name')).fill('Provider');
      await dialog().getByLabel(workbench.text('settings.keys.key')).fill(publicKey);
      await workbench.button('settings.keys.add').click();
    };
    await add(1);
    await dialog().getByText(workbench.text('settings.keys.declined')).waitFor();
    await add(0);
    await dialog().getByText('00112233445566FF').waitFor();
    const file = join(app.userData, 'trusted-keys', 'Provider.pub');
    expect(await readFile(file, 'utf8')).toContain(publicKey.split('\n')[1]);
    await workbench.button('settings.keys.remove', { name: 'Provider' }).click();
    await dialog().getByText(workbench.text('settings.keys.none')).waitFor();
    await expect(readFile(file)).rejects.toThrow();
    await closeDialog();
  });

  test('where things are kept is shown, and nothing else can be', async () => {
    await press('Control+,');
    await dialog()
      .getByRole('tab', { name: workbench.text('settings.own') })
      .click();
    await dialog().getByText(join(app.userData, 'audit.jsonl')).waitFor();
    await closeDialog();
    const tried = await app.page.evaluate(() =>
      (window as unknown as { akashi: { showInFolder(place: string): Promise<boolean> } }).akashi
        .showInFolder('/etc/passwd')
        .then(
          () => 'answered',
          () => 'refused',
        ),
    );
    expect(tried).toBe('refused');
  });
});

test('the glossary explains a term found by its reading', async () => {
  await press('F1');
  await app.page.keyboard.type('けいこう');
  await dialog().getByRole('article').getByText('Rosenbaum').waitFor();
  await closeDialog();
});

test('About has the versions and the licences in full', async () => {
  await run('about akashi');
  await dialog().getByText('Chromium').waitFor();
  await dialog()
    .getByRole('tab', { name: workbench.text('about.licences') })
    .click();
  await dialog().getByLabel(workbench.text('about.licences.find')).fill('noto');
  await dialog().getByText('SIL OPEN FONT LICENSE').first().waitFor();
  await closeDialog();
});

test('the bundled font draws Japanese', async () => {
  const drawn = await app.page.evaluate(async () => {
    const faces = await document.fonts.load('16px "Noto Sans JP Variable"', '証');
    return faces.every(({ status }) => status === 'loaded') && faces.length > 0;
  });
  expect(drawn).toBe(true);
});

describe('the guide', () => {
  test('is offered, goes on when the step is done, and blocks nothing', async () => {
    await workbench.button('guide.start').click();
    const guide = app.page.getByRole('region', { name: workbench.text('guide.label') });
    await guide.getByText(workbench.text('guide.release.title')).waitFor();
    await app.page.locator('.spotlight:visible').waitFor();
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await workbench.openRelease(inject('demoRelease'));
    await guide.getByText(workbench.text('guide.explore.title')).waitFor();
    await press('Control+2');
    await guide.getByText(workbench.text('guide.concepts.title')).waitFor();
    await press('Control+3');
    await guide.getByText(workbench.text('guide.template.title')).waitFor();
    await workbench.button('guide.close').click();
    await guide.waitFor({ state: 'detached' });
  });

  test('begins again from Help where it was left', async () => {
    await workbench.button('head.help').click();
    await app.page.getByRole('menuitem', { name: workbench.text('command.help.guide') }).click();
    await app.page.getByText(workbench.text('guide.explore.title')).waitFor();
    await workbench.button('guide.close').click();
  });
});

describe('a project', () => {
  test('is saved with definitions and published results, never rows', async () => {
    await workbench.importDefinitions([adults, visits]);
    await workbench.generateAll();
    await app.chooseNext(projectPath());
    await press('Control+s');
    await expect.poll(title, soon).toMatch(/^angina — /);
    const project = JSON.parse(await readFile(projectPath(), 'utf8'));
    expect(project).toMatchObject({ akashi: 'project', version: 4, release: { minimumCell: 10 } });
    expect(project.definitions).toHaveLength(2);
    expect(project.results).toHaveLength(2);
    expect(JSON.stringify(project.results)).not.toMatch(/person_id|subject_id/);
  });

  test('shows in the title that something is not in its file', async () => {
    await workbench.cohorts().first().getByRole('checkbox').check({ force: true });
    await press('Control+Backspace');
    await expect.poll(title, soon).toMatch(/^● angina — /);
    await press('Control+z');
    await expect.poll(() => workbench.cohorts().count(), soon).toBe(2);
  });

  test('comes back after quitting, with its results beside those of now', async () => {
    await app.electron.close();
    const { userData } = app;
    const fresh = join(place, 'elsewhere');
    app = await openElectronApp({ userData: fresh, open: projectPath() });
    workbench = new WorkbenchPage(app);
    await expect.poll(title, soon).toMatch(/^angina — /);
    await workbench.goTo('releases');
    await workbench.openRelease(inject('demoRelease'));
    const results = app.page.getByRole('table', { name: workbench.text('project.results') });
    await results.getByText(workbench.text('project.notGenerated')).first().waitFor();
    await workbench.goTo('cohorts');
    await workbench.generateAll();
    await workbench.goTo('releases');
    await expect.poll(() => results.getByText(workbench.text('project.agrees')).count(), soon).toBe(2);
    await rm(userData, { recursive: true, force: true });
  });

  test('that is damaged or newer is refused clearly, and nothing that is open changes', async () => {
    const text = await readFile(projectPath(), 'utf8');
    const damaged = join(place, 'damaged.akashi');
    await writeFile(damaged, text.slice(0, 5000));
    await app.chooseNext(damaged);
    await press('Control+Alt+o');
    await app.page.getByText(/damaged or was changed by hand/).waitFor();
    const newer = join(place, 'newer.akashi');
    await writeFile(newer, JSON.stringify({ ...JSON.parse(text), version: 99 }));
    await app.chooseNext(newer);
    await press('Control+Alt+o');
    await app.page.getByText(/written by a newer Akashi/).waitFor();
    // The refused file must not have become the one that a save overwrites.
    await press('Control+s');
    await app.page.getByText(workbench.text('notice.projectSaved', { name: 'angina' })).waitFor();
    expect(JSON.parse(await readFile(newer, 'utf8')).version).toBe(99);
  });

  test('asks what becomes of other definitions; removing them can be undone', async () => {
    const other = join(place, 'other.akashi');
    const project = JSON.parse(await readFile(projectPath(), 'utf8'));
    await writeFile(
      other,
      JSON.stringify({ ...project, definitions: project.definitions.slice(0, 1), results: [], versions: [] }),
    );
    await app.chooseNext(other);
    await press('Control+Alt+o');
    await workbench.button('projectChoice.remove').click();
    await expect.poll(() => workbench.cohorts().count(), soon).toBe(1);
    await press('Control+z');
    await expect.poll(() => workbench.cohorts().count(), soon).toBe(2);
  });
});

describe('axe-core finds nothing wrong with', () => {
  test.each(['ja', 'en'] as const)('the dialogs in %s', async (locale) => {
    await workbench.switchLanguage(locale);
    for (const open of ['Control+,', 'F1', 'Control+/', 'Control+k']) {
      await press(open);
      await dialog().waitFor();
      await inEveryLook(async () => expect(await accessibilityProblems(app.page), open).toEqual([]));
      await closeDialog();
    }
    await run('about akashi');
    await dialog().getByText('Chromium').waitFor();
    await inEveryLook(async () => expect(await accessibilityProblems(app.page)).toEqual([]));
    await closeDialog();
    await workbench.goTo('releases');
    await inEveryLook(async () => expect(await accessibilityProblems(app.page)).toEqual([]));
  });
});
