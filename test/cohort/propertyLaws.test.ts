import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AttritionBase, attrition } from '../../shared/cohort/attrition.ts';
import { cohortOverlap, combinedPeriods } from '../../shared/cohort/cohortAlgebra.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { epochDays, name, sql } from '../../shared/engine/sql.ts';
import type { CohortOperation } from '../../shared/workbenchApi.ts';
import { CompiledCohorts } from './random/compiledCohorts.ts';
import { randomCdm } from './random/randomCdm.ts';
import type { Json } from './random/randomCriteria.ts';
import { randomExpression } from './random/randomExpression.ts';

const seed = 20261122;
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start();
});
afterAll(() => compiled.close());

describe('attrition', () => {
  /** Definitions with rules on data where somebody enters, without arbitrary ties. */
  async function withRules(numRuns: number): Promise<{ expression: Json; base: AttritionBase }[]> {
    const found: { expression: Json; base: AttritionBase }[] = [];
    const several = fc.array(randomExpression(), { minLength: 12, maxLength: 12 });
    for (const [data, all] of fc.sample(fc.noBias(fc.tuple(randomCdm(), several)), { seed, numRuns })) {
      const expressions = all.filter((one) => rulesOf(one).length > 0 && limitOf(one) === 'All');
      await compiled.load(data);
      const results = await compiled.generate(expressions, true);
      for (const [i, expression] of expressions.entries()) {
        const result = results[i];
        if (!result?.ok || !result.attrition || result.attrition.events.length === 0) continue;
        found.push({ expression, base: result.attrition });
        await togglesLikeTheDefinition(expression, result.attrition);
      }
    }
    return found;
  }

  /** Switching rules off as a pure function counts what the definition without them counts. */
  async function togglesLikeTheDefinition(expression: Json, base: AttritionBase): Promise<void> {
    const rules = rulesOf(expression);
    const subsets = rules.map((_, off) => rules.map((__, i) => i).filter((i) => i !== off));
    const reduced = await compiled.generate(
      subsets.map((on) => ({ ...expression, InclusionRules: on.map((i) => rules[i]) })),
      true,
    );
    for (const [i, on] of subsets.entries()) {
      const result = reduced[i];
      const fewer = result?.ok ? result.attrition : null;
      if (!fewer) throw new Error('a definition with fewer rules was refused');
      const all = on.map((_, place) => place);
      expect(attrition(base, on).final, JSON.stringify(expression)).toBe(attrition(fewer, all).final);
      expect(attrition(base, on).entry).toBe(attrition(fewer, all).entry);
    }
  }

  test('falls with every rule, in any order, and toggles like the definition', async () => {
    const cases = await withRules(25);
    expect(cases.length).toBeGreaterThan(30);
    let fell = 0;
    for (const { base } of cases) {
      const orders = [
        Array.from({ length: base.ruleCount }, (_, i) => i),
        Array.from({ length: base.ruleCount }, (_, i) => base.ruleCount - 1 - i),
      ];
      for (const order of orders) {
        const counts = attrition(base, order);
        const remaining = [counts.entry, ...counts.rules.map((rule) => rule.remaining ?? Number.NaN)];
        expect(remaining).toEqual([...remaining].sort((a, b) => b - a));
        expect(counts.final).toBe(remaining.at(-1));
        if (counts.final < counts.entry) fell++;
        for (const rule of counts.rules) expect(rule.aloneRemoves).toBeGreaterThanOrEqual(0);
      }
      expect(attrition(base, orders[0] ?? []).final).toBe(attrition(base, orders[1] ?? []).final);
    }
    expect(fell).toBeGreaterThan(10);
  });
});

describe('cohorts of cohorts', () => {
  /** Person and day, `1 14972`. */
  type Days = ReadonlySet<string>;

  async function daysOf(operation: CohortOperation, keys: readonly number[]): Promise<Days> {
    const periods = combinedPeriods(operation, keys);
    const rows = toRows(
      await compiled.connection.query(
        sql`SELECT person_id, ${epochDays(name('start_date'))} AS s, ${epochDays(name('end_date'))} AS e FROM (${periods}) AS p`,
      ),
    );
    const days = new Set<string>();
    for (const row of rows) {
      expect(Number(row.s)).toBeLessThanOrEqual(Number(row.e));
      for (let day = Number(row.s); day <= Number(row.e); day++) {
        const key = `${row.person_id} ${day}`;
        // Periods of a person never share a day.
        expect(days.has(key)).toBe(false);
        days.add(key);
      }
    }
    return days;
  }

  /** The days of one stored cohort, whose periods may overlap. */
  async function storedDays(key: number): Promise<Days> {
    const rows = toRows(
      await compiled.connection.query(
        sql`SELECT subject_id, ${epochDays(name('cohort_start_date'))} AS s, ${epochDays(name('cohort_end_date'))} AS e FROM ${cohortTable} WHERE cohort_key = ${key}`,
      ),
    );
    const days = new Set<string>();
    for (const row of rows) {
      for (let day = Number(row.s); day <= Number(row.e); day++) days.add(`${row.subject_id} ${day}`);
    }
    return days;
  }

  async function stored(definitions: readonly Json[]): Promise<void> {
    await compiled.connection.run(sql`DELETE FROM ${cohortTable}`);
    const cohorts = definitions.flatMap((definition, key) => {
      const parsed = parseDefinition(String(key), JSON.stringify(definition));
      return parsed.ok ? [{ key, definition: parsed.definition }] : [];
    });
    await generateCohorts(compiled.engine, cohorts, { clock: () => performance.now() }, new JobControl());
  }

  test('are arithmetic on days', async () => {
    const three = fc.array(randomExpression(), { minLength: 3, maxLength: 3 });
    let overlapping = 0;
    for (const [data, definitions] of fc.sample(fc.noBias(fc.tuple(randomCdm(), three)), {
      seed,
      numRuns: 40,
    })) {
      await compiled.load(data);
      await stored(definitions);
      const [a, b, c] = await Promise.all([0, 1, 2].map(storedDays));
      if (!a || !b || !c) throw new Error('three cohorts were stored');
      const merged = await daysOf('union', [0, 1, 2]);
      const shared = await daysOf('intersection', [0, 1]);
      const difference = await daysOf('difference', [0, 1, 2]);
      if (shared.size > 0) overlapping++;

      expect(merged).toEqual(union(a, b, c));
      expect(shared).toEqual(intersected(a, b));
      expect(difference).toEqual(without(a, union(b, c)));
      // The same cohort twice, the other way round, and put together again.
      expect(await daysOf('union', [0, 0])).toEqual(a);
      expect(await daysOf('intersection', [0, 0])).toEqual(a);
      expect((await daysOf('difference', [0, 0])).size).toBe(0);
      expect(await daysOf('intersection', [1, 0])).toEqual(shared);
      expect(union(await daysOf('difference', [0, 1]), shared)).toEqual(a);

      const overlap = await cohortOverlap(compiled.connection, [0, 1, 2], new JobControl());
      const persons = [a, b, c].map((days) => new Set([...days].map((day) => day.split(' ')[0] ?? '')));
      for (const { members, persons: count } of overlap) {
        const everybody = union(...persons);
        const exactly = [...everybody].filter((person) =>
          members.every((member, i) => (persons[i]?.has(person) ?? false) === member),
        );
        expect(count).toBe(exactly.length);
      }
    }
    expect(overlapping).toBeGreaterThan(2);
  });
});

function union<T>(...sets: readonly ReadonlySet<T>[]): Set<T> {
  return new Set(sets.flatMap((set) => [...set]));
}

function intersected<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a].filter((item) => b.has(item)));
}

function without<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a].filter((item) => !b.has(item)));
}

function rulesOf(expression: Json): readonly unknown[] {
  return Array.isArray(expression.InclusionRules) ? expression.InclusionRules : [];
}

/** The qualified limit matters only with additional criteria. */
function limitOf(expression: Json): unknown {
  const { AdditionalCriteria, QualifiedLimit } = expression;
  return AdditionalCriteria ? ((QualifiedLimit as Json | undefined)?.Type ?? 'First') : 'All';
}
