import { describe, expect, test } from 'vitest';
import { demoConcepts } from '../../../shared/demo/concepts.ts';
import { shippedStudies } from '../../../shared/demo/studies/shippedStudies.ts';
import { studyTruths } from '../../../shared/demo/studyTruths.ts';
import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';

const concepts = new Set(demoConcepts.map(({ id }) => id));

function conceptIds(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    if (key === 'conceptId' || key === 'CONCEPT_ID') return [Number(inside)];
    return key === 'conceptIds' ? (inside as number[]) : conceptIds(inside);
  });
}

describe.each(shippedStudies().map((file) => [file.name, file] as const))('%s', (_, file) => {
  const parsed = parseStudy(file);

  test('is a study', () => {
    expect(parsed).toMatchObject({ ok: true });
  });

  test('names everything in both languages', () => {
    if (!parsed.ok) throw new Error('not a study');
    const { arms, outcomes, timesAtRisk, subgroups, negativeControls, covariates, definitions } =
      parsed.study;
    const named = [arms, outcomes, timesAtRisk, subgroups, negativeControls, covariates.picked].flat();
    for (const { name } of [parsed.study, ...named, ...Object.values(definitions)]) {
      expect(inLanguage(name, 'ja'), name).not.toBe(inLanguage(name, 'en'));
    }
  });

  test('asks for nothing that the demo vocabulary lacks', () => {
    const used = conceptIds(JSON.parse(file.text));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((id) => !concepts.has(id))).toEqual([]);
  });
});

test('what is true of the studies is said of parts that they have', () => {
  const truths = studyTruths([]);
  expect(truths.map(({ study }) => study)).toEqual(shippedStudies().map(({ name }) => name));
  for (const { study: name, target, comparator, outcome } of truths) {
    const file = shippedStudies().find((candidate) => candidate.name === name);
    const parsed = file && parseStudy(file);
    if (!parsed?.ok) throw new Error(`${name} is not a study`);
    const arms = parsed.study.arms.map(({ id }) => id);
    expect(arms.indexOf(target)).toBeGreaterThanOrEqual(0);
    expect(arms.indexOf(comparator)).toBeGreaterThan(arms.indexOf(target));
    expect(parsed.study.outcomes[0]?.id).toBe(outcome);
  }
});
