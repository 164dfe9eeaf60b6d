import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { JobControl } from '../../../shared/engine/job.ts';
import { buildMatrix } from '../../../shared/study/matrix/buildMatrix.ts';
import { buildPopulation } from '../../../shared/study/population/buildPopulation.ts';
import { axisCategories } from '../../../shared/study/specification/axisCategories.ts';
import type {
  ComparisonArm,
  ComparisonSpecification,
} from '../../../shared/study/specification/comparisonSpecification.ts';
import { engines } from '../../contract/engines.ts';
import { StudyEngine } from '../population/studyEngine.ts';
import { PlainMatrix } from './plainMatrix.ts';
import { randomMatrixStudy } from './randomMatrix.ts';
import { loadTreatments, OBSERVED_TO, randomTreatments, type TreatedPerson } from './randomTreatments.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

/** Long after everything is over. */
const HINDSIGHT = 1000;

describe.each(engines)('on the $kind engine', ({ kind, create }) => {
  let engine: StudyEngine;
  beforeAll(async () => {
    engine = await StudyEngine.start(create);
  });
  afterAll(() => engine.close());

  test('cells and arms are those of a plain recount by what was known on each day', async () => {
    const reached = { cells: 0, outcomes: 0, cut: 0, deviations: 0, kept: 0 };
    await fc.assert(
      fc.asyncProperty(fc.noBias(randomTreatments), fc.noBias(randomMatrixStudy), async (persons, study) => {
        await loadTreatments(engine.connection, persons);
        const counted = await buildMatrix(engine.context(), study, new JobControl());
        const cells = plainCells(persons, study);
        expect(counted.cells.map(({ category, persons: own }) => [category.join(), [...own]]).sort()).toEqual(
          [...cells].map(([category, rows]) => [category, rows]).sort(),
        );
        for (const cell of counted.cells) {
          const own = [...cell.persons].map((at) => persons[at]).filter((one) => one !== undefined);
          expect(cell.outcomes).toMatchObject([plainOutcome(persons, own, study)]);
          reached.outcomes += cell.outcomes[0]?.persons.length ?? 0;
        }
        reached.cells += cells.size;

        const { population } = await buildPopulation(engine.context(), study, new JobControl());
        const { personNo, arm, clones, followUps } = population;
        const told = Array.from(personNo, (person, row) => {
          const { included, days, status } = followUps[0] ?? {};
          return {
            person,
            arm: arm[row],
            deviates: clones?.deviates[row] ?? null,
            followed: included?.[row] === 1 ? { days: days?.[row], status: status?.[row] } : null,
          };
        });
        expect(told).toEqual(plainArms(persons, study));
        if (clones) {
          reached.deviations += clones.deviates.filter((day) => day >= 0).length;
          reached.kept += clones.deviates.filter((day) => day < 0).length;
        } else reached.cut += told.length;
      }),
      { numRuns: kind === 'native' ? 60 : 8 },
    );
    if (kind === 'native') expect(Math.min(...Object.values(reached))).toBeGreaterThan(10);
  });
});

function axesOf({ matrix }: ComparisonSpecification) {
  return matrix?.axes ?? [];
}

function landmarkOf({ immortalTime }: ComparisonSpecification): number | null {
  return immortalTime?.kind === 'landmark' ? immortalTime.day : null;
}

/** Person numbers by the categories of a person. */
function plainCells(
  persons: readonly TreatedPerson[],
  study: ComparisonSpecification,
): Map<string, number[]> {
  const landmark = landmarkOf(study);
  const plain = new PlainMatrix(axesOf(study), landmark === null ? null : study.immortalTime);
  const cells = new Map<string, number[]>();
  persons.forEach((person, at) => {
    const category = axesOf(study)
      .map((axis) => plain.known(axis, person, landmark ?? HINDSIGHT).category)
      .join();
    cells.set(category, [...(cells.get(category) ?? []), at]);
  });
  return cells;
}

/** Follow-up from index or the landmark to a last day; null: left out. */
function followed(
  { outcomes }: TreatedPerson,
  from: number,
  to: number,
): { days: number; status: number } | null {
  if (to < from || (from > 0 && outcomes.some((day) => day >= 0 && day < from))) return null;
  const event = Math.min(...outcomes.filter((day) => day >= from && day <= to));
  return Number.isFinite(event) ? { days: event - from + 1, status: 1 } : { days: to - from + 1, status: 0 };
}

/** Last day followed: the one before a first supply of another kind, without one of the own kinds on the same day. */
function lastBeforeSwitch(
  { supplies }: TreatedPerson,
  { timesAtRisk }: ComparisonSpecification,
  own: readonly string[],
  all: readonly string[],
): number {
  const startsOn = (day: number, some: readonly string[]): boolean =>
    supplies.some(({ drug, from }) => from === day && some.includes(drug === 13 ? 'b' : 'a'));
  for (let day = 1; day <= OBSERVED_TO && timesAtRisk[0]?.censorAtSwitch; day++) {
    const others = all.filter((kind) => !own.includes(kind));
    if (startsOn(day, others) && !startsOn(day, own)) return day - 1;
  }
  return OBSERVED_TO;
}

function plainOutcome(
  all: readonly TreatedPerson[],
  persons: readonly TreatedPerson[],
  study: ComparisonSpecification,
) {
  const landmark = landmarkOf(study);
  const plain = new PlainMatrix(axesOf(study), landmark === null ? null : study.immortalTime);
  const own = persons.map((person) => {
    const kind = plain.begun(person, landmark ?? HINDSIGHT)?.kind;
    const last = lastBeforeSwitch(person, study, kind ? [kind] : [], ['a', 'b']);
    return { person, told: followed(person, landmark ?? 0, last) };
  });
  return {
    outcome: 'outcome',
    persons: Int32Array.from(
      own.filter(({ told }) => told?.status === 1),
      ({ person }) => all.indexOf(person),
    ),
    days: own.reduce((sum, { told }) => sum + (told?.days ?? 0), 0),
  };
}

interface PlainRow {
  readonly person: number;
  readonly arm: number;
  readonly deviates: number | null;
  readonly followed: { readonly days: number; readonly status: number } | null;
}

/** Rows of the population, by arm as known at the landmark or after all; clones day by day. */
function plainArms(persons: readonly TreatedPerson[], study: ComparisonSpecification): PlainRow[] {
  const landmark = landmarkOf(study);
  const { immortalTime } = study;
  const plain = new PlainMatrix(axesOf(study), immortalTime);
  const washout = study.population.washoutOtherArmsDays ?? 0;
  const kindsOf = (arm: ComparisonArm | undefined) => arm?.cells?.kind ?? [];
  /** Whether a drug of another arm and not of one's own was begun in the days before index; with clones of any arm. */
  const isWashedOut = (person: TreatedPerson, k: number): boolean => {
    const own = immortalTime?.kind === 'cloneCensorWeight' ? [] : kindsOf(study.arms[k]);
    const others = study.arms.flatMap(kindsOf).filter((kind) => !own.includes(kind));
    return person.supplies.some(
      ({ drug, from }) =>
        from < 0 &&
        from >= -washout &&
        others.some((kind) => (kind === 'b' ? [13] : [11, 12, 14]).includes(drug)),
    );
  };
  return persons.flatMap((person, at) => {
    const neverAtRisk = new Set<number>();
    const rows = study.arms.flatMap((arm, k): PlainRow[] => {
      if (isWashedOut(person, k)) return [];
      const until = lastBeforeSwitch(person, study, kindsOf(arm), study.arms.flatMap(kindsOf));
      const wanted = axesOf(study).flatMap((axis) => {
        const chosen = arm.cells?.[axis.id];
        return chosen ? [{ axis, accepted: chosen.map((id) => axisCategories(axis).indexOf(id)) }] : [];
      });
      if (immortalTime?.kind !== 'cloneCensorWeight') {
        const isIn = wanted.every(({ axis, accepted }) =>
          accepted.includes(plain.known(axis, person, landmark ?? HINDSIGHT).category),
        );
        const own = followed(person, landmark ?? 0, until);
        if (until < (landmark ?? 0)) neverAtRisk.add(k);
        return isIn ? [{ person: at, arm: k, deviates: null, followed: own }] : [];
      }
      const isRuledOut = (today: number): boolean =>
        wanted.some(({ axis, accepted }) => {
          const { possible } = plain.known(axis, person, today);
          return !accepted.some(possible);
        });
      if (isRuledOut(0)) return [];
      let deviates = -1;
      for (let today = 1; today <= immortalTime.graceDays && deviates < 0; today++) {
        if (isRuledOut(today)) deviates = today;
      }
      const last = deviates < 0 ? until : Math.min(until, deviates - 1);
      return [{ person: at, arm: k, deviates, followed: followed(person, 0, last) }];
    });
    // Whoever is in both arms began both on one day.
    const isOut = immortalTime?.kind !== 'cloneCensorWeight' && rows.length > 1;
    return isOut ? [] : rows.filter(({ arm }) => !neverAtRisk.has(arm));
  });
}
