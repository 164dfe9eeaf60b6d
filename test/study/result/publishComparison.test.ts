import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishCount } from '../../../shared/disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { fixedUnknowns } from '../../../shared/disclosure/solvable.ts';
import {
  analyseComparison,
  type ComparisonAnalysis,
} from '../../../shared/study/analysis/analyseComparison.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import type { ComparisonResult } from '../../../shared/study/result/comparisonResult.ts';
import { publishBalance, publishComparison } from '../../../shared/study/result/publishComparison.ts';
import { confounded, followUpOf, inputOf, selectRows } from '../analysis/simulated.ts';

const rules = { minimumCell: 10 };
const provenance: ComparisonResult['provenance'] = {
  releaseId: 'r',
  releaseDigest: 'd',
  definitionHash: 'h',
  method: 'm',
  engine: 'e',
  akashiVersion: '0',
  generatedAt: '2026-01-01',
  milliseconds: 0,
};
const nothing = (): void => {};
const picked = { model: 'picked', folds: 5, mostPersons: 250_000 };
const base = confounded(5, 2_000, Math.log(0.7));

function publish(input: ComparisonInput, analysis: ComparisonAnalysis = analyseComparison(input, nothing)) {
  return publishComparison({ ...analysis.result, provenance }, input.specification, rules, (persons) =>
    publishCount(persons.length, rules),
  );
}

/** Every number of a result with where it stands. */
function* numbersOf(value: unknown, path: string): Generator<readonly [string, number]> {
  if (typeof value === 'number') yield [path, value];
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) yield* numbersOf(inner, `${path}.${key}`);
  }
}

describe('a study of many persons', () => {
  const input = inputOf(base, { adjustment: { method: 'weighting', propensity: picked } });
  const analysis = analyseComparison(input, nothing);
  const shown = publish(input, analysis);

  test('is shown with its effects, curves and counts, and nothing of the evidence', () => {
    const outcome = shown.pairs[0]?.outcomes[0];
    expect(outcome?.target.withOutcome).toBe(analysis.result.pairs[0]?.outcomes[0]?.target.withOutcome);
    expect(outcome?.estimates?.adjusted[0]?.measure).toBe('hazardRatio');
    expect(outcome?.estimates?.curves).toHaveLength(4);
    expect(outcome?.estimates?.curves.every(({ days }) => days.length > 5)).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('evidence');
    expect(JSON.stringify(shown)).not.toContain('counts');
  });

  test('is made of finite numbers', () => {
    for (const [path, value] of numbersOf(shown, ''))
      expect(`${path} ${Number.isFinite(value)}`).toBe(`${path} true`);
  });

  test('can be cloned to another thread', () => {
    expect(structuredClone(analysis)).toEqual(analysis);
  });
});

test('blinded estimates are not shown until somebody says why, without a new analysis', () => {
  const input = inputOf(base, { adjustment: { method: 'none' } });
  const analysis = analyseComparison(input, nothing);
  const blinded = publish(input, analysis);
  expect(blinded.pairs[0]?.outcomes[0]?.blinding).toEqual({ failed: ['balance'], override: null });
  expect(blinded.pairs[0]?.outcomes[0]?.estimates).toBeNull();
  const named = { target: 'new', comparator: 'old', outcome: 'mi', timeAtRisk: 'itt' };
  const said = { reason: 'Descriptive study only', by: 'A. Sato', at: '2026-05-01' };
  const opened = publish(
    inputOf(base, { adjustment: { method: 'none' }, overrides: [{ ...named, ...said }] }),
    analysis,
  );
  expect(opened.pairs[0]?.outcomes[0]?.blinding).toEqual({ failed: ['balance'], override: said });
  expect(opened.pairs[0]?.outcomes[0]?.estimates?.adjusted.length).toBeGreaterThan(0);
});

test('an arm with few outcomes has no rate, no effect and no curve', () => {
  let kept = 0;
  const few = selectRows(base, (row) => base.arm[row] === 1 || base.status[row] !== 1 || kept++ < 7);
  const shown = publish(inputOf(few, { adjustment: { propensity: picked } }));
  const outcome = shown.pairs[0]?.outcomes[0];
  expect(outcome?.target.withOutcome).toEqual({ withheld: 'small', below: 10 });
  expect(outcome?.target.rate).toBeNull();
  expect(outcome?.estimates).toBeNull();
  expect(outcome?.diagnostics.find(({ kind }) => kind === 'events')?.value).toBeNull();
  expect(outcome?.diagnostics.find(({ kind }) => kind === 'minimumDetectableRelativeRisk')?.value).toBeNull();
});

test('follow-ups that differ by few persons or outcomes do not both show them', () => {
  const input = inputOf(base, {
    adjustment: { propensity: picked },
    timesAtRisk: ['a', 'b'].map((id) => ({
      id,
      name: id,
      start: { anchor: 'index', days: 1 },
      end: { anchor: 'observationEnd', days: 0 },
    })),
  });
  const included = new Uint8Array(base.arm.length).fill(1);
  const first = Array.from(base.arm).flatMap((arm, row) =>
    arm === 0 && base.status[row] === 1 ? [row] : [],
  );
  for (const row of first.slice(0, 4)) included[row] = 0;
  const followUps = [followUpOf(base, 'mi', 'a'), { ...followUpOf(base, 'mi', 'b'), included }];
  const shown = publish({ ...input, population: { ...input.population, followUps } });
  const [a, b] = shown.pairs[0]?.outcomes ?? [];
  expect(a?.target.persons).toBe(shown.arms[0]?.persons);
  expect(b?.target.persons).toEqual({ withheld: 'complementary', below: 10 });
  expect(b?.target.withOutcome).toEqual({ withheld: 'complementary', below: 10 });
  expect(b?.target.rate).toBeNull();
  expect(b?.estimates).toBeNull();
});

test('intention to treat and per protocol stand side by side only where both are shown', () => {
  const times = [
    {
      id: 'itt',
      name: 'ITT',
      start: { anchor: 'index', days: 1 },
      end: { anchor: 'observationEnd', days: 0 },
    },
    { id: 'pp', name: 'PP', start: { anchor: 'index', days: 1 }, end: { anchor: 'cohortEnd', days: 0 } },
  ];
  const input = inputOf(base, { adjustment: { propensity: picked }, timesAtRisk: times });
  const analysis = analyseComparison(input, nothing);
  const variants = publish(input, analysis).pairs[0]?.outcomes[0]?.estimates?.sensitivity.variants ?? [];
  expect(variants.slice(0, 2).map(({ kind }) => kind)).toEqual(['intentionToTreat', 'perProtocol']);
});

describe('an attacker with all that is shown', () => {
  const small = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    persons: fc.integer({ min: 60, max: 500 }),
    method: fc.constantFrom('weighting', 'matching', 'stratification'),
  });
  const opened = ['itt'].map((timeAtRisk) => ({
    target: 'new',
    comparator: 'old',
    outcome: 'mi',
    timeAtRisk,
    reason: 'A test that opens everything',
    by: 'A. Sato',
    at: '2026-05-01',
  }));

  test('finds no number of 1 to 9 by solving what adds up', () => {
    fc.assert(
      fc.property(small, ({ seed, persons, method }) => {
        const columns = confounded(seed, persons, -0.3);
        const input = inputOf(columns, {
          adjustment: { method, propensity: picked },
          horizons: [90, 365, 700],
          overrides: opened,
        });
        const analysis = analyseComparison(input, nothing);
        const shown = publish(input, analysis);
        const balance = publishBalance(analysis, 'new', 'old', rules);
        expect(solvedCells(columns, shown, balance)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Equations over indicator cells of the persons: what is shown, and which cells that fixes. */
function solvedCells(
  columns: ReturnType<typeof confounded>,
  shown: ComparisonResult,
  balance: ReturnType<typeof publishBalance>,
): string[] {
  const pair = shown.pairs[0];
  const outcome = pair?.outcomes[0];
  if (!pair || !outcome) return [];
  const solved: string[] = [];
  for (const side of ['target', 'comparator'] as const) {
    const code = side === 'target' ? 0 : 1;
    const rows = Array.from(columns.arm).flatMap((arm, row) => (arm === code ? [row] : []));
    const at = (row: number): { day: number; status: number; sick: number } => ({
      day: columns.days[row] as number,
      status: columns.status[row] as number,
      sick: columns.covariates.sick?.[row] as number,
    });
    const statements: { readonly holds: (row: number) => boolean; readonly value: number }[] = [];
    const say = (count: PublishedCount | number | null, holds: (row: number) => boolean): void => {
      if (count !== null && !isWithheld(count)) statements.push({ holds, value: count });
    };
    const arm = outcome[side];
    say(arm.persons, () => true);
    say(pair.propensity.steps[0]?.[side] ?? null, () => true);
    say(arm.withOutcome, (row) => at(row).status === 1);
    say(arm.withCompeting, (row) => at(row).status === 2);
    if (arm.rate && arm.personYears !== null) {
      say(Math.round((arm.rate.estimate * arm.personYears) / 1_000), (row) => at(row).status === 1);
    }
    const n = rows.length;
    const moments = balance.find(({ covariate }) => covariate.id === 'sick')?.before;
    if (!isWithheld(arm.persons) && moments && moments[side] !== null) {
      say(Math.round((moments[side] ?? 0) * n), (row) => at(row).sick === 1);
    }
    const curve = outcome.estimates?.curves.find(
      (own) => !own.adjusted && own.arm === (code === 0 ? 'new' : 'old'),
    );
    curve?.days.forEach((day) => {
      // The curve's points are taken to tell exactly how many had the outcome by then.
      say(rows.filter((row) => at(row).status === 1 && at(row).day <= day).length, (row) => {
        return at(row).status === 1 && at(row).day <= day;
      });
      if (curve.competing.length > 0) {
        say(rows.filter((row) => at(row).status === 2 && at(row).day <= day).length, (row) => {
          return at(row).status === 2 && at(row).day <= day;
        });
      }
    });
    for (const { horizon, measure } of outcome.estimates?.crude ?? []) {
      if (horizon === null || measure !== 'riskDifference') continue;
      say(rows.filter((row) => at(row).status === 1 && at(row).day <= horizon).length, (row) => {
        return at(row).status === 1 && at(row).day <= horizon;
      });
    }
    // Persons whom every statement treats alike are one unknown.
    const groups = new Map<string, number[]>();
    for (const row of rows) {
      const key = statements.map(({ holds }) => (holds(row) ? 1 : 0)).join('');
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const cells = [...groups.entries()];
    const equations = statements.map((_, s) => cells.map(([key]) => (key[s] === '1' ? 1 : 0)));
    if (equations.length === 0) continue;
    for (const cell of fixedUnknowns(equations)) {
      const size = cells[cell]?.[1].length ?? 0;
      if (size > 0 && size < 10) solved.push(`${side} ${cells[cell]?.[0]}: ${size}`);
    }
    for (const { value } of statements) if (value > 0 && value < 10) solved.push(`${side} shows ${value}`);
  }
  return solved;
}
