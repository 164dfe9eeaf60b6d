import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toFailure } from '../../shared/errors/akashiError.ts';
import { checkValidity, parseManifest } from '../../shared/release/manifest/manifest.ts';
import { parseJson } from '../../shared/release/manifest/parseJson.ts';

function manifest(): Record<string, unknown> & { akashi: Record<string, unknown> } {
  return {
    name: 'sample',
    resources: [{ name: 'person', path: 'person.parquet', hash: `sha256:${'a'.repeat(64)}`, bytes: 10 }],
    akashi: {
      formatVersion: 1,
      releaseId: 'sample-2026-04',
      kind: 'anonymized',
      provider: { name: 'Provider' },
      model: { name: 'OMOP CDM', version: '5.4' },
      released: '2026-04-01',
      terms: {
        purpose: 'test',
        expires: '2028-03-31',
        outputRules: 'ndb',
        minimumCell: 10,
        personLevelView: false,
      },
    },
  };
}

function failureOf(work: () => unknown) {
  try {
    work();
  } catch (thrown) {
    return toFailure(thrown);
  }
  return null;
}

describe('manifest', () => {
  test('a good one is read, unknown keys and all', () => {
    const value = { ...manifest(), custom: { x: 1 } };
    expect(parseManifest(JSON.stringify(value))).toMatchObject({ custom: { x: 1 }, name: 'sample' });
  });

  test('broken JSON is placed by line and column', () => {
    expect(failureOf(() => parseManifest('{\n  "name": "x",\n  oops\n}'))).toEqual({
      code: 'release.manifestNotJson',
      params: { file: 'datapackage.json', line: 3, column: 3 },
    });
  });

  test('a future format is said first, whatever else it changed', () => {
    const text = JSON.stringify({ akashi: { formatVersion: 2, everything: 'else' } });
    expect(failureOf(() => parseManifest(text))).toEqual({
      code: 'release.futureFormat',
      params: { found: 2, supported: 1 },
    });
  });

  test('another model is refused by name', () => {
    const value = manifest();
    value.akashi.model = { name: 'SS-MIX2', version: '1.2' };
    expect(failureOf(() => parseManifest(JSON.stringify(value)))).toEqual({
      code: 'release.unsupportedModel',
      params: { name: 'SS-MIX2', version: '1.2' },
    });
  });

  test('a wrong value is named by its path', () => {
    const value = manifest();
    value.akashi.released = '2026-02-30';
    expect(failureOf(() => parseManifest(JSON.stringify(value)))).toEqual({
      code: 'release.manifestInvalid',
      params: { file: 'datapackage.json', path: 'akashi.released' },
    });
  });

  test('the last day of the terms still counts', () => {
    const parsed = parseManifest(JSON.stringify(manifest()));
    expect(failureOf(() => checkValidity(parsed, '2028-03-31'))).toBeNull();
    expect(failureOf(() => checkValidity(parsed, '2028-04-01'))).toEqual({
      code: 'release.expired',
      params: { expires: '2028-03-31' },
    });
    expect(failureOf(() => checkValidity(parsed, '2026-03-31'))?.code).toBe('release.notYetValid');
  });

  test('dropping any key or giving it any other value is a typed failure or still a manifest', () => {
    const paths = pathsOf(manifest());
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.option(fc.jsonValue(), { nil: undefined }), (path, value) => {
        const failure = failureOf(() => parseManifest(JSON.stringify(replaced(manifest(), path, value))));
        return failure === null || failure.code.startsWith('release.');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the place of a JSON error', () => {
  test('is found exactly when JSON.parse fails', () => {
    const text = JSON.stringify(manifest(), null, 1);
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('', ',', '}', '"', '\\', '\n', 'x', '0'),
        (at, put) => {
          const damaged = text.slice(0, at) + put + text.slice(at + 1);
          const valid = failureOf(() => JSON.parse(damaged)) === null;
          const failure = failureOf(() => parseJson(damaged, 'f'));
          if (valid) return failure === null;
          if (failure?.code !== 'release.manifestNotJson') return false;
          // The damage shows at its own place or later, never before its line.
          return failure.params.line >= text.slice(0, at).split('\n').length - 1;
        },
      ),
      { numRuns: 500 },
    );
  });
});

function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const own = path.length > 0 ? [path] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function replaced(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root)) {
    return root.map((item, i) => (i === key ? replaced(item, rest, value) : item));
  }
  const record = { ...(root as Record<string, unknown>) };
  record[key] = replaced(record[key], rest, value);
  return record;
}
