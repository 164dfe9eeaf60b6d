import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
test('x', () => {
  const d = '/work/shared/circe/open/definitions/';
  let n = 0;
  for (const f of readdirSync(d)) { const p = parseDefinition(f, readFileSync(d + f, 'utf8')); if (!p.ok) console.log(f, JSON.stringify(p.failures.slice(0,3))); else n++; }
  console.log(n);
  const c = JSON.parse(readFileSync('/work/shared/circe/upstream_cases.json', 'utf8'));
  for (const t of c) for (const r of t.runs) { const p = parseDefinition(t.test, JSON.stringify(r.expression)); if (!p.ok) console.log(t.test, r.cohort_id, JSON.stringify(p.failures.slice(0,3)));}
  for (const bad of ['{"a":}', '', '[1,2', '{"a":1,}', 'nul', '{"a" 1}', '{"a":"x\ny"}']) console.log(bad, JSON.stringify(parseDefinition('b', bad)));
});
