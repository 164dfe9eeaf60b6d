import { availableColumns } from '../../cohort/availableColumns.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { StudySource } from '../population/armCandidates.ts';
import { outcomeDefinitions, outcomeFollowUps } from '../population/buildPopulation.ts';
import { PersonFacts } from '../population/personFacts.ts';
import { firstPeriods, NEVER, type PersonPeriods } from '../population/personPeriods.ts';
import type { PopulationContext } from '../population/populationContext.ts';
import { type FollowedRows, riskWindows } from '../population/riskWindows.ts';
import { chooseStudyPersons, studyPeriods, withStudyCohorts } from '../population/studyCohorts.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import { bandCategories } from '../population/subgroupColumns.ts';
import { switchDays } from '../population/switchDays.ts';
import { isAfterIndex } from '../specification/axisCategories.ts';
import type { ComparisonSpecification, MatrixAxis } from '../specification/comparisonSpecification.ts';
import { AxisReader } from './axisReader.ts';
import type { CountedCell, CountedMatrix } from './countedMatrix.ts';
import { readMatrixRecords, treatmentAxes } from './matrixRecords.ts';

/**
 * Counts a study's treatment matrix: everybody in the base cohort, at their first entry, by their categories on the axes
 * (as known at the landmark, where the study has one), with outcomes in the first time-at-risk. The population's settings
 * are not applied.
 * @throws AkashiError `definition.*`, `study.withoutMatrix`, `cancelled`, `engine.*`
 */
export async function buildMatrix(
  context: PopulationContext,
  specification: ComparisonSpecification,
  job: Job,
): Promise<CountedMatrix> {
  job.report({ phase: 'treatmentMatrix', fraction: null });
  const { matrix } = specification;
  if (matrix === null) throw new AkashiError('study.withoutMatrix', { study: specification.name });
  const wanted = { definitions: [matrix.base, ...outcomeDefinitions(specification)], treatments: [] };
  return withStudyCohorts(context, specification, wanted, job, async (connection, cohorts) => {
    await chooseStudyPersons(context, connection, [cohorts.keys.get(matrix.base) ?? -1], job);
    const available = await availableColumns(connection, job);
    const facts = await PersonFacts.read(connection, available, job);
    const periods = await studyPeriods(connection, cohorts, job);
    const records = await readMatrixRecords(connection, matrix, available, job);
    throwIfCancelled(job);
    const base = firstPeriods(periods.of(matrix.base));
    const guard = specification.immortalTime?.kind === 'landmark' ? specification.immortalTime : null;
    const reader = new AxisReader(matrix, { base, records }, guard);
    const categories = matrix.axes.map((axis) => reader.categories(axis));
    const source = { specification, connection, available, facts, periods };
    const [treatment] = treatmentAxes(matrix);
    const chosen = treatment && categories[matrix.axes.indexOf(treatment)];
    const starts = (treatment && records.treatments.get(treatment.id)) ?? [];
    const switches = chosen
      ? switchDays(
          { person: base.persons, arm: chosen, index: base.starts },
          starts.map((days) => [days]),
        )
      : base.persons.map(() => NEVER);
    const outcomes = firstFollowUps(source, base, switches);
    return {
      axes: matrix.axes.map(describe),
      persons: base.persons,
      cells: cellsOf(base, categories, outcomes),
    };
  });
}

/** Every outcome in the first time-at-risk, by place in the base. */
function firstFollowUps(source: StudySource, base: PersonPeriods, switches: Int32Array): FollowUp[] {
  const { facts, specification } = source;
  const { persons, starts, ends } = base;
  const rows: FollowedRows = {
    length: persons.length,
    person: persons,
    index: starts,
    cohortEnd: ends.map((end, row) => end - (starts[row] ?? 0)),
    observedTo: persons.map((person, row) => facts.observation(person, starts[row] ?? 0)?.after ?? -1),
    switches,
    deviates: persons.map(() => NEVER),
  };
  const windows = specification.timesAtRisk
    .slice(0, 1)
    .map((window) => riskWindows(rows, window, specification));
  return outcomeFollowUps(source, rows, windows);
}

function cellsOf(
  { persons }: PersonPeriods,
  categories: readonly Int32Array[],
  outcomes: readonly FollowUp[],
): CountedCell[] {
  const cells = new Map<string, { category: number[]; rows: number[] }>();
  persons.forEach((_, row) => {
    const category = categories.map((axis) => axis[row] ?? -1);
    const key = category.join();
    const cell = cells.get(key);
    if (cell) cell.rows.push(row);
    else cells.set(key, { category, rows: [row] });
  });
  return [...cells.values()]
    .sort((a, b) => inOrder(a.category, b.category))
    .map(({ category, rows }) => ({
      category,
      persons: Int32Array.from(rows, (row) => persons[row] ?? 0),
      outcomes: outcomes.map(({ outcome, included, status, days }) => ({
        outcome,
        persons: Int32Array.from(
          rows.filter((row) => included[row] === 1 && status[row] === 1),
          (row) => persons[row] ?? 0,
        ),
        days: rows.reduce((sum, row) => sum + (included[row] === 1 ? (days[row] ?? 0) : 0), 0),
      })),
    }));
}

/** None comes last. */
function inOrder(a: readonly number[], b: readonly number[]): number {
  const place = (category: number | undefined): number =>
    category === undefined || category < 0 ? NEVER : category;
  const at = a.findIndex((category, axis) => category !== b[axis]);
  return at < 0 ? 0 : place(a[at]) - place(b[at]);
}

function describe(axis: MatrixAxis): CountedMatrix['axes'][number] {
  const categories =
    'categories' in axis
      ? axis.categories.map(({ id, name }) => ({ id, name }))
      : bandCategories(axis.breaks);
  return { id: axis.id, name: axis.name, afterIndex: isAfterIndex(axis), categories };
}
