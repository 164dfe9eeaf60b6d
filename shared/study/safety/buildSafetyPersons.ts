import { availableColumns } from '../../cohort/availableColumns.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import { NEVER } from '../population/personPeriods.ts';
import type { PopulationContext } from '../population/populationContext.ts';
import { withStudyCohorts } from '../population/studyCohorts.ts';
import { readCareSettings } from './careSettings.ts';
import { type NewUsers, newUsers, noUsers } from './newUsers.ts';
import { ageOn, type ReleasePersons, readReleasePersons } from './releasePersons.ts';
import { type MatchedSets, matchUnexposed } from './riskSetMatching.ts';
import type { SafetyPersons } from './safetyPersons.ts';
import type { ExposureSpecification, SafetySpecification } from './safetySpecification.ts';
import { followUp, type SafetyRows, safetyWindow } from './safetyWindows.ts';
import { lastSupply, type Supplies } from './supplies.ts';
import { takenBy } from './takenBy.ts';

/**
 * Finds who is in a safety study: new users of what it is about, who was like each of them on their first day and did
 * not take it, and new users of what is taken instead. Exposed persons whom nobody matches are left out: the last step
 * of the funnel. Raw: mask it before any of it is shown.
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function buildSafetyPersons(
  context: PopulationContext,
  specification: SafetySpecification,
  job: Job,
): Promise<SafetyPersons> {
  job.report({ phase: 'studyPopulation', fraction: null });
  const { exposure, comparator } = specification;
  const definitions = [exposure, ...(comparator ? [comparator] : [])].flatMap(({ cohort }) => cohort ?? []);
  const wanted = { definitions, treatments: [] };
  return withStudyCohorts(context, specification, wanted, job, async (connection, cohorts) => {
    const available = await availableColumns(connection, job);
    const people = await readReleasePersons(connection, context.persons, available, job);
    const numbers = context.persons.table;
    const taken = (one: ExposureSpecification) =>
      takenBy(context, connection, cohorts, one, people.size, available, job);
    const supplies = {
      exposed: await taken(exposure),
      comparator: comparator ? await taken(comparator) : null,
    };
    const { population, unexposed } = specification;
    const exposed = newUsers(people, supplies.exposed, supplies.comparator, population);
    const instead = supplies.comparator
      ? newUsers(people, supplies.comparator, supplies.exposed, population)
      : noUsers;
    const care = unexposed.careSetting
      ? await readCareSettings(connection, numbers, people.size, available, job)
      : null;
    throwIfCancelled(job);
    const sets = matchUnexposed(people, supplies.exposed, care, exposed, specification, job);
    const rows = rowsOf(exposed, sets, instead);
    const matched = rows.group.indexOf(1) < 0 ? 0 : rows.group.indexOf(1);
    return {
      ...describe(rows, people, specification, supplies),
      funnel: [
        ...exposed.funnel.map(({ step, persons }, i) => ({
          step,
          exposed: persons,
          comparator: instead.funnel[i]?.persons ?? 0,
        })),
        { step: 'matched', exposed: matched, comparator: instead.persons.length },
      ],
    };
  });
}

/** Exposed persons with a match, then the unexposed, then the comparator; each by person number and index day. */
function rowsOf(exposed: NewUsers, { starts, persons }: MatchedSets, instead: NewUsers): SafetyRows {
  const kept = exposed.persons
    .map((_, i) => i)
    .filter((i) => (starts[i + 1] as number) > (starts[i] as number));
  const unexposed = Array.from(kept, (i, row) =>
    Array.from(persons.subarray(starts[i], starts[i + 1]), (person) => ({
      person,
      row,
      day: exposed.index[i] as number,
    })),
  ).flat();
  unexposed.sort((a, b) => a.person - b.person || a.day - b.day || a.row - b.row);
  const before = kept.length + unexposed.length;
  const rows = before + instead.persons.length;
  const personNo = new Int32Array(rows);
  const indexDay = new Int32Array(rows);
  const matchedTo = Int32Array.from({ length: rows }, (_, row) => row);
  personNo.set(kept.map((i) => exposed.persons[i] as number));
  indexDay.set(kept.map((i) => exposed.index[i] as number));
  unexposed.forEach(({ person, row, day }, i) => {
    personNo[kept.length + i] = person;
    indexDay[kept.length + i] = day;
    matchedTo[kept.length + i] = row;
  });
  personNo.set(instead.persons, before);
  indexDay.set(instead.index, before);
  const group = new Uint8Array(rows).fill(1, kept.length, before).fill(2, before);
  return { rows, personNo, group, matchedTo, indexDay };
}

function describe(
  rows: SafetyRows,
  people: ReleasePersons,
  { timesAtRisk, unexposed }: SafetySpecification,
  supplies: { readonly exposed: Supplies; readonly comparator: Supplies | null },
): Omit<SafetyPersons, 'funnel'> {
  const { personNo, indexDay, group } = rows;
  const followed = followUp(rows, people, supplies.exposed, unexposed.censorAtExposure);
  const dailyDose = new Float64Array(rows.rows).fill(Number.NaN);
  for (let row = 0; row < rows.rows && group[row] === 0; row++) {
    const first = lastSupply(supplies.exposed, personNo[row] as number, indexDay[row] as number);
    dailyDose[row] = supplies.exposed.dailyDose[first] as number;
  }
  return {
    ...rows,
    age: personNo.map((person, row) => ageOn(people, person, indexDay[row] as number)),
    sex: Uint8Array.from(personNo, (person) => people.sex[person] as number),
    institution: personNo.map((person) => people.institution[person] as number),
    dailyDose,
    windows: timesAtRisk.map((timeAtRisk) => safetyWindow(rows, timeAtRisk, followed, supplies)),
    death: personNo.map((person, row) => {
      const day = people.death[person] as number;
      return day === NEVER ? -1 : day - (indexDay[row] as number);
    }),
  };
}
