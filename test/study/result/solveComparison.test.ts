import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publishCount } from '../../../shared/disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { fixedUnknowns } from '../../../shared/disclosure/solvable.ts';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { preferenceScore } from '../../../shared/stats/propensity/preferenceScore.ts';
import {
  analyseComparison,
  type ComparisonAnalysis,
} from '../../../shared/study/analysis/analyseComparison.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import { PREFERENCE_BINS } from '../../../shared/study/analysis/pairResult.ts';
import type { ComparisonResult } from '../../../shared/study/result/comparisonResult.ts';
import { publishBalance, publishComparison } from '../../../shared/study/result/publishComparison.ts';
import { confounded, inputOf } from '../analysis/simulated.ts';

const rules = { minimumCell: 10 };
const picked = { model: 'picked', folds: 5, mostPersons: 250_000 };
const HORIZONS = [90, 365, 700];

/** What an attacker knows: so many of the persons for whom something holds. */
interface Statement {
  /** What it cuts the persons by; statements of one family are solved together with those of none (`base`). */
  readonly family: string;
  readonly holds: (row: number) => boolean;
  readonly about: string;
}

const families: Readonly<Record<string, string>> = {
  base: 'base',
  bin: 'preference',
  sick: 'covariate',
  category: 'category',
};

/** Three arms, two times-at-risk of which the second leaves some out, a subgroup, everything opened. */
function invented(seed: number, persons: number, method: string): ComparisonInput {
  const random = seededRandom(seed);
  const two = confounded(seed, persons, -0.3);
  const arm = Array.from(two.arm, (a) => (random() < 0.25 ? 2 : a));
  const pairs = [
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ];
  const timesAtRisk = ['first', 'second'].map((id, k) => ({
    id,
    name: id,
    start: { anchor: 'index', days: 1 },
    end: { anchor: k === 0 ? 'observationEnd' : 'cohortEnd', days: 0 },
  }));
  const input = inputOf(
    { ...two, arm },
    {
      arms: ['a', 'b', 'c'].map((id) => ({ id, name: id, cohort: id })),
      adjustment: { method, propensity: picked },
      horizons: HORIZONS,
      timesAtRisk,
      subgroups: [{ kind: 'sex', id: 'sex', name: 'Sex' }],
      overrides: pairs.flatMap(([target, comparator]) =>
        timesAtRisk.map(({ id }) => ({
          target,
          comparator,
          outcome: 'mi',
          timeAtRisk: id,
          reason: 'A test that opens everything',
          by: 'A. Sato',
          at: '2026-05-01',
        })),
      ),
    },
  );
  const [first] = input.population.followUps;
  if (!first) throw new Error('no follow-up');
  const included = Uint8Array.from(arm, () => (random() < 0.03 ? 0 : 1));
  const shorter = first.days.map((day) => Math.min(day, 400));
  const second = {
    ...first,
    timeAtRisk: 'second',
    included,
    days: shorter,
    status: first.status.map((s, row) => ((first.days[row] as number) > 400 ? 0 : s)),
  };
  const category = Int8Array.from(arm, () =>
    random() < 0.05 ? -1 : random() < 0.15 ? 0 : random() < 0.5 ? 1 : 2,
  );
  const categories = ['x', 'y', 'z'].map((id) => ({ id, name: id }));
  return {
    ...input,
    population: {
      ...input.population,
      followUps: [first, second],
      subgroups: [{ id: 'sex', categories, category }],
    },
  };
}

/** Persons who might have been: of every arm, follow-up, day, status and so on. The attacker does not know who is missing. */
interface Possible {
  readonly arm: number;
  readonly included: boolean;
  readonly status: number;
  readonly day: number;
  readonly left: boolean;
  readonly category: number;
  readonly bin: number;
  readonly sick: boolean;
}

function possiblePersons(days: readonly number[]): Possible[] {
  const found: Possible[] = [];
  const base = { status: 0, day: 5_000, category: 0, bin: 0, sick: false };
  for (const arm of [0, 1, 2]) {
    for (const included of [true, false]) {
      for (const left of [true, false]) {
        const own = { ...base, arm, included, left };
        for (const status of [0, 1, 2]) {
          for (const day of days) found.push({ ...own, status, day });
          for (const category of [-1, 0, 1, 2]) found.push({ ...own, status, day: 1, category });
        }
        for (let bin = 0; bin < PREFERENCE_BINS; bin++) found.push({ ...own, bin });
        found.push({ ...own, sick: true });
      }
    }
  }
  return found;
}

/** Days between which statements tell persons apart, and one after each. */
function tellingDays(shown: ComparisonResult): number[] {
  const days = new Set<number>([1, 400, 401, ...HORIZONS]);
  for (const { outcomes } of shown.pairs) {
    for (const { estimates } of outcomes) {
      for (const curve of estimates?.curves ?? []) {
        for (const day of [...curve.days, ...curve.atRisk.map((one) => one.day)]) days.add(day);
      }
    }
  }
  return [...days].flatMap((day) => [day, day + 1]).filter((day) => day > 0);
}

function statementsOf(
  input: ComparisonInput,
  analysis: ComparisonAnalysis,
  shown: ComparisonResult,
  possible: readonly Possible[],
): Statement[] {
  const { specification } = input;
  const real = input.population.rows;
  const may = (row: number): Possible | undefined => (row < real ? undefined : possible[row - real]);
  const armOf = (row: number): number => may(row)?.arm ?? (input.population.arm[row] as number);
  const categoryOf = (row: number): number =>
    may(row)?.category ?? (input.population.subgroups[0]?.category[row] as number);
  const isSick = (row: number): boolean => may(row)?.sick ?? input.covariates.columns[0]?.values?.[row] === 1;
  const statements: Statement[] = [];
  const say = (
    count: PublishedCount | number | null | undefined,
    about: string,
    holds: Statement['holds'],
  ) => {
    if (count === null || count === undefined || isWithheld(count)) return;
    const family = / (bin|sick|category|risk|curve|competing \d)/.exec(about)?.[1] ?? 'base';
    // How the bins of one pair fall into those of another is nobody's knowledge.
    const pair = family === 'bin' ? (/^\S+/.exec(about)?.[0] ?? '') : '';
    statements.push({ family: `${families[family] ?? 'time'}${pair}`, holds, about });
  };
  const place = new Map(specification.arms.map(({ id }, a) => [id, a]));
  const isIn = (arm: string) => (row: number) => armOf(row) === place.get(arm);
  for (const arm of shown.arms) {
    say(arm.persons, `${arm.id} persons`, isIn(arm.id));
    for (const { step, persons } of arm.attrition) say(persons, `${arm.id} ${step}`, isIn(arm.id));
  }
  shown.pairs.forEach((pair, p) => {
    const evidence = analysis.result.evidence.pairs[p];
    const whole = evidence?.outcomes[0]?.sample;
    if (!whole) throw new Error('no evidence');
    const sides = [
      ['target', 1, pair.target],
      ['comparator', 0, pair.comparator],
    ] as const;
    const leftRows = new Set(whole.adjusted.rows);
    const isLeft = (row: number): boolean => may(row)?.left ?? leftRows.has(row);
    const preference = preferenceScore(whole.crude.propensity ?? new Float64Array(), whole.crude.treated);
    const bin = new Map<number, number>();
    whole.crude.rows.forEach((row, k) => {
      bin.set(row, Math.min(PREFERENCE_BINS - 1, Math.floor((preference[k] as number) * PREFERENCE_BINS)));
    });
    const balance = publishBalance(analysis, pair.target, pair.comparator, rules);
    const sick = balance.find(({ covariate }) => covariate.id === 'sick');
    for (const [side, , arm] of sides) {
      const own = isIn(arm);
      const about = `${pair.target}-${pair.comparator} ${arm}`;
      say(pair.propensity.steps[0]?.[side], `${about} all`, own);
      say(pair.propensity.steps.at(-1)?.[side], `${about} left`, (row) => own(row) && isLeft(row));
      pair.propensity.preference.forEach((bins, b) => {
        say(bins[side], `${about} bin ${b}`, (row) => own(row) && (may(row)?.bin ?? bin.get(row)) === b);
      });
      say(sick?.before[side], `${about} sick`, (row) => own(row) && isSick(row));
      if (specification.adjustment.method === 'matching') {
        say(sick?.after[side], `${about} sick left`, (row) => own(row) && isLeft(row) && isSick(row));
      }
    }
    pair.outcomes.forEach((outcome, o) => {
      const followUp = input.population.followUps[o];
      const sample = evidence?.outcomes[o]?.sample;
      if (!followUp || !sample) throw new Error('no follow-up');
      const keptRows = new Set(sample.adjusted.rows);
      const isKept = (row: number): boolean => may(row)?.left ?? keptRows.has(row);
      const isIncluded = (row: number): boolean =>
        (o === 0 ? true : may(row)?.included) ?? followUp.included[row] === 1;
      const cut = o === 0 ? Number.POSITIVE_INFINITY : 400;
      const dayOf = (row: number): number => Math.min(may(row)?.day ?? (followUp.days[row] as number), cut);
      const statusOf = (row: number): number => {
        const one = may(row);
        if (one === undefined) return followUp.status[row] as number;
        return one.day > cut ? 0 : one.status;
      };
      for (const [side, , arm] of sides) {
        const counts = (row: number): boolean => isIn(arm)(row) && isIncluded(row);
        const had =
          (status: number, until = Number.POSITIVE_INFINITY) =>
          (row: number) =>
            counts(row) && statusOf(row) === status && dayOf(row) <= until;
        const about = `${pair.target}-${pair.comparator} ${arm} ${outcome.timeAtRisk}`;
        say(outcome[side].persons, `${about} persons`, counts);
        say(outcome[side].withOutcome, `${about} outcome`, had(1));
        say(outcome[side].withCompeting, `${about} competing`, had(2));
        say(outcome[side].rate?.estimate, `${about} rate`, had(1));
        const { estimates } = outcome;
        for (const { measure, horizon } of estimates?.crude ?? []) {
          if (measure === 'riskDifference' && horizon !== null) {
            say(1, `${about} risk ${horizon}`, had(1, horizon));
          }
        }
        for (const curve of estimates?.curves ?? []) {
          if (curve.adjusted || curve.arm !== arm) continue;
          for (const day of curve.days) {
            say(1, `${about} curve ${day}`, had(1, day));
            if (curve.competing.length > 0) say(1, `${about} competing ${day}`, had(2, day));
          }
          for (const { day, persons } of curve.atRisk) {
            say(persons, `${about} at risk ${day}`, (row) => counts(row) && dayOf(row) > day);
          }
        }
        for (const subgroup of estimates?.subgroups ?? []) {
          subgroup.categories.forEach((category, c) => {
            const isHere = (row: number): boolean => isKept(row) && categoryOf(row) === c;
            const named = `${about} category ${c}`;
            say(category[side], named, (row) => counts(row) && isHere(row));
            say(category[`${side}Events`], `${named} outcome`, (row) => had(1)(row) && isHere(row));
          });
        }
      }
    });
  });
  shown.multiArm?.outcomes.forEach(({ timeAtRisk, arms }, o) => {
    for (const { arm, persons } of arms) {
      say(persons, `all arms ${arm} ${timeAtRisk}`, (row) => {
        const included = o === 0 ? true : may(row)?.included;
        return isIn(arm)(row) && (included ?? input.population.followUps[o]?.included[row] === 1);
      });
    }
  });
  return statements;
}

/** Cells of persons whom all statements treat alike that the statements fix, when they are small. */
function solved(rows: number, possible: number, statements: readonly Statement[]): string[] {
  const groups = new Map<string, number>();
  for (let row = 0; row < rows + possible; row++) {
    const key = statements.map(({ holds }) => (holds(row) ? 1 : 0)).join('');
    groups.set(key, (groups.get(key) ?? 0) + (row < rows ? 1 : 0));
  }
  const cells = [...groups];
  const equations = statements.map((_, s) => cells.map(([key]) => (key[s] === '1' ? 1 : 0)));
  const found = [...fixedUnknowns(equations)].flatMap((cell) => {
    const [key, size] = cells[cell] ?? ['', 0];
    if (size === 0 || size >= 10) return [];
    return [
      `${size}: ${statements
        .filter((_, s) => key[s] === '1')
        .map(({ about }) => about)
        .join(' & ')}`,
    ];
  });
  const direct = statements.flatMap(({ holds, about }) => {
    const size = Array.from({ length: rows }, (_, row) => row).filter(holds).length;
    return size > 0 && size < 10 ? [`${size}: ${about}`] : [];
  });
  return [...found, ...direct];
}

test('with three arms, two follow-ups, a subgroup and everything opened, no number of 1 to 9 can be solved', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 150, max: 900 }),
      fc.constantFrom('weighting', 'matching'),
      (seed, persons, method) => {
        const input = invented(seed, persons, method);
        const analysis = analyseComparison(input, () => {});
        const shown = publishComparison(
          { ...analysis.result, provenance: {} as ComparisonResult['provenance'] },
          input.specification,
          rules,
          (personNos) => publishCount(personNos.length, rules),
        );
        // Weighting leaves nobody out.
        const possible = possiblePersons(tellingDays(shown)).filter(
          ({ left }) => left || method !== 'weighting',
        );
        const statements = statementsOf(input, analysis, shown, possible);
        expect(statements.length).toBeGreaterThan(3);
        for (const family of new Set(statements.map((one) => one.family))) {
          const known = statements.filter((one) => one.family === family || one.family === 'base');
          expect(solved(input.population.rows, possible.length, known)).toEqual([]);
        }
      },
    ),
    { numRuns: 12 },
  );
});
