import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sequenceSymmetry } from '../../../shared/stats/safety/sequenceSymmetry.ts';
import { calibrate, controlStrip, nullOfStrip } from '../../../shared/study/safety/analysis/controlStrip.ts';
import { safetyTree } from '../../../shared/study/safety/analysis/safetyTree.ts';
import { readReports } from '../../../shared/study/safety/reports/readReports.ts';
import { reportedAgainstObserved } from '../../../shared/study/safety/reports/reportedAgainstObserved.ts';
import type { SafetyEvents, SafetyPersons } from '../../../shared/study/safety/safetyPersons.ts';

/**
 * Published results on published data, through what the dashboard calls. Beside these: both self-controlled case series
 * through the dashboard in refine/seriesOfR.test.ts; series, EBGM and disproportionality as golden cases of R; the tree
 * by itself, and the first series, in test/stats/publishedResults.test.ts.
 */
const shared = resolve(import.meta.dirname, '../../../../shared');
const folder = resolve(shared, 'reference/safety');
const golden = resolve(shared, 'golden');
const isHere = existsSync(folder) && existsSync(golden);
if (!isHere) process.stdout.write('skipped: ../shared/reference or ../shared/golden is not here\n');

/** Rows of a table of quoted values, without its header. */
function rowsOf(file: string): string[][] {
  const [, ...lines] = readFileSync(resolve(folder, file), 'utf8').trim().split('\n');
  return lines.map((line) => Array.from(line.matchAll(/"([^"]*)"|([^,]+)/g), ([, a, b]) => a ?? b ?? ''));
}

describe.runIf(isHere)(
  'empirical calibration (OHDSI EmpiricalCalibration), through the control strip',
  () => {
    test.each([
      { file: 'ec_sccs.csv', drug: 'Sertraline', mean: 0.7921, sd: 0.2834, rateRatio: 2.081, p: 0.839 },
      { file: 'ec_caseControl.csv', drug: 'Sertraline', mean: 0.9001, sd: 0.3447, rateRatio: null, p: 0.709 },
      {
        file: 'ec_cohortMethod.csv',
        drug: 'Isoniazid',
        mean: -0.0459,
        sd: 0.5432,
        rateRatio: 4.03,
        p: 0.0132,
      },
    ])('$file: null $mean ($sd), calibrated p of $drug $p', ({ file, drug, mean, sd, rateRatio, p }) => {
      const estimates = rowsOf(file).map(([name = '', truth, logEstimate, standardError]) => ({
        id: name,
        name,
        isControl: truth === '0',
        ratio: { logEstimate: Number(logEstimate), standardError: Number(standardError), isExact: true },
      }));
      const strip = controlStrip(estimates.filter(({ isControl }) => isControl));
      expect(strip.estimable).toBe(estimates.length - 1);
      expect(strip.nullMean).toBeCloseTo(mean, 3);
      expect(strip.nullSd).toBeCloseTo(sd, 3);
      const [own] = estimates.filter(({ isControl }) => !isControl);
      const error = nullOfStrip(strip);
      if (!own || !error) throw new Error('no estimate or no null');
      expect(own.name).toBe(drug);
      if (rateRatio !== null) expect(Math.exp(own.ratio.logEstimate)).toBeCloseTo(rateRatio, 2);
      expect(calibrate(own.ratio, error).p).toBeCloseTo(p, 3);
    });
  },
);

describe.runIf(isHere)('tree scan of 22,989 Swedish diagnoses (TreeMineR), through the safety tree', () => {
  test('chapters 12 and 19 and V01-X59: exposed, unexposed and log likelihood ratio', () => {
    const found = safetyTree(...diagnoses(), { replications: 99, seed: 1 });
    for (const [code, exposed, unexposed, ratio] of [
      ['12', 127, 674, 18.526],
      ['19', 337, 2329, 18.32574],
      ['V01-X59', 254, 1708, 15.78202],
    ] as const) {
      const own = found.find((finding) => finding.code === code);
      expect([own?.exposed, own?.unexposed]).toEqual([exposed, unexposed]);
      expect(own?.logLikelihoodRatio).toBeCloseTo(ratio, 5);
      expect(own?.p).toBe(0.01);
    }
    expect(found[0]?.code).toBe('12');
  });
});

/** Each person of the data has a day at risk; some without any diagnosis make one day in eleven an exposed one. */
function diagnoses(): Parameters<typeof safetyTree> extends [...infer First, unknown] ? First : never {
  const codes: string[] = [];
  const parents: number[] = [];
  const places = new Map<string, number>();
  for (const [path = ''] of rowsOf('tree_icd10.csv')) {
    let above = -1;
    for (const code of path.split('/')) {
      let place = places.get(code);
      if (place === undefined) {
        place = codes.push(code) - 1;
        parents.push(above);
        places.set(code, place);
      }
      above = place;
    }
  }
  const exposure = new Map<string, number>();
  const leaves = codes.map((): Set<string> => new Set());
  for (const [id = '', leaf = '', exposed] of rowsOf('tree_diagnoses.csv')) {
    exposure.set(id, Number(exposed));
    leaves[places.get(leaf) ?? -1]?.add(id);
  }
  const ids = [...exposure.keys()];
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const exposed = ids.filter((id) => exposure.get(id) === 1).length;
  const unexposed = ids.length - exposed;
  const eleventh = Math.max(exposed, Math.ceil(unexposed / 10));
  const rows = 11 * eleventh;
  const group = new Uint8Array(rows).fill(1);
  ids.forEach((id, row) => {
    if (exposure.get(id) === 1) group[row] = 0;
  });
  group.fill(0, ids.length, ids.length + eleventh - exposed);
  const own = leaves.map((of) => Int32Array.from(of, (id) => rowOf.get(id) ?? -1).sort());
  const starts = new Int32Array(codes.length + 1);
  own.forEach((of, place) => {
    starts[place + 1] = (starts[place] as number) + of.length;
  });
  const events: SafetyEvents = {
    outcomes: codes.map((code, place) => ({
      id: code,
      code,
      name: code,
      parents: parents[place] === -1 ? [] : [parents[place] as number],
      level: 0,
    })),
    starts,
    row: Int32Array.from(own.flatMap((of) => [...of])),
    day: new Int32Array(starts.at(-1) as number).fill(1),
  };
  const ones = () => new Int32Array(rows).fill(1);
  const window = { timeAtRisk: 'day', from: ones(), to: ones() };
  const persons: SafetyPersons = {
    rows,
    personNo: Int32Array.from({ length: rows }, (_, row) => row),
    group,
    matchedTo: Int32Array.from({ length: rows }, (_, row) => row),
    indexDay: new Int32Array(rows),
    age: new Int32Array(rows),
    sex: new Uint8Array(rows),
    institution: new Int32Array(rows),
    dailyDose: new Float64Array(rows),
    windows: [window],
    death: new Int32Array(rows).fill(-1),
    funnel: [],
  };
  return [persons, window, events, { cleanWindowDays: null, count: 'first' }];
}

describe.runIf(isHere)(
  'EBGM of 18,160 drug and event pairs (R openEBGM), through reports beside what was observed',
  () => {
    const expected = isHere
      ? JSON.parse(readFileSync(resolve(golden, 'cases/ebgm-hyper-phvid0.json'), 'utf8')).expected.rows
      : null;
    test.each(['D_102', 'D_306'])('%s', (drug) => {
      const text = readFileSync(resolve(golden, 'data/phvid0.csv'), 'utf8');
      const book = readReports([{ name: 'phvid0.csv', text }], new Set([drug.toLowerCase()]));
      const events: string[] = expected.event.filter((_: string, i: number) => expected.drug[i] === drug);
      const of = (column: string): number[] =>
        expected[column].filter((_: number, i: number) => expected.drug[i] === drug);
      const rows = events.map((event) => ({
        id: event,
        code: event,
        name: event,
        parents: [],
        level: 0,
        groups: [],
        against: [],
      }));
      const found = reportedAgainstObserved({
        book,
        rows,
        yearsOfUse: null,
        rowsOf: book.events.map((event) => {
          const place = events.indexOf(event);
          return place < 0 ? [] : [place];
        }),
      });
      expect(events.length).toBeGreaterThan(5);
      found.rows.forEach(({ reports, ebgm }, i) => {
        expect(reports).toBe(of('N')[i]);
        expect((ebgm?.estimate ?? 0) / (of('EBGM')[i] as number)).toBeCloseTo(1, 4);
        expect((ebgm?.lower ?? 0) / (of('EB05')[i] as number)).toBeCloseTo(1, 4);
        expect((ebgm?.upper ?? 0) / (of('EB95')[i] as number)).toBeCloseTo(1, 4);
      });
    });
  },
);

test('sequence symmetry: 56 persons against 39 give a crude ratio of 1.43589743589744', () => {
  const gaps = [...Array.from({ length: 56 }, () => 10), ...Array.from({ length: 39 }, () => -10)];
  const { crude, indexFirst, markerFirst } = sequenceSymmetry({
    indexDay: Float64Array.from(gaps, () => 100),
    markerDay: Float64Array.from(gaps, (gap) => 100 + gap),
  });
  expect([indexFirst, markerFirst]).toEqual([56, 39]);
  expect(crude).toBeCloseTo(1.43589743589744, 14);
});
