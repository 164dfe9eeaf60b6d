import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failure } from '../../shared/errors/akashiError.ts';
import { complaints } from './random/agreement.ts';
import { type CompiledCohort, CompiledCohorts } from './random/compiledCohorts.ts';
import { damagedExpression, damagedText } from './random/damage.ts';
import { randomCdm } from './random/randomCdm.ts';
import { randomExpression } from './random/randomExpression.ts';
import { CdmIndex } from './reference/cdmData.ts';
import { evaluateCohort } from './reference/cohort.ts';

const seed = 20261122;

/** A damaged definition is refused with a reason and a place, or it still means something, and then just that. */
describe('damaged definitions', () => {
  let compiled: CompiledCohorts;
  let cdm = new CdmIndex({});
  beforeAll(async () => {
    compiled = await CompiledCohorts.start();
    const [data = {}] = fc.sample(fc.noBias(randomCdm()), { seed, numRuns: 1 });
    await compiled.load(data);
    cdm = new CdmIndex(data);
  });
  afterAll(() => compiled.close());

  async function isHandled(texts: readonly string[]): Promise<{ accepted: number; refused: number }> {
    let refused = 0;
    for (let i = 0; i < texts.length; i += 10) {
      const some = texts.slice(i, i + 10);
      const results: readonly CompiledCohort[] = await compiled.generateTexts(some);
      for (const [k, result] of results.entries()) {
        if (result.ok) {
          expect(misread(some[k] ?? '', result), some[k]).toEqual([]);
          continue;
        }
        refused++;
        expect(isGoodReason(result.failure), `${some[k]}\n${JSON.stringify(result.failure)}`).toBe(true);
      }
    }
    return { accepted: texts.length - refused, refused };
  }

  /** How an accepted definition differs from what the evaluator, which expects valid ones, reads in it. */
  function misread(text: string, result: CompiledCohort): string[] {
    let expression: unknown;
    try {
      expression = JSON.parse(text);
      evaluateCohort(expression, cdm);
    } catch {
      return [];
    }
    return complaints(expression, cdm, result);
  }

  test('edited at random', async () => {
    const texts = fc.sample(fc.noBias(damagedExpression(randomExpression())), { seed, numRuns: 400 });
    const { accepted, refused } = await isHandled(texts);
    // Both must happen, or the edits prove nothing.
    expect(accepted).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(100);
  });

  test('cut off or garbled', async () => {
    const texts = fc.sample(fc.noBias(damagedText(randomExpression())), { seed, numRuns: 300 });
    const { refused } = await isHandled(texts);
    expect(refused).toBeGreaterThan(200);
  });
});

/** Says what and where; never a failure of the engine or an unexpected one. */
function isGoodReason(failure: Failure): boolean {
  switch (failure.code) {
    case 'definition.notJson':
      return failure.params.line >= 1 && failure.params.column >= 1;
    case 'definition.notCirce':
    case 'definition.missingConceptSet':
      return failure.params.path.length > 0;
    case 'definition.invalidValue':
      return failure.params.path.length > 0 && failure.params.expected.length > 0;
    case 'definition.missingTable':
      return failure.params.table.length > 0;
    default:
      return false;
  }
}
