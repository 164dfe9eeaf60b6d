import fc from 'fast-check';
import { test } from 'vitest';
import { randomCdm } from './random/randomCdm.ts';
import { randomExpression } from './random/randomExpression.ts';
import { evaluateCohort, cohortRows } from './reference/cohort.ts';
test('x', () => {
  const s = fc.sample(fc.tuple(randomCdm(), randomExpression()), { seed: 1, numRuns: 600 });
  let i = 0; const t = {} as Record<string, number[]>;
  for (const [d, e] of s) {
    const kind = 'CollapseSettings' in e || !('ExpressionLimit' in e && 'cdmVersionRange' in e) ? 'whole' : 'InclusionRules' in e ? 'rule' : 'entry';
    const ev = evaluateCohort(e, d); const r = cohortRows(ev);
    const x = (t[kind] ??= [0, 0, 0]); x[0]++; if (ev.size) x[1]++; if (r.length) x[2]++;
    if (kind === 'entry' && !r.length && i++ < 15) console.log(JSON.stringify({ ...e, ConceptSets: undefined }), JSON.stringify(d.observation_period.map((r) => [r.person_id, r.observation_period_start_date - 14967, r.observation_period_end_date - 14967])));
  }
  console.log(t);
});
