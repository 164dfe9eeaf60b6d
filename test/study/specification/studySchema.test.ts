import { expect, test } from 'vitest';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { studySchema } from '../../../shared/study/specification/studySchema.ts';
import { sampleStudy } from './sampleStudy.ts';

const schema = JSON.parse(JSON.stringify(studySchema()));

test('the schema says of every part what the reader takes', () => {
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.required).toEqual([
    'akashiStudy',
    'type',
    'name',
    'seed',
    'definitions',
    'arms',
    'timesAtRisk',
    'outcomes',
  ]);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.arms).toMatchObject({ type: 'array', minItems: 2, maxItems: 20 });
  expect(schema.properties.adjustment.properties.method.enum).toContain('matching');
});

test('a file of what the schema requires and nothing else is a study', () => {
  const { required } = schema;
  const sample = sampleStudy();
  const least = Object.fromEntries(required.map((key: string) => [key, sample[key]]));
  least.arms = (sample.arms as object[]).slice(0, 2);
  expect(parseStudy({ name: 't', text: JSON.stringify(least) })).toMatchObject({ ok: true });
  for (const key of required) {
    const { [key]: _, ...rest } = least;
    expect(parseStudy({ name: 't', text: JSON.stringify(rest) })).toMatchObject({ ok: false });
  }
});
