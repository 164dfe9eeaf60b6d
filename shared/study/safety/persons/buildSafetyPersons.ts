import { availableColumns } from '../../../cohort/availableColumns.ts';
import type { Job } from '../../../engine/job.ts';
import { letOthersTurn } from '../../../engine/letOthersTurn.ts';
import { partOfJob } from '../../../engine/partOfJob.ts';
import { NEVER } from '../../population/personPeriods.ts';
import { withStudyCohorts } from '../../population/studyCohorts.ts';
import type { SafetyPersons } from '../safetyPersons.ts';
import type { ExposureSpecification, SafetySpecification } from '../specification/safetySpecification.ts';
import { readCareSettings } from './careSettings.ts';
import { exposureSupplies } from './exposureSupplies.ts';
import { type NewUsers, newUsers, noUsers } from './newUsers.ts';
import { personDayOrder } from './personDayOrder.ts';
import { PersonReader } from './personReader.ts';
import { ageOn, type ReleasePersons, readReleasePersons } from './releasePersons.ts';
import { type MatchedSets, matchUnexposed } from './riskSetMatching.ts';
import { type SafetyContext, SafetyReleaseCache } from './safetyReleaseCache.ts';
import { followUp, type SafetyRows, safetyWindow } from './safetyWindows.ts';
import { lastSupply, type Supplies } from './supplies.ts';

/**
 * Finds who is in a safety study: new users of what it is about, who was like each of them on their first day and did
 * not take it, and new users of what is taken instead. Exposed persons whom nobody matches are left out: the last step
 * of the funnel. Raw: mask it before any of it is shown.
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function buildSafetyPersons(
  context: SafetyContext,
  specification: SafetySpecification,
  job: Job,
): Promise<SafetyPersons> {
  job.report({ phase: 'studyPopulation', fraction: null });
  const { exposure, comparator, population, unexposed } = specification;
  const definitions = [exposure, ...(comparator ? [comparator] : [])].flatMap(({ cohort }) => cohort ?? []);
  const wanted = { definitions, treatments: [] };
  const cache = context.safetyCache ?? new SafetyReleaseCache();
  return withStudyCohorts(context, specification, wanted, job, async (connection, cohorts) => {
    const available = await availableColumns(connection, job);
    const reader = await PersonReader.start(connection, context.persons, job);
    const people = await cache.people.get(() =>
      readReleasePersons(reader, available, partOfJob(job, 0, 0.1)),
    );
    const taken = (one: ExposureSpecification, part: Job): Promise<Supplies> =>
      exposureSupplies({ cache, connection, reader, cohorts, available }, one, part);
    const supplies = {
      exposed: await taken(exposure, partOfJob(job, 0.1, 0.2)),
      comparator: comparator ? await taken(comparator, partOfJob(job, 0.2, 0.3)) : null,
    };
    await letOthersTurn(job);
    const exposed = newUsers(people, supplies.exposed, supplies.comparator, population);
    const instead = supplies.comparator
      ? newUsers(people, supplies.comparator, supplies.exposed, population)
      : noUsers;
    const care = unexposed.careSetting
      ? await cache.care.get(() => readCareSettings(connection, reader, available, partOfJob(job, 0.3, 0.7)))
      : null;
    const matching = partOfJob(job, 0.7, 1);
    const sets = await matchUnexposed(people, supplies.exposed, care, exposed, specification, matching);
    const rows = rowsOf(exposed, sets, instead, people.size);
    await letOthersTurn(job);
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
function rowsOf(
  exposed: NewUsers,
  { starts, persons }: MatchedSets,
  instead: NewUsers,
  size: number,
): SafetyRows {
  const kept = exposed.persons
    .map((_, i) => i)
    .filter((i) => (starts[i + 1] as number) > (starts[i] as number));
  const before = kept.length + persons.length;
  const rows = before + instead.persons.length;
  const personNo = new Int32Array(rows);
  const indexDay = new Int32Array(rows);
  const matchedTo = new Int32Array(rows).map((_, row) => row);
  const treated = new Int32Array(persons.length);
  const days = new Int32Array(persons.length);
  kept.forEach((i, row) => {
    personNo[row] = exposed.persons[i] as number;
    indexDay[row] = exposed.index[i] as number;
    treated.fill(row, starts[i], starts[i + 1]);
    days.fill(exposed.index[i] as number, starts[i], starts[i + 1]);
  });
  personDayOrder(persons, days, size).forEach((at, i) => {
    const row = kept.length + i;
    personNo[row] = persons[at] as number;
    indexDay[row] = days[at] as number;
    matchedTo[row] = treated[at] as number;
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
    sex: new Uint8Array(rows.rows).map((_, row) => people.sex[personNo[row] as number] as number),
    institution: personNo.map((person) => people.institution[person] as number),
    dailyDose,
    windows: timesAtRisk.map((timeAtRisk) => safetyWindow(rows, timeAtRisk, followed, supplies)),
    death: personNo.map((person, row) => {
      const day = people.death[person] as number;
      return day === NEVER ? -1 : day - (indexDay[row] as number);
    }),
  };
}
