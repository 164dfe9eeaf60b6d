import fc from 'fast-check';
import { test } from 'vitest';
import { featuresOf, wantedFeatures } from './random/features.ts';
import { randomCdm } from './random/randomCdm.ts';
import { randomExpression } from './random/randomExpression.ts';
import { CdmIndex } from './reference/cdmData.ts';
import { cohortRows, evaluateCohort } from './reference/cohort.ts';

test('x', () => {
  const n = Number(process.env.N ?? 200);
  const t0 = Date.now();
  const samples = fc.sample(
    fc.tuple(randomCdm(), fc.array(randomExpression(), { minLength: 4, maxLength: 4 })),
    { seed: 1, numRuns: n },
  );
  const t1 = Date.now();
  let defs = 0,
    nonempty = 0,
    nulls = 0,
    multi = 0,
    rows = 0;
  const reached = new Map<string, number>();
  const effective = new Map<string, number>();
  const key = (e: unknown, cdm: CdmIndex) =>
    JSON.stringify(
      [...evaluateCohort(e, cdm)].map(([p, o]) => [p, o]),
      (_, v) => (typeof v === 'bigint' ? String(v) : v),
    );
  for (const [data, exprs] of samples) {
    const cdm = new CdmIndex(data);
    for (const e of exprs) {
      defs++;
      const ev = evaluateCohort(e, cdm);
      const r = cohortRows(ev);
      rows += r.length;
      if (r.length) nonempty++;
      for (const o of ev.values()) {
        if (!o) nulls++;
        else if (o.length > 1) multi++;
      }
      const k = key(e, cdm);
      for (const f of featuresOf(e)) {
        reached.set(f.name, (reached.get(f.name) ?? 0) + 1);
        if (f.name.startsWith('domain ')) continue;
        if (key(f.without, cdm) !== k) effective.set(f.name, (effective.get(f.name) ?? 0) + 1);
      }
    }
  }
  console.log({ gen: t1 - t0, eval: Date.now() - t1, defs, nonempty, rows, nulls, multi });
  const w = wantedFeatures();
  console.log(
    'wanted',
    w.length,
    'not reached',
    w.filter((x) => !reached.has(x)),
  );
  console.log(
    'unknown',
    [...reached.keys()].filter((x) => !w.includes(x)),
  );
  console.log(
    'not effective',
    w.filter((x) => !effective.has(x) && !x.startsWith('domain ')).length,
    w
      .filter((x) => !effective.has(x) && !x.startsWith('domain '))
      .map((x) => x + ':' + reached.get(x))
      .join(', '),
  );
});
