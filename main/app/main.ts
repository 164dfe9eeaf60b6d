import { resolve } from 'node:path';
import { app } from 'electron';
import { registerAppScheme } from './appScheme.ts';
import { refuseLeavingTheApp } from './contentsRefusal.ts';
import { DesktopApp } from './desktopApp.ts';
import { refuseNetworkOfChromium } from './networkRefusal.ts';
import { locatorFromArguments } from './openRequests.ts';

// Every page is sandboxed; only root, whom Chromium refuses a sandbox, starts it with the switch.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
refuseNetworkOfChromium();
refuseLeavingTheApp();

// In development the application's folder is the first argument that is not a switch.
const args = process.argv.slice(1).filter((arg) => app.isPackaged || !isAppFolder(arg));
const locator = locatorFromArguments(args, process.cwd());

if (app.requestSingleInstanceLock({ locator })) {
  const desktop = new DesktopApp();
  if (locator !== null) desktop.open(locator);
  app.on('second-instance', (_event, _args, _cwd, data) => desktop.onSecondInstance(data));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    desktop.open(path);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', () => desktop.nativeHost.stop());
  // Not awaited here: Electron is ready only after this module has run.
  app
    .whenReady()
    .then(() => desktop.start())
    .catch((error: unknown) => {
      process.stderr.write(`Akashi could not start: ${error instanceof Error ? error.stack : error}\n`);
      app.exit(1);
    });
} else {
  app.quit();
}

function isAppFolder(argument: string): boolean {
  return !argument.startsWith('-') && resolve(argument) === app.getAppPath();
}
