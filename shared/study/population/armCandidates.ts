import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cutArms, startsOfCells } from '../matrix/cutArms.ts';
import { readMatrixRecords } from '../matrix/matrixRecords.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { type Candidates, candidatesOf, entriesOf } from './candidates.ts';
import { type HappeningDays, startsOf } from './followUps.ts';
import type { PersonFacts } from './personFacts.ts';
import { firstPeriods, noPeriods, type PersonPeriods } from './personPeriods.ts';
import type { studyPeriods } from './studyCohorts.ts';

/** The study persons as the release has them. */
export interface StudySource {
  readonly specification: ComparisonSpecification;
  readonly connection: EngineConnection;
  /** `table.column` of everything in schema cdm. */
  readonly available: ReadonlySet<string>;
  readonly facts: PersonFacts;
  readonly periods: Awaited<ReturnType<typeof studyPeriods>>;
}

/** Who could be in an arm, before the population's settings. */
export interface ArmCandidates {
  readonly candidates: Candidates;
  /** By arm: all entries of its cohort; empty for arms cut from the matrix. */
  readonly armPeriods: readonly PersonPeriods[];
  /** By arm: days on which anybody starts what it is about. */
  readonly starts: readonly (readonly HappeningDays[])[];
  /** Tables that the release lacks. */
  readonly missing: readonly string[];
}

export async function armCandidates(source: StudySource, job: Job): Promise<ArmCandidates> {
  const { specification, periods, connection, available } = source;
  const { arms, matrix, immortalTime } = specification;
  const armPeriods = arms.map(({ cohort }) => (cohort === null ? noPeriods : periods.of(cohort)));
  const isCut = matrix !== null && arms.some(({ cells }) => cells !== null);
  const records = isCut ? await readMatrixRecords(connection, matrix, available, job) : null;
  const cut =
    isCut && records
      ? cutArms(specification, matrix, { base: firstPeriods(periods.of(matrix.base)), records })
      : [];
  return {
    candidates: candidatesOf(
      [...armPeriods.flatMap((own, arm) => entriesOf(own, arm)), ...cut],
      immortalTime?.kind === 'cloneCensorWeight',
    ),
    armPeriods,
    starts: arms.map((arm) => {
      if (arm.cohort !== null)
        return [startsOf(periods.of(arm.cohort)), startsOf(periods.treatment(arm.cohort))];
      return matrix && records ? startsOfCells(matrix, arm, records) : [];
    }),
    missing: records?.missing ?? [],
  };
}
