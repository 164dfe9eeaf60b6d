import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../propertySeed.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import { parseStudy, studyText } from '../../../shared/study/specification/parseStudy.ts';
import { type Json, type JsonObject, sampleStudy } from './sampleStudy.ts';

const sample = JSON.stringify(sampleStudy());

/** Settings that may stand in any study, each of them or its default. */
const settings = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
    seed: fc.nat(),
    immortalTime: fc.constantFrom(null, { kind: 'landmark', day: 90 }, { kind: 'landmark', day: 3650 }),
    population: fc.record(
      {
        priorObservationDays: fc.nat(1000),
        washoutOtherArmsDays: fc.option(fc.nat(1000)),
        commonPeriod: fc.boolean(),
        from: fc.constantFrom(null, '2020-02-29'),
        sex: fc.constantFrom('male', 'female', 'all'),
      },
      { requiredKeys: [] },
    ),
    adjustment: fc.record(
      {
        method: fc.constantFrom('none', 'matching', 'stratification', 'weighting', 'standardisation'),
        trim: fc.constantFrom<Json>(
          { kind: 'none' },
          { kind: 'symmetric' },
          { kind: 'equipoise', lower: 0.2 },
          { kind: 'asymmetric', fraction: 0.1 },
        ),
        truncateWeights: fc.constantFrom(null, { lower: 0.01, upper: 0.99 }),
      },
      { requiredKeys: [] },
    ),
    horizons: fc.uniqueArray(fc.integer({ min: 1, max: 3650 }), { minLength: 1, maxLength: 10 }).map(sorted),
    pieces: fc.uniqueArray(fc.integer({ min: 1, max: 3650 }), { maxLength: 10 }).map(sorted),
    thresholds: fc.record({ equipoise: fc.double({ min: 0, max: 1, noNaN: true }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}

test('parse ∘ print is the identity', () => {
  fc.assert(
    fc.property(settings, (changes) => {
      const first = parseStudy({ name: 't', text: JSON.stringify({ ...sampleStudy(), ...changes }) });
      if (!first.ok) throw new Error(JSON.stringify(first.failures));
      expect(parseStudy({ name: 't', text: studyText(first.study) })).toEqual(first);
    }),
    { numRuns: 200 },
  );
});

/** A place of the sample, chosen by numbers, with its value exchanged for another or taken away. */
function damaged(steps: readonly number[], value: unknown): string {
  const study = sampleStudy();
  let inside: JsonObject | Json[] = study;
  for (const step of steps) {
    const keys: string[] = Object.keys(inside);
    const key: string = keys[step % Math.max(1, keys.length)] ?? 'nothing';
    const next: Json | undefined = (inside as JsonObject)[key];
    if (typeof next !== 'object' || next === null || step % 5 === 0) {
      (inside as JsonObject)[key] = value as Json;
      break;
    }
    inside = next;
  }
  return JSON.stringify(study);
}

const brokenFile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.json().map((json) => `{"akashiStudy":1,"type":"comparison","arms":${json},"definitions":${json}}`),
  fc.tuple(fc.nat(sample.length), fc.string()).map(([at, text]) => sample.slice(0, at) + text),
  fc
    .tuple(fc.nat(sample.length), fc.nat(200), fc.string())
    .map(([at, length, text]) => sample.slice(0, at) + text + sample.slice(at + length)),
  fc
    .tuple(
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 9 }),
      fc.oneof(
        fc.anything({ withNullPrototype: false }),
        fc.constantFrom('__proto__', 'constructor', '', -1, 1e300),
      ),
    )
    .map(([steps, value]) => damaged(steps, value)),
);

test('a broken file is refused with messages that exist, or is a study; it never throws', () => {
  let refused = 0;
  fc.assert(
    fc.property(brokenFile, (text) => {
      const result = parseStudy({ name: 't', text });
      if (result.ok) {
        expect(result.hash).toMatch(/^[0-9a-f]{64}$/);
        return;
      }
      refused += 1;
      expect(result.failures.length).toBeGreaterThan(0);
      expect(result.failures.length).toBeLessThanOrEqual(31);
      for (const { code } of result.failures) expect(isMessageKey(`error.${code}`), code).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(refused).toBeGreaterThan(1000);
});

test('keys of prototypes are no names', () => {
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const text = sample
      .replaceAll('"angina-beta-blocker"', `"${key}"`)
      .replaceAll('"outcome-infarction":', '"hasOwnProperty":');
    const result = parseStudy({ name: 't', text });
    expect(result.ok).toBe(false);
    expect(({} as JsonObject).name).toBeUndefined();
  }
});
