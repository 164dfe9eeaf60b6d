import { availableColumns } from '../../cohort/availableColumns.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { StudyNote } from '../result/comparisonResult.ts';
import type { ComparisonOutcome, ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { armCandidates, type StudySource } from './armCandidates.ts';
import { eligible, personsByArm } from './candidates.ts';
import { followedRows } from './followedRows.ts';
import { type FollowUpRules, followUp, type HappeningDays, startsOf } from './followUps.ts';
import { PersonFacts } from './personFacts.ts';
import { NEVER } from './personPeriods.ts';
import type { PopulationContext } from './populationContext.ts';
import { type ExplainedFollowUp, populationNotes } from './populationNotes.ts';
import { noRecords } from './recordDays.ts';
import { type FollowedRows, type RiskWindows, riskWindows } from './riskWindows.ts';
import { chooseStudyPersons, studyPeriods, withStudyCohorts } from './studyCohorts.ts';
import type { CloneColumns, FollowUp, StudyPopulation } from './studyPopulation.ts';
import { studyRecords } from './studyRecords.ts';
import { subgroupColumns } from './subgroupColumns.ts';

/** Who is compared, how long each is followed and what happened to them. Raw: mask it before any of it is shown. */
export interface BuiltPopulation {
  readonly population: StudyPopulation;
  /** In the first time-at-risk, in the specification's order. */
  readonly negativeControls: readonly FollowUp[];
  readonly notes: readonly StudyNote[];
}

/**
 * Finds a study's population in the opened release: generates its definitions, applies its settings step by step, and
 * follows who is left. Where CohortMethod 6 (createStudyPopulation) has the setting, it means what it means there. A
 * negative control is the first record of its concepts; whoever had it before the first day at risk is left out.
 * @throws AkashiError `definition.*`, `study.*`, `cancelled`, `engine.*`
 */
export async function buildPopulation(
  context: PopulationContext,
  specification: ComparisonSpecification,
  job: Job,
): Promise<BuiltPopulation> {
  job.report({ phase: 'studyPopulation', fraction: null });
  const { arms, matrix, timesAtRisk } = specification;
  const armCohorts = arms.flatMap(({ cohort }) => cohort ?? []);
  const entered = [...armCohorts, ...(matrix && armCohorts.length < arms.length ? [matrix.base] : [])];
  const wanted = {
    definitions: [...entered, ...outcomeDefinitions(specification)],
    treatments: timesAtRisk.some(({ censorAtSwitch }) => censorAtSwitch) ? armCohorts : [],
  };
  return withStudyCohorts(context, specification, wanted, job, async (connection, cohorts) => {
    const keys = entered.flatMap((id) => cohorts.keys.get(id) ?? []);
    await chooseStudyPersons(context, connection, keys, job);
    const available = await availableColumns(connection, job);
    const facts = await PersonFacts.read(connection, available, job);
    const periods = await studyPeriods(connection, cohorts, job);
    throwIfCancelled(job);
    return fromSource({ specification, connection, available, facts, periods }, job);
  });
}

/** Definitions of outcomes and of what competes with them. */
export function outcomeDefinitions({ outcomes }: ComparisonSpecification): string[] {
  return outcomes.flatMap(({ cohort, competing }) =>
    competing === 'death' || competing === 'none' ? [cohort] : [cohort, competing],
  );
}

async function fromSource(source: StudySource, job: Job): Promise<BuiltPopulation> {
  const { specification, facts } = source;
  const { arms } = specification;
  const entrants = await armCandidates(source, job);
  const { candidates } = entrants;
  const steps = eligible(candidates, specification, {
    facts,
    armPeriods: entrants.armPeriods,
    treatments: arms.map(({ cells }, k) => (cells === null ? [] : (entrants.starts[k] ?? []))),
  });
  const followable = steps.at(-1)?.kept ?? new Int32Array(0);
  const mayBeAtRisk = windowsOf(specification, followedRows(entrants, followable, facts));
  const kept = followable.filter((_, i) => mayBeAtRisk.some(({ isLongEnough }) => isLongEnough[i] === 1));
  const rows = followedRows(entrants, kept, facts);
  const windows = windowsOf(specification, rows);
  const explained = outcomeFollowUps(source, rows, windows);
  const records = await studyRecords(source, job);
  const age = rows.person.map((person, i) => facts.age(person, rows.index[i] ?? 0));
  const sex = Uint8Array.from(rows.person, (person) => facts.sex(person));
  const attrition = [...steps, { step: 'daysAtRisk' as const, kept }].map((applied) => ({
    step: applied.step,
    persons: personsByArm(candidates, applied.kept, arms.length),
  }));
  const missing = [...entrants.missing, ...records.missing, ...missingDeaths(source)];
  return {
    population: {
      rows: rows.length,
      personNo: rows.person,
      arm: Uint8Array.from(rows.arm),
      indexDay: rows.index,
      age,
      sex,
      followUps: explained.map(plain),
      attrition,
      subgroups: subgroupColumns(
        specification.subgroups,
        { person: rows.person, index: rows.index, age, sex },
        records.subgroups,
      ),
      clones: cloneColumns(specification, rows),
    },
    negativeControls: controlFollowUps(source, rows, windows[0], records.controls),
    notes: populationNotes(specification, { attrition }, explained, rows.arm, missing),
  };
}

function cloneColumns({ immortalTime }: ComparisonSpecification, rows: FollowedRows): CloneColumns | null {
  if (immortalTime?.kind !== 'cloneCensorWeight') return null;
  return {
    deviates: rows.deviates.map((day) => (day === NEVER ? -1 : day)),
    graceDays: immortalTime.graceDays,
  };
}

function windowsOf(specification: ComparisonSpecification, rows: FollowedRows): RiskWindows[] {
  return specification.timesAtRisk.map((window) => riskWindows(rows, window, specification));
}

/** Every outcome in every time-at-risk: outcome by outcome. */
export function outcomeFollowUps(
  { specification, facts, periods }: StudySource,
  rows: FollowedRows,
  windows: readonly RiskWindows[],
): ExplainedFollowUp[] {
  return specification.outcomes.flatMap((outcome) => {
    const days = {
      events: startsOf(periods.of(outcome.cohort)),
      competing: competingDays(outcome.competing),
    };
    return windows.map((window, k) =>
      followUp(rows, specification.timesAtRisk[k]?.id ?? '', window, days, rulesFor(specification, outcome)),
    );
  });

  function competingDays(competing: ComparisonOutcome['competing']): HappeningDays | null {
    if (competing === 'none') return null;
    if (competing === 'death') return facts.deaths && startsOf(facts.deaths);
    return startsOf(periods.of(competing));
  }
}

function controlFollowUps(
  { specification, facts }: StudySource,
  rows: FollowedRows,
  window: RiskWindows | undefined,
  controls: readonly HappeningDays[],
): FollowUp[] {
  const [timeAtRisk] = specification.timesAtRisk;
  if (!window || !timeAtRisk) return [];
  return specification.negativeControls.map(({ id }, i) => {
    const days = { events: controls[i] ?? noRecords, competing: facts.deaths && startsOf(facts.deaths) };
    const rules = rulesFor(specification, { id, priorOutcome: { lookbackDays: null } });
    return plain(followUp(rows, timeAtRisk.id, window, days, rules));
  });
}

function rulesFor(
  { immortalTime }: ComparisonSpecification,
  { id, priorOutcome }: Pick<FollowUpRules, 'id' | 'priorOutcome'>,
): FollowUpRules {
  return { id, priorOutcome, immortalTime };
}

function plain({ hadBefore: _, ...followUp }: ExplainedFollowUp): FollowUp {
  return followUp;
}

/** Deaths are needed where they compete, and to know who reached a landmark. */
function missingDeaths({ specification, facts }: StudySource): string[] {
  const isNeeded =
    specification.immortalTime?.kind === 'landmark' ||
    specification.outcomes.some(({ competing }) => competing === 'death');
  return isNeeded && facts.deaths === null ? ['death'] : [];
}
