import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { JobControl } from '../../../shared/engine/job.ts';
import { type BuiltPopulation, buildPopulation } from '../../../shared/study/population/buildPopulation.ts';
import type { FollowUp } from '../../../shared/study/population/studyPopulation.ts';
import type { ComparisonSpecification } from '../../../shared/study/specification/comparisonSpecification.ts';
import { engines } from '../../contract/engines.ts';
import { PlainPopulation, type PlainRow } from './plainPopulation.ts';
import { DAY_ZERO, loadRelease, type RandomPerson, randomRelease } from './randomRelease.ts';
import { randomStudy } from './randomStudy.ts';
import { StudyEngine } from './studyEngine.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

describe.each(engines)('on the $kind engine', ({ kind, create }) => {
  let engine: StudyEngine;
  beforeAll(async () => {
    engine = await StudyEngine.start(create);
  });
  afterAll(() => engine.close());

  const built = async (persons: readonly RandomPerson[], study: ComparisonSpecification) => {
    await loadRelease(engine.connection, persons);
    return buildPopulation(engine.context(), study, new JobControl());
  };

  test('the population is the one that a plain recount finds, setting by setting and day by day', async () => {
    const reached = { rows: 0, events: 0, competing: 0, controls: 0, left: 0 };
    await fc.assert(
      fc.asyncProperty(fc.noBias(randomRelease), fc.noBias(randomStudy), async (persons, study) => {
        const result = await built(persons, study);
        const plain = new PlainPopulation(persons, study);
        expect(result.population.attrition).toEqual(plain.attrition);
        const rows = inOrder(plain);
        expect(rowsOf(result)).toEqual(
          rows.map((row) => [plain.numberOf(row), row.arm, DAY_ZERO + row.index]),
        );
        for (const followUp of [...result.population.followUps, ...result.negativeControls]) {
          compare(followUp, plain, rows, study);
          reached.events += followUp.status.filter((status) => status === 1).length;
          reached.competing += followUp.status.filter((status) => status === 2).length;
          reached.left += followUp.included.filter((included) => included === 0).length;
        }
        for (const { id, category } of result.population.subgroups) {
          expect([...category], id).toEqual(rows.map((row) => plain.category(row, id)));
        }
        expectLaws(result, persons, study);
        reached.rows += rows.length;
        reached.controls += result.negativeControls.length;
        expect(await engine.leftovers()).toBe(0);
      }),
      { numRuns: kind === 'native' ? 80 : 12 },
    );
    if (kind === 'native') expect(Math.min(...Object.values(reached))).toBeGreaterThan(50);
  });
});

/** What holds of every population, whatever was asked for. */
function expectLaws(
  { population, negativeControls }: BuiltPopulation,
  persons: readonly RandomPerson[],
  { arms, immortalTime }: ComparisonSpecification,
): void {
  const { attrition, personNo, indexDay } = population;
  for (const [k] of arms.entries()) {
    const left = attrition.map((step) => step.persons[k] ?? -1);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left.at(-1)).toBe(population.arm.filter((arm) => arm === k).length);
  }
  const landmark = immortalTime?.kind === 'landmark' ? immortalTime.day : 0;
  for (const { included, start, days } of [...population.followUps, ...negativeControls]) {
    personNo.forEach((number, row) => {
      if (included[row] !== 1) return;
      const index = (indexDay[row] ?? 0) - DAY_ZERO;
      const [from, to] = [index + (start[row] ?? 0), index + (start[row] ?? 0) + (days[row] ?? 0) - 1];
      const observed = persons[number]?.observed ?? [];
      // Nobody is followed, and nothing of them counts, before the landmark or outside observation.
      expect(from).toBeGreaterThanOrEqual(index + landmark);
      expect(observed.some(([first, last]) => first <= index && from <= to && to <= last)).toBe(true);
    });
  }
}

function inOrder(plain: PlainPopulation): PlainRow[] {
  return [...plain.rows].sort((a, b) => a.person.id - b.person.id || a.arm - b.arm);
}

function rowsOf({ population }: BuiltPopulation): number[][] {
  const { personNo, arm, indexDay } = population;
  return Array.from(personNo, (person, row) => [person, arm[row] ?? -1, indexDay[row] ?? -1]);
}

function compare(
  followUp: FollowUp,
  plain: PlainPopulation,
  rows: readonly PlainRow[],
  study: ComparisonSpecification,
): void {
  const window = study.timesAtRisk.find(({ id }) => id === followUp.timeAtRisk);
  if (!window) throw new Error(`no window ${followUp.timeAtRisk}`);
  const what = followUp.outcome === 'control' ? 'control' : 'outcome';
  const told = rows.map((_, row) => ({
    included: followUp.included[row] === 1,
    days: followUp.days[row],
    status: followUp.status[row],
  }));
  expect(told).toEqual(rows.map((row) => plain.followUp(row, window, what)));
  rows.forEach((row, at) => {
    if (followUp.included[at] !== 1) return;
    expect(row.index + (followUp.start[at] ?? -1)).toBe(plain.daysAtRisk(row, window)[0]);
  });
}
