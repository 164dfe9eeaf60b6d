import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { personTreeScan } from '../../shared/stats/safety/personTreeScan.ts';
import {
  sccsIntervals,
  selfControlledCaseSeries,
} from '../../shared/stats/safety/selfControlledCaseSeries.ts';

const folder = resolve(import.meta.dirname, '../../../shared/reference/safety');

/** Columns of a text table with a header, by name. */
function columns(file: string): (name: string) => Float64Array {
  const [header = [], ...rows] = readFileSync(resolve(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return (name) => Float64Array.from(rows, (r) => Number(r[header.indexOf(name)]));
}

test('measles-mumps-rubella vaccination and meningitis, Oxford: IRR 12.04 (3.00 to 48.26)', () => {
  if (!existsSync(folder)) {
    process.stdout.write('skipped: ../shared/reference is not here\n');
    return;
  }
  const column = columns('sccs_amdat.txt');
  const outcome = selfControlledCaseSeries(
    sccsIntervals({
      observationStart: column('sta'),
      observationEnd: column('end'),
      eventDay: column('am'),
      exposures: [{ days: [column('mmr')], windows: { starts: [15], end: 35 } }],
      ageCuts: [548],
    }),
  );
  expect(outcome.kind).toBe('fitted');
  if (outcome.kind !== 'fitted') return;
  const { coefficients, covariance } = outcome.fit.model;
  expect(coefficients[0]).toBeCloseTo(2.487975, 5);
  expect(Math.sqrt(covariance[0] as number)).toBeCloseTo(0.708488, 5);
});

test('tree scan of 22,989 Swedish diagnoses (TreeMineR): persons per branch, ratios and p', () => {
  if (!existsSync(folder)) {
    process.stdout.write('skipped: ../shared/reference is not here\n');
    return;
  }
  const lines = (file: string) => readFileSync(resolve(folder, file), 'utf8').trim().split('\n').slice(1);
  const nodes = new Map<string, number>();
  const parent: number[] = [];
  for (const line of lines('tree_icd10.csv')) {
    let above = -1;
    for (const name of line.replaceAll('"', '').split('/')) {
      let node = nodes.get(name);
      if (node === undefined) {
        node = parent.push(above) - 1;
        nodes.set(name, node);
      }
      above = node;
    }
  }
  const events = lines('tree_diagnoses.csv').map((line) => line.replaceAll('"', '').split(','));
  const persons = new Map<string, number>();
  for (const [id] of events) if (!persons.has(id ?? '')) persons.set(id ?? '', persons.size);
  const exposed = new Uint8Array(persons.size);
  for (const [id, , flag] of events) exposed[persons.get(id ?? '') ?? 0] = Number(flag);
  const cuts = personTreeScan(
    { parent: Int32Array.from(parent) },
    {
      person: Int32Array.from(events, ([id]) => persons.get(id ?? '') ?? 0),
      node: Int32Array.from(events, ([, leaf]) => nodes.get(leaf ?? '') ?? -1),
      exposed,
      probability: 1 / 11,
    },
    { replications: 99, seed: 1 },
  );
  const cut = (name: string) => cuts[nodes.get(name) ?? -1];
  for (const [name, cases, controls, ratio] of [
    ['12', 127, 674, 18.526],
    ['19', 337, 2329, 18.32574],
    ['V01-X59', 254, 1708, 15.78202],
  ] as const) {
    expect(cut(name)?.observed).toBe(cases);
    expect((cut(name)?.expected ?? 0) * 11).toBeCloseTo(cases + controls, 6);
    expect(cut(name)?.logLikelihoodRatio).toBeCloseTo(ratio, 4);
    expect(cut(name)?.p).toBe(0.01);
  }
  const strongest = cuts.toSorted((a, b) => b.logLikelihoodRatio - a.logLikelihoodRatio)[0];
  expect(strongest?.node).toBe(nodes.get('12'));
});
