// What a bare Electron runs: the application in the folder named on its command line. An ES module, awaited at the top
// level, because as CommonJS the application would start after `ready`, too late to register its scheme.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
let folder;
for (let i = 0; i < args.length && folder === undefined; i++) {
  if (args[i] === '-r' || args[i] === '--require') require(args[++i]);
  else if (!args[i].startsWith('-')) folder = resolve(args[i]);
}
if (folder === undefined) throw new Error('Name the folder of the application to run.');

const manifest = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
await import(pathToFileURL(resolve(folder, manifest.main)).href);
