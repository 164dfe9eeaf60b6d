import type { Job } from '../../engine/job.ts';
import type { StudySource } from './armCandidates.ts';
import { noRecords, type RecordDays, readRecordDays } from './recordDays.ts';

/** Records that a population needs besides its cohorts. */
export interface StudyRecords {
  /** First day of each negative control, in the specification's order. */
  readonly controls: readonly RecordDays[];
  /** Days and values of the subgroups that are told from records, by id. */
  readonly subgroups: ReadonlyMap<string, RecordDays>;
  /** Tables that the release lacks. */
  readonly missing: readonly string[];
}

export async function studyRecords(
  { specification, connection, available }: StudySource,
  job: Job,
): Promise<StudyRecords> {
  const { negativeControls, subgroups } = specification;
  const controls = await readRecordDays(connection, negativeControls, available, 'firstDay', job);
  const histories = subgroups.flatMap((subgroup) => (subgroup.kind === 'history' ? [subgroup] : []));
  const values = subgroups.flatMap((subgroup) => (subgroup.kind === 'value' ? [subgroup] : []));
  const past = await readRecordDays(connection, histories, available, 'days', job);
  const measured = await readRecordDays(connection, values, available, 'values', job);
  return {
    controls: controls.records,
    subgroups: new Map([
      ...histories.map(({ id }, i) => [id, past.records[i] ?? noRecords] as const),
      ...values.map(({ id }, i) => [id, measured.records[i] ?? noRecords] as const),
    ]),
    missing: [...controls.missing, ...past.missing, ...measured.missing],
  };
}
