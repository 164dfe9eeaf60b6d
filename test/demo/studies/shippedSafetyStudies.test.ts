import { describe, expect, test } from 'vitest';
import { injectedEffects } from '../../../shared/demo/adverseEvents.ts';
import { conceptIdOf } from '../../../shared/demo/codes/conceptId.ts';
import { ingredients } from '../../../shared/demo/codes/drugs.ts';
import { demoConcepts } from '../../../shared/demo/concepts.ts';
import { safetyStudyTruths } from '../../../shared/demo/safetyStudyTruths.ts';
import { shippedSafetyStudies } from '../../../shared/demo/studies/shippedSafetyStudies.ts';
import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import { fewestControls } from '../../../shared/study/safety/analysis/controlStrip.ts';
import { parseSafetyStudy } from '../../../shared/study/safety/specification/parseSafetyStudy.ts';
import type { SafetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';

const known = new Set(demoConcepts.map(({ id }) => id));
const conceptOf = new Map(demoConcepts.map(({ id, code }) => [code, id]));

function conceptIds(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'conceptId' || key === 'CONCEPT_ID' ? [Number(inside)] : conceptIds(inside),
  );
}

/** Ingredients that the study's exposure and comparator name, themselves, by ATC code or inside a cohort. */
function ingredientsOf({ exposure, comparator, definitions }: SafetySpecification): string[] {
  const asked = new Set(
    [exposure, comparator].flatMap((one) =>
      one === null ? [] : conceptIds(one.drugs ?? definitions[one.cohort ?? '']),
    ),
  );
  return ingredients
    .filter(({ conceptId, atc }) => asked.has(conceptId) || asked.has(conceptOf.get(atc) ?? -1))
    .map(({ en }) => en);
}

describe.each(shippedSafetyStudies().map((file) => [file.name, file] as const))('%s', (_, file) => {
  const parsed = parseSafetyStudy(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  const { study } = parsed;

  test('names everything in both languages and asks for nothing that the demo vocabulary lacks', () => {
    const { exposure, comparator, timesAtRisk, events, negativeControls, definitions } = study;
    const named = [timesAtRisk, events.cohorts, negativeControls, Object.values(definitions)].flat();
    for (const { name } of [study, exposure, ...(comparator ? [comparator] : []), ...named]) {
      expect(inLanguage(name, 'ja'), name).not.toBe(inLanguage(name, 'en'));
    }
    const used = conceptIds(JSON.parse(file.text));
    expect(used.length).toBeGreaterThan(fewestControls);
    expect(used.filter((id) => !known.has(id))).toEqual([]);
  });

  test('its negative controls are truly null for its drugs, and none of its outcomes', () => {
    const taken = ingredientsOf(study);
    expect(taken).toHaveLength(study.comparator === null ? 1 : 2);
    const caused = injectedEffects
      .filter(({ ingredient }) => taken.includes(ingredient))
      .map(({ icd10 }) => conceptIdOf('ICD10JP', icd10));
    expect(caused.length).toBeGreaterThan(0);
    const controls = study.negativeControls.flatMap(({ concepts }) =>
      concepts.map(({ conceptId }) => conceptId),
    );
    // Some will have no events in small releases.
    expect(controls.length).toBeGreaterThanOrEqual(fewestControls + 4);
    expect(controls.filter((id) => caused.includes(id))).toEqual([]);
    const outcomes = study.events.cohorts.flatMap(({ cohort }) => conceptIds(study.definitions[cohort]));
    expect(controls.filter((id) => outcomes.includes(id))).toEqual([]);
  });
});

test('what is true of the studies is said of what they ask', () => {
  const truths = safetyStudyTruths();
  expect(truths.map(({ study }) => study)).toEqual(shippedSafetyStudies().map(({ name }) => name));
  for (const { study: name, ingredient, outcome, icd10, with: compared, rateRatio } of truths) {
    const file = shippedSafetyStudies().find((candidate) => candidate.name === name);
    const parsed = file && parseSafetyStudy(file);
    if (!parsed?.ok) throw new Error(`${name} is not a study`);
    const { study } = parsed;
    expect(ingredientsOf(study)).toContain(ingredient);
    expect(compared.includes('comparator')).toBe(study.comparator !== null);
    expect(rateRatio).toBeGreaterThan(1);
    if (study.events.kind === 'hierarchy') expect(outcome).toBe(String(conceptIdOf('ICD10JP', icd10)));
    else expect(study.events.cohorts.map(({ id }) => id)).toContain(outcome);
    const other = ingredientsOf(study).filter((one) => one !== ingredient);
    expect(injectedEffects.some((one) => other.includes(one.ingredient) && one.icd10 === icd10)).toBe(false);
  }
});
