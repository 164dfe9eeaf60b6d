import { describe, expect, test } from 'vitest';
import { publishCount } from '../../../shared/disclosure/outputRules.ts';
import { analyseComparison } from '../../../shared/study/analysis/analyseComparison.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import type { ComparisonResult, StudyNote } from '../../../shared/study/result/comparisonResult.ts';
import { publishComparison } from '../../../shared/study/result/publishComparison.ts';
import { type Columns, confounded, inputOf, selectRows } from './simulated.ts';

const base = confounded(9, 600, 0);
const picked = { model: 'picked', folds: 5, mostPersons: 250_000 };
const provenance = {} as ComparisonResult['provenance'];

function noOneLeft(input: ComparisonInput): ComparisonInput {
  const followUps = input.population.followUps.map((followUp) => ({
    ...followUp,
    included: new Uint8Array(input.population.rows),
  }));
  return { ...input, population: { ...input.population, followUps } };
}

const withCovariate = (columns: Columns, name: string, of: (row: number) => number): Columns => ({
  ...columns,
  covariates: {
    ...columns.covariates,
    [name]: Float64Array.from({ length: columns.arm.length }, (_, row) => of(row)),
  },
});

const cases: readonly {
  readonly what: string;
  readonly columns: Columns;
  readonly notes: readonly StudyNote['kind'][];
  readonly changes?: Record<string, unknown>;
  readonly change?: (input: ComparisonInput) => ComparisonInput;
  /** Whether anything is left to estimate. */
  readonly hasEffect: boolean;
}[] = [
  {
    what: 'an empty arm',
    columns: selectRows(base, (row) => base.arm[row] === 1),
    notes: ['emptyArm'],
    hasEffect: false,
  },
  { what: 'nobody at all', columns: selectRows(base, () => false), notes: ['emptyArm'], hasEffect: false },
  {
    what: 'no events',
    columns: { ...base, status: Array.from(base.status, (s) => (s === 1 ? 0 : s)) },
    notes: ['noEvents'],
    hasEffect: false,
  },
  {
    what: 'events in one arm only',
    columns: {
      ...base,
      status: Array.from(base.status, (s, row) => (base.arm[row] === 0 && s === 1 ? 0 : s)),
    },
    notes: ['separated'],
    hasEffect: false,
  },
  {
    what: 'one covariate that is the treatment',
    columns: withCovariate(base, 'twin', (row) => base.arm[row] as number),
    notes: ['oneCovariateExplains'],
    hasEffect: false,
  },
  {
    what: 'a rare covariate that only one arm has',
    columns: withCovariate(base, 'rare', (row) => (base.arm[row] === 0 && row < 16 ? 1 : 0)),
    notes: [],
    hasEffect: true,
  },
  {
    what: 'covariates that separate the arms together',
    columns: withCovariate(base, 'apart', (row) => (base.arm[row] === 0 ? 50 + (row % 7) : row % 7) + 0.1),
    notes: ['oneCovariateExplains'],
    hasEffect: false,
  },
  {
    what: 'an outcome before index in everybody',
    columns: base,
    change: noOneLeft,
    notes: ['allHadOutcome'],
    hasEffect: false,
  },
  {
    what: 'nobody left after trimming',
    columns: base,
    changes: { adjustment: { propensity: picked, trim: { kind: 'equipoise', lower: 0.99999, upper: 1 } } },
    notes: [],
    hasEffect: false,
  },
  {
    what: 'nobody near enough to match',
    columns: selectRows(base, (row) => (base.covariates.sick?.[row] === 1) === (base.arm[row] === 0)),
    changes: {
      adjustment: {
        method: 'matching',
        propensity: { ...picked },
        matching: { ratio: 1, caliper: 1e-9, scale: 'propensity' },
      },
    },
    notes: [],
    hasEffect: false,
  },
  {
    what: 'three persons',
    columns: selectRows(base, (row) => row < 3),
    notes: [],
    hasEffect: false,
  },
  {
    what: 'a covariate that nobody has and one that all have',
    columns: withCovariate(
      withCovariate(base, 'nobody', () => 0),
      'all',
      () => 1,
    ),
    notes: [],
    hasEffect: true,
  },
];

function* unsoundNumbers(value: unknown, path: string): Generator<string> {
  if (typeof value === 'number' && !Number.isFinite(value)) yield path;
  else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'evidence') yield* unsoundNumbers(inner, `${path}.${key}`);
    }
  }
}

describe.each(cases)('$what', ({ columns, notes, changes, change, hasEffect }) => {
  for (const method of ['weighting', 'matching', 'stratification', 'standardisation'] as const) {
    test(`by ${method}: explained, without a number that means nothing`, () => {
      const adjustment = { method, propensity: picked };
      const plain = inputOf(columns, { adjustment, ...changes, horizons: [90, 365] });
      const input = change ? change(plain) : plain;
      const { result } = analyseComparison(input, () => {});
      expect(result.notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...notes]));
      expect([...unsoundNumbers(result, '')]).toEqual([]);
      const outcome = result.pairs[0]?.outcomes[0];
      expect((outcome?.estimates?.adjusted.length ?? 0) > 0).toBe(hasEffect);
      if (!hasEffect && !notes.includes('separated')) expect(outcome?.blinding).not.toBeNull();
      const shown = publishComparison(
        { ...result, provenance },
        input.specification,
        { minimumCell: 10 },
        (persons) => publishCount(persons.length, { minimumCell: 10 }),
      );
      expect([...unsoundNumbers(shown, '')]).toEqual([]);
    });
  }
});
