import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { attrition } from '../../../shared/cohort/attrition.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import { randomCdm } from '../random/randomCdm.ts';
import { randomExpression } from '../random/randomExpression.ts';
import { LiveDrafts } from './liveDrafts.ts';

vi.setConfig({ testTimeout: 60_000 });

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
      numRuns: 12,
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
    expect(full).toBeGreaterThan(40);
  });
});
