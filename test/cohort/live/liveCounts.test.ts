import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { attrition } from '../../../shared/cohort/attrition.ts';
import { parsePath } from '../../../shared/cohort/edit/nodePath.ts';
import { attributeKinds } from '../random/attributeKinds.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import { randomCdm } from '../random/randomCdm.ts';
import type { Json } from '../random/randomCriteria.ts';
import { randomExpression, targetsOfDomain } from '../random/randomExpression.ts';
import { LiveDrafts } from './liveDrafts.ts';

vi.setConfig({ testTimeout: 240_000 });

const seed = 20261122;
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start();
});
afterAll(() => compiled.close());

describe('live counts of random definitions', () => {
  test('are the persons of the generated cohort, and its attrition', async () => {
    const several = fc.array(randomExpression(), { minLength: 20, maxLength: 20 });
    let full = 0;
    for (const [data, expressions] of fc.sample(fc.noBias(fc.tuple(randomCdm(), several)), {
      seed,
      numRuns: 8,
    })) {
      await compiled.load(data);
      const drafts = new LiveDrafts(compiled.engine);
      const generated = await compiled.generate(expressions, true);
      for (const [i, expression] of expressions.entries()) {
        const result = generated[i];
        if (!result?.ok) throw new Error('a valid definition was refused');
        const counts = await drafts.count(expression);
        const persons = new Set(result.rows.map(({ subject }) => subject)).size;
        expect(counts.final.count, JSON.stringify(expression)).toBe(persons);
        if (persons > 0) full++;
        if (!result.attrition) continue;
        const rules = Array.from({ length: result.attrition.ruleCount }, (_, rule) => rule);
        const steps = attrition(result.attrition, rules);
        expect(counts.entry.count).toBe(steps.entry);
        const stage = counts.stages.find(({ nodes }) => nodes[0]?.path.includes('InclusionRules'));
        const ofRules = stage?.nodes.filter(({ path }) => /InclusionRules\[\d+\]$/.test(path)) ?? [];
        expect(
          ofRules.map(({ passes, withIt, withoutIt, remaining }) => [
            passes.count,
            withoutIt.count - withIt.count,
            remaining?.count,
          ]),
          JSON.stringify(expression),
        ).toEqual(
          steps.rules.map(({ passes, aloneRemoves, remaining }) => [passes, aloneRemoves, remaining]),
        );
      }
    }
    expect(full).toBeGreaterThan(25);
  });

  test('switching a rule off or taking a part out counts what the definition without it counts', async () => {
    const several = fc.array(randomExpression(), { minLength: 12, maxLength: 12 });
    let compared = 0;
    let changed = 0;
    for (const [data, expressions] of fc.sample(fc.noBias(fc.tuple(randomCdm(), several)), {
      seed: seed + 1,
      numRuns: 8,
    })) {
      await compiled.load(data);
      const drafts = new LiveDrafts(compiled.engine);
      for (const expression of expressions) {
        const counts = await drafts.count(expression);
        if (counts.entry.count === 0) continue;
        const asked = drafts.events.queries;
        const nodes = counts.stages.flatMap((stage) => stage.nodes);
        const parts = nodes.filter(({ path }) => path.startsWith('$.InclusionRules'));
        const smaller = parts.map(({ path }) => withoutPart(expression, parsePath(path)));
        const generated = await compiled.generate(smaller, true);
        for (const [i, { path, withoutIt }] of parts.entries()) {
          const result = generated[i];
          const base = result?.ok ? result.attrition : null;
          if (!base) throw new Error('a definition with a part less was refused');
          const rules = Array.from({ length: base.ruleCount }, (_, rule) => rule);
          const { final } = attrition(base, rules);
          expect(withoutIt.count, `${path} of ${JSON.stringify(expression)}`).toBe(final);
          if (final !== counts.final.count) changed++;
          const rule = /^\$\.InclusionRules\[(\d+)\]$/.exec(path);
          if (rule) {
            const off = await drafts.count(expression, [Number(rule[1])]);
            const persons = new Set(result?.ok ? result.rows.map(({ subject }) => subject) : []).size;
            expect(off.final.count, path).toBe(persons);
            expect(off.entry.count).toBe(counts.entry.count);
          }
          compared++;
        }
        // Exits may be asked for once; criteria never again.
        expect(drafts.events.queries - asked).toBeLessThanOrEqual(0);
      }
    }
    expect(compared).toBeGreaterThan(40);
    expect(changed).toBeGreaterThan(10);
  });

  test('every attribute of a criterion in a rule filters as the compiled definition does', async () => {
    const entries = Object.keys(attributeKinds).flatMap(targetsOfDomain);
    const all = fc.tuple(...entries.map(({ expression }) => expression));
    let found = 0;
    for (const [data, expressions] of fc.sample(fc.noBias(fc.tuple(randomCdm(), all)), {
      seed: seed + 2,
      numRuns: 1,
    })) {
      await compiled.load(data);
      const drafts = new LiveDrafts(compiled.engine);
      const rules = expressions.map(entryAsRule);
      const generated = await compiled.generate(rules);
      for (const [i, rule] of rules.entries()) {
        const result = generated[i];
        if (!result?.ok) throw new Error('a valid definition was refused');
        const persons = new Set(result.rows.map(({ subject }) => subject)).size;
        if (persons > 0) found++;
        expect((await drafts.count(rule)).final.count, JSON.stringify(rule)).toBe(persons);
      }
    }
    expect(found).toBeGreaterThan(30);
  });

  test('another window or number asks the engine for nothing', async () => {
    const drafts = new LiveDrafts(compiled.engine);
    const definition = (days: number, count: number, concept = 1) => ({
      ConceptSets: [{ id: 0, name: 'x', expression: { items: [{ concept: { CONCEPT_ID: concept } }] } }],
      PrimaryCriteria: {
        CriteriaList: [{ ConditionOccurrence: {} }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'All' },
      },
      InclusionRules: ['DrugExposure', 'VisitOccurrence'].map((domain, rule) => ({
        name: domain,
        expression: {
          Type: 'ALL',
          CriteriaList: [
            {
              Criteria: { [domain]: { CodesetId: 0 } },
              StartWindow: { Start: { Days: rule === 0 ? days : 5, Coeff: -1 }, End: { Days: 3, Coeff: 1 } },
              Occurrence: { Type: 2, Count: rule === 0 ? count : 1 },
            },
          ],
          DemographicCriteriaList: [],
          Groups: [],
        },
      })),
    });
    await drafts.count(definition(3, 1));
    const { queries } = drafts.events;
    await drafts.count(definition(4, 1));
    await drafts.count(definition(4, 2));
    await drafts.count(definition(3, 1));
    // Bits are made anew from events that are there: no events are asked for.
    expect(drafts.events.queries - queries).toBe(0);
    // Another content of the set is asked of the two criteria that use it.
    await drafts.count(definition(3, 1, 2));
    expect(drafts.events.queries - queries).toBe(2);
  });
});

/** Asks of every visit what the expression asks of its entry, at any time. */
function entryAsRule(expression: Json): Json {
  const primary = expression.PrimaryCriteria as Record<string, unknown>;
  const [Criteria] = primary.CriteriaList as Json[];
  const anyTime = { Start: { Days: 4000, Coeff: -1 }, End: { Days: 4000, Coeff: 1 } };
  const one = {
    Criteria,
    StartWindow: anyTime,
    Occurrence: { Type: 2, Count: 1 },
    IgnoreObservationPeriod: true,
  };
  const rule = { Type: 'ALL', CriteriaList: [one], DemographicCriteriaList: [], Groups: [] };
  return {
    ...expression,
    PrimaryCriteria: { ...primary, CriteriaList: [{ VisitOccurrence: {} }] },
    InclusionRules: [{ name: 'rule', expression: rule }],
    EndStrategy: {},
  };
}

/** The definition without the member that stands at a place. */
function withoutPart(expression: Json, path: readonly (string | number)[]): Json {
  const copy = structuredClone(expression);
  const list = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy);
  (list as unknown[]).splice(Number(path.at(-1)), 1);
  return copy;
}
