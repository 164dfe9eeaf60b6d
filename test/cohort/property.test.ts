import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complaints } from './random/agreement.ts';
import { attributeKinds } from './random/attributeKinds.ts';
import { CompiledCohorts } from './random/compiledCohorts.ts';
import { described, minimised } from './random/counterexample.ts';
import { Coverage, isTelling, mostTelling } from './random/coverage.ts';
import { randomCdm } from './random/randomCdm.ts';
import type { Json } from './random/randomCriteria.ts';
import {
  randomExpression,
  type Target,
  targetsOfDemographics,
  targetsOfDomain,
  targetsOfWholes,
} from './random/randomExpression.ts';
import { type CdmData, CdmIndex } from './reference/cdmData.ts';
import { cohortRows, evaluateCohort } from './reference/cohort.ts';
import { domains } from './reference/criteria.ts';

/** A busy machine may take longer than the default allows. */
vi.setConfig({ testTimeout: 180_000 });

/** The compiler's rows are the evaluator's on random definitions over random data. The seed is fixed; see `cohorts:fuzz`. */
const seed = 20261122;

describe('the compiler agrees with the evaluator', () => {
  let compiled: CompiledCohorts;
  const coverage = new Coverage();
  beforeAll(async () => {
    compiled = await CompiledCohorts.start();
  });
  afterAll(() => compiled.close());

  let attrition = false;

  /** With and without attrition in turn, which run different statements. */
  async function agreeOn(data: CdmData, definitions: readonly Json[]): Promise<void> {
    attrition = !attrition;
    await compiled.load(data);
    const results = await compiled.generate(definitions, attrition);
    const cdm = new CdmIndex(data);
    for (const [i, expression] of definitions.entries()) {
      const result = results[i];
      if (!result || complaints(expression, cdm, result).length > 0) {
        const smallest = await minimised({ expression, data, attrition }, compiled);
        expect.fail(await described(smallest, compiled));
      }
      coverage.add(expression, cdm);
    }
  }

  /** Pairs of data and what is made for them. Without fast-check's bias, which starts with nearly empty values. */
  function sampled<T>(values: fc.Arbitrary<T>, numRuns: number, offset: number): [CdmData, T][] {
    return fc.sample(fc.noBias(fc.tuple(randomCdm(), values)), { seed: seed + offset, numRuns });
  }

  /** Several data sets; on each, for every target the most telling of some expressions. */
  async function agreeOnTargets(targets: readonly Target[], offset: number): Promise<void> {
    const several = targets.map(({ expression }) => fc.array(expression, { minLength: 6, maxLength: 6 }));
    const samples = sampled(fc.tuple(...several), 2, offset);
    for (const [data, candidates] of samples) {
      const cdm = new CdmIndex(data);
      await agreeOn(
        data,
        targets.map(({ feature }, i) => mostTelling(candidates[i] ?? [], feature, cdm)),
      );
    }
  }

  test.each([...Object.keys(attributeKinds).entries()])('%i on every attribute of %s', (i, domain) =>
    agreeOnTargets(targetsOfDomain(domain), i),
  );

  test('on demographic criteria', () => agreeOnTargets(targetsOfDemographics(), 100));

  test('on limits, windows, groups, exits and operators', () => agreeOnTargets(targetsOfWholes(), 300));

  test('on whole definitions', async () => {
    const several = fc.array(randomExpression(), { minLength: 24, maxLength: 24 });
    const samples = sampled(several, 15, 200);
    for (const [data, candidates] of samples) {
      const cdm = new CdmIndex(data);
      const isEmpty = (expression: Json) => cohortRows(evaluateCohort(expression, cdm)).length === 0;
      // Mostly definitions that find somebody; some that find nobody must find nobody.
      const full = candidates.filter((expression) => !isEmpty(expression)).slice(0, 7);
      await agreeOn(data, [...full, ...candidates.filter(isEmpty).slice(0, 10 - full.length)]);
    }
  });

  test('on features that changed no result so far', async () => {
    const left = new Set(coverage.withoutEffect());
    const targets = [
      ...Object.keys(attributeKinds).flatMap(targetsOfDomain),
      ...targetsOfDemographics(),
      ...targetsOfWholes(),
    ].filter(({ feature }) => left.has(feature));
    for (const { feature, expression } of targets) {
      for (let part = 0; part < 6; part++) {
        const telling = sampled(expression, 200, 400 + part).find(([data, candidate]) =>
          isTelling(candidate, feature, new CdmIndex(data)),
        );
        if (!telling) continue;
        await agreeOn(telling[0], [telling[1]]);
        break;
      }
    }
  });

  test('and the definitions used every feature, to an effect', () => {
    expect(coverage.unused()).toEqual([]);
    expect(coverage.withoutEffect()).toEqual([]);
  });
});

test('the generators know every attribute that the evaluator knows', () => {
  const noColumn = ['EffectiveDrugDose', 'DoseUnit', 'DoseUnitCS'];
  for (const [name, kinds] of Object.entries(attributeKinds)) {
    const domain = domains.get(name);
    const source = domain?.sourceConcept ? [domain.sourceConcept.attribute] : [];
    const known = [...Object.keys(domain?.attributes ?? {}), ...source];
    expect(Object.keys(kinds).sort(), name).toEqual(known.filter((key) => !noColumn.includes(key)).sort());
  }
});
