import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPickedFiles } from '../../renderer/files/pickedFiles.ts';
import { problemsOf, toFailure } from '../../shared/errors/akashiError.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import { open } from './opening.ts';
import { filesOf, manifestOf, trustedTestKey, writeManifest, writeTables } from './smallRelease.ts';

let root: string;
let parquet: Record<string, Uint8Array>;
let csv: Record<string, Uint8Array>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'akashi-mutation-'));
  const folder = await writeTables(join(root, 'parquet'), 'parquet');
  parquet = filesOf(writeManifest(folder, manifestOf(folder), true));
  csv = filesOf(await writeTables(join(root, 'csv'), 'csv'));
});
afterAll(() => rmSync(root, { recursive: true }));

type Outcome = { readonly card: ReleaseCard } | { readonly codes: readonly string[] };

async function outcomeOf(
  files: Record<string, Uint8Array>,
  engine: 'native' | 'wasm' = 'native',
): Promise<Outcome> {
  const picked = Object.entries(files).map(([name, bytes]) => ({
    path: name,
    file: new File([new Uint8Array(bytes)], name),
  }));
  try {
    const opened = await open(await openPickedFiles(picked), {
      trustedKeys: [trustedTestKey],
      ...(engine === 'wasm' ? { engine: await createNodeWasmEngine() } : {}),
    });
    await opened.engine.close();
    return { card: opened.release.card };
  } catch (thrown) {
    return { codes: problemsOf(toFailure(thrown)).map(({ code }) => code) };
  }
}

function isTyped(outcome: Outcome): boolean {
  return (
    'card' in outcome ||
    (outcome.codes.length > 0 && outcome.codes.every((code) => code.startsWith('release.')))
  );
}

type Damage =
  | { readonly kind: 'flip'; readonly place: number; readonly bits: number }
  | { readonly kind: 'cut'; readonly place: number }
  | { readonly kind: 'insert'; readonly place: number; readonly text: string };

/** `place` is a share of the file. */
const place = fc.double({ min: 0, max: 0.9999, noNaN: true });
const binaryDamage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('flip'), place, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut'), place }),
);
const textDamage: fc.Arbitrary<Damage> = fc.oneof(
  binaryDamage,
  fc.record({
    kind: fc.constant('insert'),
    place,
    text: fc.constantFrom(',', '"', '\n', '\r\n', '\0', 'x', '９', '-1', '1e400', '99999999999999999999'),
  }),
);

function damaged(bytes: Uint8Array, damage: Damage): Uint8Array {
  const at = Math.floor(damage.place * bytes.length);
  if (damage.kind === 'cut') return bytes.slice(0, at);
  if (damage.kind === 'insert') {
    return new Uint8Array(
      Buffer.concat([bytes.subarray(0, at), Buffer.from(damage.text), bytes.subarray(at)]),
    );
  }
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ damage.bits;
  return copy;
}

describe('damage to a signed release', () => {
  test('in any of its files is found, or leaves its data as they were and says that nobody vouches', async () => {
    const sound = await outcomeOf(parquet);
    if (!('card' in sound)) throw new Error(sound.codes.join());
    expect(sound.card.signature.state).toBe('trusted');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(parquet)), binaryDamage, async (file, damage) => {
        const bytes = damaged(parquet[file] ?? new Uint8Array(), damage);
        const outcome = await outcomeOf({ ...parquet, [file]: bytes });
        if (!('card' in outcome)) return isTyped(outcome);
        // Only a signature's unsigned comment or its key's number can change and still let the release open.
        return file.endsWith('.minisig') && outcome.card.digest === sound.card.digest;
      }),
      { numRuns: 60 },
    );
  });

  test('by a lost file is found', async () => {
    for (const file of Object.keys(parquet)) {
      const { [file]: _lost, ...rest } = parquet;
      const outcome = await outcomeOf(rest);
      if (file.startsWith('datapackage.json')) {
        expect('card' in outcome && outcome.card.signature.state).toBe('unsigned');
      } else expect(outcome).toEqual({ codes: ['release.missingFile'] });
    }
  });
});

describe.each(['native', 'wasm'] as const)('damage that no manifest guards, on the %s engine', (engine) => {
  const runs = engine === 'native' ? 40 : 4;

  test('in Parquet is a typed failure or opens whole', async () => {
    const { 'datapackage.json': _manifest, 'datapackage.json.minisig': _signature, ...files } = parquet;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(files)), binaryDamage, async (file, damage) => {
        const bytes = damaged(files[file] ?? new Uint8Array(), damage);
        const outcome = await outcomeOf({ ...files, [file]: bytes }, engine);
        return isTyped(outcome);
      }),
      { numRuns: runs },
    );
  }, 180_000);

  test('in CSV is a typed failure or opens whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(csv)), textDamage, async (file, damage) => {
        const bytes = damaged(csv[file] ?? new Uint8Array(), damage);
        return isTyped(await outcomeOf({ ...csv, [file]: bytes }, engine));
      }),
      { numRuns: runs },
    );
  }, 180_000);
});

describe('values of another kind in the manifest', () => {
  test('never crash it', async () => {
    const manifest = JSON.parse(new TextDecoder().decode(parquet['datapackage.json'])) as Record<
      string,
      unknown
    >;
    const { 'datapackage.json.minisig': _signature, ...files } = parquet;
    const blocks = ['resources', 'akashi', 'title', 'name'] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...blocks), fc.jsonValue(), async (block, value) => {
        const text = JSON.stringify({ ...manifest, [block]: value });
        return isTyped(await outcomeOf({ ...files, 'datapackage.json': new TextEncoder().encode(text) }));
      }),
      { numRuns: 25 },
    );
  });
});
