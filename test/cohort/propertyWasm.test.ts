import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import { complaints } from './random/agreement.ts';
import { attributeKinds } from './random/attributeKinds.ts';
import { CompiledCohorts } from './random/compiledCohorts.ts';
import { described, minimised } from './random/counterexample.ts';
import { randomCdm } from './random/randomCdm.ts';
import { randomExpression, targetsOfDomain } from './random/randomExpression.ts';
import { CdmIndex } from './reference/cdmData.ts';

vi.setConfig({ testTimeout: 180_000 });

/** The same agreement on DuckDB-Wasm, by a sample: one expression of every feature of a domain, and whole ones. */
const seed = 20261122;
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start(await createNodeWasmEngine());
});
afterAll(() => compiled.close());

test('the compiler agrees with the evaluator on WebAssembly', async () => {
  const targets = Object.keys(attributeKinds).flatMap(targetsOfDomain);
  const definitions = fc.tuple(
    ...targets.map(({ expression }) => expression),
    ...Array.from({ length: 60 }, randomExpression),
  );
  const samples = fc.sample(fc.noBias(fc.tuple(randomCdm(), definitions)), { seed, numRuns: 1 });
  for (const [data, expressions] of samples) {
    await compiled.load(data);
    const results = await compiled.generate(expressions);
    const cdm = new CdmIndex(data);
    for (const [i, expression] of expressions.entries()) {
      const result = results[i];
      if (result && complaints(expression, cdm, result).length === 0) continue;
      const smallest = await minimised({ expression, data, attrition: false }, compiled);
      expect.fail(await described(smallest, compiled));
    }
    expect(results.filter((result) => result.ok && result.rows.length > 0).length).toBeGreaterThan(100);
  }
});
