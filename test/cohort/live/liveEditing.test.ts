import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { attrition } from '../../../shared/cohort/attrition.ts';
import { type Job, JobControl } from '../../../shared/engine/job.ts';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import { randomCdm } from '../random/randomCdm.ts';
import type { Json } from '../random/randomCriteria.ts';
import { randomExpression } from '../random/randomExpression.ts';
import { LiveDrafts } from './liveDrafts.ts';

vi.setConfig({ testTimeout: 240_000 });

const seed = 20261123;
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start();
});
afterAll(() => compiled.close());

describe('live counts along a chain of edits', () => {
  test('are those of each definition generated anew, whatever was counted before', async () => {
    const several = fc.array(randomExpression(), { minLength: 6, maxLength: 6 });
    const random = seededRandom(seed);
    let counted = 0;
    const changed = new Map<string, number>();
    for (const [data, expressions] of fc.sample(fc.noBias(fc.tuple(randomCdm(), several)), {
      seed,
      numRuns: 8,
    })) {
      await compiled.load(data);
      const drafts = new LiveDrafts(compiled.engine);
      for (const expression of expressions) {
        const chain: { name: string; definition: Json }[] = [{ name: 'first', definition: expression }];
        for (let step = 0; step < 14; step++) {
          const [name, edit] = pick(Object.entries(edits), random);
          // Now and then from the beginning: filters upon filters leave nobody.
          const last = step % 4 === 3 ? expression : chain.at(-1)?.definition;
          const definition = structuredClone(last ?? expression);
          edit(definition, random);
          chain.push({ name, definition });
        }
        const generated = await compiled.generate(
          chain.map(({ definition }) => definition),
          true,
        );
        let before = '';
        for (const [i, { name, definition }] of chain.entries()) {
          const result = generated[i];
          // An edit may ask for what no release has, such as a rule about an attribute of another version.
          if (!result?.ok) continue;
          const counts = await drafts.count(definition);
          const told = JSON.stringify(definition);
          expect(counts.final.count, `${name}: ${told}`).toBe(
            new Set(result.rows.map(({ subject }) => subject)).size,
          );
          counted++;
          if (!result.attrition) continue;
          const steps = attrition(
            result.attrition,
            Array.from({ length: result.attrition.ruleCount }, (_, rule) => rule),
          );
          expect(counts.entry.count, `${name}: ${told}`).toBe(steps.entry);
          const stage = counts.stages.find(({ nodes }) => nodes[0]?.path.includes('InclusionRules'));
          const rules = stage?.nodes.filter(({ path }) => /InclusionRules\[\d+\]$/.test(path)) ?? [];
          expect(
            rules.map(({ passes }) => passes.count),
            `${name}: ${told}`,
          ).toEqual(steps.rules.map(({ passes }) => passes));
          const numbers = JSON.stringify([steps, counts.final.count]);
          if (i > 0 && numbers !== before) changed.set(name, (changed.get(name) ?? 0) + 1);
          before = numbers;
        }
      }
    }
    expect(counted).toBeGreaterThan(500);
    // Every kind of edit made a difference.
    expect([...changed.keys()].sort()).toEqual(Object.keys(edits).sort());
  });

  test('ask the engine only for concepts that were not read before', async () => {
    const drafts = new LiveDrafts(compiled.engine);
    const asked = async (change: (definition: ReturnType<typeof plain>) => void): Promise<number> => {
      const before = drafts.events.queries;
      change(definition);
      await drafts.count(definition);
      return drafts.events.queries - before;
    };
    for (const data of fc.sample(randomCdm(), { seed, numRuns: 1 })) await compiled.load(data);
    const definition = plain();
    await drafts.count(definition);
    const { PrimaryCriteria, InclusionRules, ConceptSets } = definition;
    expect(await asked(() => (PrimaryCriteria.ObservationWindow.PriorDays = 3))).toBe(0);
    expect(await asked(() => (PrimaryCriteria.ObservationWindow.PostDays = 2))).toBe(0);
    expect(await asked(() => (PrimaryCriteria.PrimaryCriteriaLimit.Type = 'Last'))).toBe(0);
    expect(await asked(() => (PrimaryCriteria.PrimaryCriteriaLimit.Type = 'All'))).toBe(0);
    const [rule] = InclusionRules;
    if (!rule) throw new Error('no rule');
    const attributes = rule.expression.CriteriaList[0]?.Criteria.DrugExposure ?? {};
    expect(await asked(() => (attributes.Age = { Value: 40, Op: 'gte' }))).toBe(0);
    expect(await asked(() => (attributes.First = true))).toBe(0);
    expect(await asked(() => (attributes.OccurrenceStartDate = { Value: '2010-12-25', Op: 'gt' }))).toBe(0);
    // One attribute more is read with the events again, another bound is not.
    expect(await asked(() => (attributes.Quantity = { Value: 1, Op: 'gte' }))).toBe(1);
    expect(await asked(() => (attributes.Quantity = { Value: 2, Op: 'gte' }))).toBe(0);
    // Concept 3 is new, 2 and 1 are not.
    const set = ConceptSets[1]?.expression;
    if (!set) throw new Error('no set');
    expect(await asked(() => set.items.push({ concept: { CONCEPT_ID: 3 } }))).toBe(1);
    expect(await asked(() => set.items.shift())).toBe(0);
    expect(await asked(() => set.items.push({ concept: { CONCEPT_ID: 2 } }))).toBe(0);
  });
});

describe('a count that is superseded', () => {
  test('ends although everything that it needs is there', async () => {
    for (const data of fc.sample(randomCdm(), { seed, numRuns: 1 })) await compiled.load(data);
    const drafts = new LiveDrafts(compiled.engine);
    const withWindows = (days: number) => {
      const definition = plain();
      const [rule] = definition.InclusionRules;
      const [one] = rule?.expression.CriteriaList ?? [];
      if (!rule || !one) throw new Error('no criterion');
      rule.expression.CriteriaList = Array.from({ length: 9 }, (_, i) => ({
        ...one,
        StartWindow: { Start: { Days: days + i, Coeff: -1 }, End: { Days: 3, Coeff: 1 } },
      }));
      return definition;
    };
    await drafts.count(withWindows(1));
    const { queries } = drafts.events;
    const control = new JobControl();
    // Somebody else's turn comes only when the count gives way.
    let isAsked = false;
    const job: Job = {
      get cancelled() {
        if (!isAsked) setImmediate(() => control.cancel());
        isAsked = true;
        return control.cancelled;
      },
      onCancel: (listener) => control.onCancel(listener),
      report: () => {},
    };
    await expect(drafts.count(withWindows(100), [], job)).rejects.toMatchObject({ code: 'cancelled' });
    expect(drafts.events.queries).toBe(queries);
    const again = await drafts.count(withWindows(100));
    expect(again.stages.at(-1)?.nodes).toHaveLength(10);
  });
});

/** Edits as they are made by hand, to whatever definition. */
const edits: Readonly<Record<string, (definition: Json, random: () => number) => void>> = {
  'observation window': (definition, random) => {
    primary(definition).ObservationWindow = { PriorDays: whole(random, 8), PostDays: whole(random, 6) };
  },
  'limit of the entry': (definition, random) => {
    primary(definition).PrimaryCriteriaLimit = { Type: pick(['All', 'First', 'Last'], random) };
  },
  'concept set': (definition, random) => {
    const sets = definition.ConceptSets as { expression: { items: Json[] } }[];
    if (sets.length === 0) return;
    const { items } = pick(sets, random).expression;
    if (items.length > 1 && random() < 0.4) items.splice(whole(random, items.length - 1), 1);
    else items.push({ concept: { CONCEPT_ID: 1 + whole(random, 5) }, includeDescendants: random() < 0.3 });
  },
  age: (definition, random) => {
    eachCriterion(definition, random, (attributes, domain) => {
      const range = { Value: 15 + whole(random, 60), Op: pick(operators, random), Extent: 60 };
      const key = /Era$|Period$/.test(domain) ? 'AgeAtStart' : 'Age';
      if (random() < 0.3) delete attributes[key];
      else attributes[key] = range;
    });
  },
  first: (definition, random) => {
    eachCriterion(definition, random, (attributes) => {
      attributes.First = random() < 0.5;
    });
  },
  gender: (definition, random) => {
    eachCriterion(definition, random, (attributes) => {
      if (random() < 0.4) delete attributes.Gender;
      else attributes.Gender = [{ CONCEPT_ID: 1 + whole(random, 3) }];
    });
  },
  window: (definition, random) => {
    const rules = (definition.InclusionRules ?? []) as { expression: { CriteriaList?: Json[] } }[];
    for (const { expression } of rules) {
      for (const one of expression.CriteriaList ?? []) {
        one.StartWindow = {
          Start: { Days: random() < 0.2 ? null : whole(random, 12), Coeff: -1 },
          End: { Days: random() < 0.2 ? null : whole(random, 12), Coeff: random() < 0.3 ? -1 : 1 },
        };
      }
    }
  },
};

const operators = ['lt', 'lte', 'eq', '!eq', 'gt', 'gte', 'bt', '!bt'] as const;

function primary(definition: Json): Json {
  return definition.PrimaryCriteria as Json;
}

/** Changes one criterion of the entry or of a rule. */
function eachCriterion(
  definition: Json,
  random: () => number,
  change: (attributes: Json, domain: string) => void,
): void {
  const rules = (definition.InclusionRules ?? []) as { expression: { CriteriaList?: Json[] } }[];
  const ofRules = rules.flatMap(({ expression }) =>
    (expression.CriteriaList ?? []).map(({ Criteria }) => Criteria as Json),
  );
  const wrapped = pick([...(primary(definition).CriteriaList as Json[]), ...ofRules], random);
  for (const [domain, attributes] of Object.entries(wrapped)) {
    if (domain !== 'LocationRegion' && domain !== 'Death') change(attributes as Json, domain);
  }
}

function whole(random: () => number, most: number): number {
  return Math.floor(random() * (most + 1));
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function plain() {
  const set = (id: number, CONCEPT_ID: number) => ({
    id,
    name: `${id}`,
    expression: { items: [{ concept: { CONCEPT_ID } }] },
  });
  const attributes: Record<string, unknown> = { CodesetId: 1 };
  return {
    ConceptSets: [set(0, 1), set(1, 2)],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    InclusionRules: [
      {
        name: 'treated',
        expression: {
          Type: 'ALL',
          CriteriaList: [
            {
              Criteria: { DrugExposure: attributes },
              StartWindow: { Start: { Days: 9, Coeff: -1 }, End: { Days: 3, Coeff: 1 } },
              Occurrence: { Type: 2, Count: 1 },
            },
          ],
          DemographicCriteriaList: [],
          Groups: [],
        },
      },
    ],
  };
}
