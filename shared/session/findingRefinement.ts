import { bitsOf } from '../disclosure/bits.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { personSet } from '../disclosure/shownSets.ts';
import type { Job } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { countingRules, type SafetyStudyData } from '../study/safety/analysis/analyseSafety.ts';
import { eachPersonWithEvents } from '../study/safety/analysis/outcomeCounts.ts';
import { comparisonOfFinding } from '../study/safety/refine/comparisonOfFinding.ts';
import type { CountedSet, Decide } from '../study/safety/refine/countedSet.ts';
import { dechallenge, publishDechallenge } from '../study/safety/refine/dechallenge.ts';
import { doseOfFinding, publishDose } from '../study/safety/refine/doseOfFinding.ts';
import { outcomeSource, readFinding } from '../study/safety/refine/findingRecords.ts';
import type { Refinement, RefinementResult } from '../study/safety/refine/refinementResult.ts';
import { publishSelfControlled, seriesOptions } from '../study/safety/refine/selfControlled.ts';
import { publishSequence, sequenceOfFinding } from '../study/safety/refine/sequenceOfFinding.ts';
import { treatmentRules } from '../study/safety/refine/treatmentCourses.ts';
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
  const place = data.events.outcomes.findIndex(({ id }) => id === outcome);
  const ofTable = exposedWithEvent({ data, published }, place);
  const decide = await besideTheTable(ground, ofTable, job);
  const read = () => readFinding(ground.context(), study, source, job);
  switch (refinement) {
    case 'selfControlled': {
      const input = { records: await read(), options: seriesOptions(study) };
      return publishSelfControlled(
        await ground.host.calculator.run('selfControlled', input, job),
        decide,
        rules,
      );
    }
    case 'adjusted': {
      const name = data.events.outcomes[place]?.name ?? '';
      return { refinement, study: comparisonOfFinding(study, { name, source }) };
    }
    case 'sequenceSymmetry':
      return publishSequence(sequenceOfFinding(await read(), study.population), decide, rules);
    case 'doseResponse': {
      const row = published.timesAtRisk[0]?.rows.find(({ id }) => id === outcome);
      if (!row) throw new AkashiError('study.noSuchPart', { part: outcome });
      return publishDose(doseOfFinding(data, place), row, rules);
    }
    case 'dechallenge': {
      const raw = dechallenge(await read(), data.persons, treatmentRules(study), countingRules(study));
      return publishDechallenge(raw, ofTable, decide, rules);
    }
  }
}

interface TableSet extends CountedSet {
  readonly published: PublishedCount;
}

/** The exposed with the event in each time-at-risk, and what the table shows of them. */
function exposedWithEvent(
  { data: { study, persons, events }, published }: ShownRun,
  place: number,
): TableSet[] {
  return persons.windows.flatMap((window): TableSet[] => {
    const table = published.timesAtRisk.find(({ timeAtRisk }) => timeAtRisk === window.timeAtRisk);
    const row = table?.rows.find(({ id }) => id === events.outcomes[place]?.id);
    const shown = row?.groups[0]?.withEvent;
    if (shown === undefined) return [];
    const who: number[] = [];
    eachPersonWithEvents(window, events, place, countingRules(study), (own, _days, _atRisk, counted) => {
      if (counted > 0 && persons.group[own] === 0) who.push(persons.personNo[own] as number);
    });
    return [{ count: who.length, persons: Int32Array.from(who), published: shown }];
  });
}

/** What the table shows counts among the sets shown of the release. */
async function besideTheTable(ground: StudyGround, table: readonly TableSet[], job: Job): Promise<Decide> {
  const decide = await ground.show(job);
  const size = await ground.persons(job);
  for (const { persons, published } of table)
    if (!isWithheld(published)) ground.release.shown.add(personSet(bitsOf(persons, size)));
  return decide;
}
