import { expect, test } from 'vitest';
import { shippedSafetyStudies } from '../../../shared/demo/studies/shippedSafetyStudies.ts';
import { parseSafetyStudy } from '../../../shared/study/safety/specification/parseSafetyStudy.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { studyTypes } from '../../../shared/study/specification/readStudyJson.ts';
import { studySchema } from '../../../shared/study/specification/studySchema.ts';
import { sampleStudy } from './sampleStudy.ts';

const schema = JSON.parse(JSON.stringify(studySchema()));
const [comparison, safety] = schema.anyOf;

test('the type tells which kind of study a file is, once for all kinds and in each', () => {
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.required).toEqual(['akashiStudy', 'type']);
  expect(schema.properties.type.enum).toEqual([...studyTypes]);
  expect(schema.anyOf.map((kind: typeof comparison) => kind.properties.type.const)).toEqual([...studyTypes]);
  for (const kind of schema.anyOf) {
    expect(kind.$schema).toBeUndefined();
    expect(kind.additionalProperties).toBe(false);
    expect(kind.title).toMatch(/\w/);
  }
});

test('the schema says of every part of a comparison what the reader takes', () => {
  expect(comparison.required).toEqual([
    'akashiStudy',
    'type',
    'name',
    'seed',
    'definitions',
    'arms',
    'timesAtRisk',
    'outcomes',
  ]);
  expect(comparison.properties.arms).toMatchObject({ type: 'array', minItems: 2, maxItems: 20 });
  expect(comparison.properties.adjustment.properties.method.enum).toContain('matching');
});

test('the schema says of every part of a safety study what the reader takes', () => {
  expect(safety.required).toEqual(['akashiStudy', 'type', 'name', 'seed', 'exposure', 'timesAtRisk']);
  expect(safety.properties.events.properties.count).toMatchObject({
    enum: ['first', 'recurrent'],
    default: 'first',
  });
  const windows = safety.properties.timesAtRisk.items;
  expect((windows.oneOf ?? windows.anyOf).map((one: typeof safety) => one.properties.kind.const)).toEqual([
    'onTreatment',
    'intentionToTreat',
    'fixed',
  ]);
});

test.each([
  ['comparison', comparison, leastComparison(), parseStudy],
  ['safety', safety, JSON.parse(shippedSafetyStudies()[0]?.text ?? ''), parseSafetyStudy],
] as const)(
  'a file of what the schema of a %s requires and nothing else is a study',
  (_, kind, sample, parse) => {
    const least = Object.fromEntries(kind.required.map((key: string) => [key, sample[key]]));
    expect(parse({ name: 't', text: JSON.stringify(least) })).toMatchObject({ ok: true });
    for (const key of kind.required) {
      const { [key]: left, ...rest } = least;
      expect(left).toBeDefined();
      expect(parse({ name: 't', text: JSON.stringify(rest) })).toMatchObject({ ok: false });
    }
  },
);

function leastComparison() {
  const sample = sampleStudy();
  return { ...sample, arms: (sample.arms as object[]).slice(0, 2) };
}
