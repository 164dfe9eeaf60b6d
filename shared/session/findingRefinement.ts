import { bitsOf } from '../disclosure/bits.ts';
import { isWithheld } from '../disclosure/publishedCount.ts';
import { personSet } from '../disclosure/shownSets.ts';
import type { Job } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { countingRules, type SafetyStudyData } from '../study/safety/analyseSafety.ts';
import { eachPersonWithEvents } from '../study/safety/outcomeCounts.ts';
import type { Decide } from '../study/safety/refine/countedSet.ts';
import { outcomeSource, readFinding } from '../study/safety/refine/findingRecords.ts';
import type { Refinement, RefinementResult } from '../study/safety/refine/refinementResult.ts';
import { publishSelfControlled, seriesOptions } from '../study/safety/refine/selfControlled.ts';
import type { SafetyResult } from '../study/safety/safetyResult.ts';
import type { StudyGround } from './studyGround.ts';

/** A run of a safety study with what was shown of it. */
export interface ShownRun {
  readonly data: SafetyStudyData;
  readonly published: SafetyResult;
}

/**
 * Looks at an outcome of a run by another design. Counts are decided beside those of the event table and whatever else
 * was shown of the release.
 * @throws AkashiError `study.noSuchPart`, `definition.*`, `cancelled`, `engine.*`
 */
export async function refineFinding(
  ground: StudyGround,
  { data, published }: ShownRun,
  { outcome, refinement }: { readonly outcome: string; readonly refinement: Refinement },
  job: Job,
): Promise<RefinementResult> {
  const { study } = data;
  const source = outcomeSource(study, data.events, outcome);
  if (!source) throw new AkashiError('study.noSuchPart', { part: outcome });
  const rules = ground.release.outputRules;
  const decide = await besideTheTable(ground, { data, published }, outcome, job);
  switch (refinement) {
    case 'selfControlled': {
      const records = await readFinding(ground.context(), study, source, job);
      const input = { records, options: seriesOptions(study) };
      return publishSelfControlled(
        await ground.host.calculator.run('selfControlled', input, job),
        decide,
        rules,
      );
    }
    default:
      throw new AkashiError('host.unsupported', { what: 'safety.refine' });
  }
}

/** The exposed with the event in each time-at-risk, where the table shows how many, count among the sets shown. */
async function besideTheTable(
  ground: StudyGround,
  { data: { study, persons, events }, published }: ShownRun,
  outcome: string,
  job: Job,
): Promise<Decide> {
  const decide = await ground.show(job);
  const size = await ground.persons(job);
  const place = events.outcomes.findIndex(({ id }) => id === outcome);
  for (const window of persons.windows) {
    const table = published.timesAtRisk.find(({ timeAtRisk }) => timeAtRisk === window.timeAtRisk);
    const count = table?.rows.find(({ id }) => id === outcome)?.groups[0]?.withEvent;
    if (count === undefined || isWithheld(count)) continue;
    const who: number[] = [];
    eachPersonWithEvents(window, events, place, countingRules(study), (row, _days, _atRisk, counted) => {
      if (counted > 0 && persons.group[row] === 0) who.push(persons.personNo[row] as number);
    });
    ground.release.shown.add(personSet(bitsOf(Int32Array.from(who), size)));
  }
  return decide;
}
