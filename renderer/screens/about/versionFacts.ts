import type { Licence } from '../../../shared/platform/licences.ts';
import { AKASHI_VERSION } from '../../../shared/version.ts';

export interface VersionFact {
  readonly key: 'version' | 'engine' | 'native' | 'wasm' | 'shell' | 'fonts' | 'licence';
  readonly value: string;
}

/** Which versions this window is made of, of what is known. */
export function versionFacts(found: {
  readonly licences: readonly Licence[];
  readonly running: 'native' | 'wasm' | null;
  readonly userAgent: string;
}): readonly VersionFact[] {
  const versionOf = (name: string) => found.licences.find((one) => one.name === name)?.version;
  const font = found.licences.find(({ name }) => name.includes('noto-sans-jp'));
  const facts: readonly (readonly [VersionFact['key'], string | undefined])[] = [
    ['version', AKASHI_VERSION],
    ['engine', found.running ?? undefined],
    ['native', versionOf('@duckdb/node-bindings')],
    ['wasm', versionOf('@duckdb/duckdb-wasm')],
    ['shell', shellOf(found.userAgent)],
    ['fonts', font && `Noto Sans JP ${font.version} (SIL ${font.licence})`],
    ['licence', 'Apache-2.0'],
  ];
  return facts.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
}

/** `Electron 33.2.1 · Chromium 130.0.6723.137`, or the browser's engine alone. */
function shellOf(userAgent: string): string | undefined {
  const names = [
    ['Electron', /Electron\/([\d.]+)/],
    ['Chromium', /Chrome\/([\d.]+)/],
    ['Firefox', /Firefox\/([\d.]+)/],
    ['Safari', /Version\/([\d.]+).*Safari/],
  ] as const;
  const parts = names.flatMap(([name, pattern]) => {
    const version = pattern.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  });
  return parts.length === 0 ? undefined : parts.join(' · ');
}
