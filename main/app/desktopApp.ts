import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, nativeTheme, session, shell } from 'electron';
import { z } from 'zod';
import { translate } from '../../shared/i18n/translate.ts';
import { settingsPatch } from '../../shared/platform/settings.ts';
import { ledgerAt } from '../audit/recordEvent.ts';
import { channels } from '../preload/channels.ts';
import { SettingsStore } from '../settings/settingsStore.ts';
import { answerProjects } from './answerProjects.ts';
import { answerTrustedKeys } from './answerTrustedKeys.ts';
import { handleAppScheme } from './appScheme.ts';
import { loadApp, openAppWindow } from './appWindow.ts';
import { Dialogs } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { NativeHostProcess } from './nativeHostProcess.ts';
import { refuseNetwork } from './networkRefusal.ts';
import { OpenRequests } from './openRequests.ts';
import { ownPlacesIn, projectMemoryIn } from './ownPlaces.ts';
import { isProjectPath, ProjectFiles } from './projectFiles.ts';
import { reportPdf } from './reportPdf.ts';
import { answer, hear, nothing } from './trustedIpc.ts';

const RELOAD_PAUSE_MS = 10_000;

/** The desktop application: one window, its menu, settings and dialogs, and the native host beside it. */
export class DesktopApp {
  readonly #releaseRequests = new OpenRequests();
  readonly #projectRequests = new OpenRequests();
  readonly #projects = new ProjectFiles(projectMemoryIn(app.getPath('userData')));
  readonly nativeHost = new NativeHostProcess();
  #window: BrowserWindow | null = null;
  #available: ReadonlySet<string> = new Set();

  /** Opens a release or a project as soon as the page can take it. */
  open(locator: string): void {
    (isProjectPath(locator) ? this.#projectRequests : this.#releaseRequests).request(locator);
  }

  /** Opens the window. The app must be ready. */
  async start(): Promise<void> {
    const out = join(app.getAppPath(), 'out');
    const userData = app.getPath('userData');
    await refuseNetwork(session.defaultSession);
    handleAppScheme(session.defaultSession, join(out, 'renderer'));
    const settings = new SettingsStore(ownPlacesIn(userData).settings, app.getPreferredSystemLanguages());
    const window = openAppWindow({
      preload: join(out, 'preload', 'preload.cjs'),
      placeFile: join(userData, 'window.json'),
      developerTools: !app.isPackaged,
    });
    this.#window = window;
    this.#applySettings(settings);
    this.#answerThePage(window, settings);
    this.#survivePageCrashes(window, settings);
    await loadApp(window);
  }

  /** Another start of the application hands over what it was to open, and ends. */
  onSecondInstance(data: unknown): void {
    const handedOver = z.object({ locator: z.string() }).safeParse(data);
    if (handedOver.success) this.open(handedOver.data.locator);
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  #answerThePage(window: BrowserWindow, settings: SettingsStore): void {
    const dialogs = new Dialogs(window, () => settings.current);
    const places = ownPlacesIn(app.getPath('userData'));
    answer(channels.chooseRelease, z.tuple([z.enum(['folder', 'archive'])]), (_page, kind) =>
      dialogs.chooseRelease(kind),
    );
    answer(channels.chooseFolder, z.tuple([z.enum(['demo', 'start'])]), (_page, purpose) =>
      dialogs.chooseFolder(purpose),
    );
    answer(
      channels.saveFile,
      z.tuple([z.string(), z.union([z.string(), z.instanceof(Uint8Array)])]),
      (_page, suggestedName, content) => dialogs.saveFile(suggestedName, content),
    );
    answer(channels.savePdf, z.tuple([z.string(), z.string()]), async (_page, suggestedName, html) =>
      dialogs.saveFile(suggestedName, await reportPdf(html)),
    );
    answer(channels.readSettings, nothing, () => settings.current);
    answer(channels.writeSettings, z.tuple([settingsPatch]), (_page, patch) => {
      const changed = settings.change(patch);
      this.#applySettings(settings);
      return changed;
    });
    answer(channels.connectHost, nothing, (page) => {
      this.nativeHost.connect(page);
      return true;
    });
    hear(channels.availableCommands, z.tuple([z.array(z.string())]), (_page, available) => {
      this.#available = new Set(available);
      this.#showMenu(settings);
    });
    answer(channels.ownPlaces, nothing, () => places);
    answer(
      channels.showInFolder,
      z.tuple([z.enum(['settings', 'ledger', 'trustedKeys'])]),
      (_page, place) => {
        if (!existsSync(places[place])) return false;
        shell.showItemInFolder(places[place]);
        return true;
      },
    );
    answerTrustedKeys(places.trustedKeys, dialogs);
    answerProjects(
      this.#projects,
      dialogs,
      ledgerAt(places.ledger, () => new Date()),
    );
    this.#deliverRequests(window);
  }

  #deliverRequests(window: BrowserWindow): void {
    hear(channels.awaitOpenRequests, nothing, (page) =>
      this.#releaseRequests.deliverTo((locator) => page.send(channels.openRequest, locator)),
    );
    hear(channels.awaitProjectRequests, nothing, (page) =>
      this.#projectRequests.deliverTo(async (path) =>
        page.send(channels.projectRequest, await this.#projects.read(path)),
      ),
    );
    const keep = () => {
      this.#releaseRequests.deliverTo(null);
      this.#projectRequests.deliverTo(null);
    };
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) keep();
    });
    window.on('closed', keep);
  }

  #applySettings(settings: SettingsStore): void {
    nativeTheme.themeSource = settings.current.theme;
    this.#showMenu(settings);
  }

  #showMenu(settings: SettingsStore): void {
    const state = {
      locale: settings.current.locale,
      available: this.#available,
      os: process.platform,
      development: !app.isPackaged,
    };
    const give = (command: string): void => this.#window?.webContents.send(channels.command, command);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, give)));
  }

  /** Loads the page again after a crash and says so; a page that keeps crashing ends the application. */
  #survivePageCrashes(window: BrowserWindow, settings: SettingsStore): void {
    let lastCrash = Number.NEGATIVE_INFINITY;
    window.webContents.on('render-process-gone', async (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      const now = Date.now();
      if (now - lastCrash < RELOAD_PAUSE_MS) app.exit(1);
      lastCrash = now;
      await loadApp(window);
      const { locale } = settings.current;
      await dialog.showMessageBox(window, {
        type: 'warning',
        message: translate(locale, 'dialog.pageDied'),
        detail: translate(locale, 'dialog.pageDiedDetail'),
      });
    });
  }
}
