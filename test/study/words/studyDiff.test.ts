import { describe, expect, test } from 'vitest';
import { isObject } from '../../../shared/cohort/expression/definitionReader.ts';
import type { ComparisonSpecification } from '../../../shared/study/specification/comparisonSpecification.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { jsonPath } from '../../../shared/study/specification/schemaFailures.ts';
import { diffStudies } from '../../../shared/study/words/studyDiff.ts';
import { type Json, sampleStudy } from '../specification/sampleStudy.ts';

function parsed(json: unknown) {
  return parseStudy({ name: 't', text: JSON.stringify(json) });
}

function accepted(json: unknown): ComparisonSpecification {
  const result = parsed(json);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result.study;
}

const study = accepted({
  ...sampleStudy(),
  covariates: {
    picked: [{ id: 'age', name: 'X', domain: 'measurement', concepts: [{ conceptId: 7 }], take: 'value' }],
    exclude: [{ conceptId: 8 }],
  },
  population: { washoutOtherArmsDays: 5, from: '2015-01-01', to: '2020-01-01', ageFrom: 20, ageTo: 80 },
  immortalTime: { kind: 'landmark', day: 30 },
  pieces: [180],
  adjustment: { trim: { kind: 'equipoise' }, truncateWeights: { lower: 0.01, upper: 0.99 } },
});

type Path = readonly (string | number)[];

/** Every value inside the study that is no object or list. */
function leaves(value: unknown, path: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((member, i) => leaves(member, [...path, i]));
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

function withValue(path: Path, value: Json): unknown {
  const copy = structuredClone(study) as unknown;
  const last = path.at(-1) ?? '';
  const inside = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy);
  (inside as Record<string | number, Json>)[last] = value;
  return copy;
}

test('the same study has no differences', () => {
  expect(diffStudies(study, structuredClone(study), 'ja')).toEqual([]);
});

test('overrides are no part of what a study asks', () => {
  expect(diffStudies(study, { ...study, overrides: [] }, 'en')).toEqual([]);
});

describe('whatever setting is changed, the difference is said in words', () => {
  const others: readonly Json[] = [
    1,
    2,
    3,
    0.05,
    0.5,
    0.75,
    40,
    700,
    true,
    false,
    'other',
    '2016-02-02',
    'ATO',
  ];
  const words: readonly Json[] = [
    'male',
    'matching',
    'picked',
    'logistic',
    'propensity',
    'DDD',
    'removeAll',
    'largest',
    'short',
  ];
  const settings = leaves(study, []).filter(
    ([top, , third]) =>
      top !== 'overrides' && top !== 'akashiStudy' && !(top === 'definitions' && third === 'expression'),
  );
  let changed = 0;
  test.each(settings.map((path) => [jsonPath(path), path] as const))('%s', (_, path) => {
    const other = [...others, ...words]
      .map((value) => parsed(withValue(path, value)))
      .find((result) => result.ok && JSON.stringify(result.study) !== JSON.stringify(study));
    if (other?.ok) {
      changed += 1;
      for (const locale of ['ja', 'en'] as const) {
        const sections = diffStudies(study, other.study, locale);
        expect(sections.length).toBeGreaterThan(0);
        // Ids are names that only the file itself uses.
        if (path.at(-1) !== 'id') expect(sections.map(({ id }) => id)).not.toContain('rest');
      }
    }
  });
  test('that was of many settings', () => expect(changed).toBeGreaterThan(90));
});

test('a changed rule of a definition is said once, under the definition', () => {
  const sample = structuredClone(study);
  const entry = sample.definitions['angina-beta-blocker']?.expression.PrimaryCriteria as {
    ObservationWindow: { PriorDays: number };
  };
  entry.ObservationWindow.PriorDays = 180;
  const sections = diffStudies(study, sample, 'en');
  expect(sections.map(({ id }) => id)).toEqual(['definition angina-beta-blocker']);
  const [line] = sections[0]?.lines ?? [];
  expect(line?.kind).toBe('changed');
  expect(line?.path.slice(0, 3)).toEqual(['definitions', 'angina-beta-blocker', 'expression']);
  expect(line?.pieces.map(({ kind, text }) => `${kind} ${text}`)).toContain('removed 365');
});

test('an arm and a definition that come or go are said so', () => {
  const fewer = accepted({
    ...sampleStudy(),
    arms: (sampleStudy().arms as Json[]).slice(0, 2),
    doseResponse: null,
  });
  const more = accepted({ ...sampleStudy(), doseResponse: null });
  const [strategies] = diffStudies(fewer, more, 'ja').filter(({ id }) => id === 'strategies');
  expect(strategies?.lines.map(({ kind }) => kind)).toEqual(['added']);
  const { 'outcome-infarction': _, ...rest } = more.definitions;
  const sections = diffStudies(more, { ...more, definitions: rest }, 'ja');
  expect(sections.find(({ id }) => id === 'definition outcome-infarction')?.lines[0]?.kind).toBe('removed');
});
