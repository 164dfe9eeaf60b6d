import { BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { readJson, writeJson } from '../settings/jsonFile.ts';
import { appOrigin } from './appScheme.ts';
import { minimumSize, saneBounds } from './windowBounds.ts';

const storedWindow = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});

/** Opens the window where it was last, showing the application's page in a sandbox. It appears when first painted. */
export function openAppWindow(options: {
  readonly preload: string;
  /** Where the window's place is remembered. */
  readonly placeFile: string;
  readonly developerTools: boolean;
}): BrowserWindow {
  const stored = storedWindow.safeParse(readJson(options.placeFile));
  const remembered = stored.success ? stored.data : null;
  const window = new BrowserWindow({
    ...saneBounds(
      remembered?.bounds ?? null,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.developerTools,
    },
  });
  if (remembered?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeJson(options.placeFile, place);
    } catch (error) {
      process.stderr.write(`The window's place could not be written: ${error}\n`);
    }
  });
  return window;
}

/** Loads the application's page. */
export async function loadApp(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}/`);
}
