import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { Licence } from '../../shared/platform/licences.ts';

/** What ships without being imported by a bundle: the shell, the native database, the font. */
const besides = [
  'electron',
  '@duckdb/node-api',
  '@duckdb/node-bindings',
  '@fontsource-variable/noto-sans-jp',
];

/** Packages without the text of their licence, and the package of the same owner and licence that has it. */
const sameOwner: Readonly<Record<string, string>> = { '@duckdb/duckdb-wasm': '@duckdb/node-bindings' };

/** Watches what is bundled, in every environment and worker, and writes down its licences. */
export class LicenceCollector {
  readonly #modules: string;
  readonly #packages = new Set<string>(besides);

  /** @param modules the folder `node_modules` */
  constructor(modules: string) {
    this.#modules = modules;
  }

  /** A plugin that notes the packages of each bundle; one for each build. */
  plugin(): Plugin {
    return {
      name: 'akashi:licences',
      generateBundle: (_options, bundle) => {
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          for (const id of output.moduleIds) this.#note(id);
        }
      },
    };
  }

  /** Writes what was noted. @throws Error when a package that ships states no licence */
  async write(file: string): Promise<void> {
    const licences = [...this.#packages]
      .sort()
      .map((name) => licenceOf(this.#modules, name))
      .filter((licence) => licence !== null);
    await writeFile(file, `${JSON.stringify(licences, null, 1)}\n`);
  }

  #note(id: string): void {
    const name = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1];
    if (name !== undefined) this.#packages.add(name.replace('\\', '/'));
  }
}

/** A package's licence with all its texts; null where there is no such package at the top. */
function licenceOf(modules: string, name: string): Licence | null {
  const folder = join(modules, ...name.split('/'));
  if (!existsSync(join(folder, 'package.json'))) return null;
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const { version, license } = manifest;
  if (typeof license !== 'string' || license === 'UNLICENSED') {
    throw new Error(`${name} states no licence.`);
  }
  const owner = sameOwner[name] ?? name;
  return {
    name,
    version: String(version),
    licence: license,
    text: textsIn(join(modules, ...owner.split('/'))),
  };
}

function textsIn(folder: string): string | null {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file) && !/\.(js|ts|json)$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return texts.length === 0 ? null : texts.join('\n\n---\n\n');
}
