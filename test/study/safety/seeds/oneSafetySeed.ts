import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { injectedEffects } from '../../../../shared/demo/adverseEvents.ts';
import { conceptIdOf } from '../../../../shared/demo/codes/conceptId.ts';
import { ingredientOf } from '../../../../shared/demo/codes/drugs.ts';
import { type SafetyStudyTruth, safetyStudyTruths } from '../../../../shared/demo/safetyStudyTruths.ts';
import { shippedSafetyStudies } from '../../../../shared/demo/studies/shippedSafetyStudies.ts';
import type { JobControl } from '../../../../shared/engine/job.ts';
import type { ReleaseSession } from '../../../../shared/session/releaseSession.ts';
import {
  countingRules,
  type SafetyStudyData,
} from '../../../../shared/study/safety/analysis/analyseSafety.ts';
import type { RiskWindow } from '../../../../shared/study/safety/analysis/outcomeCounts.ts';
import { type AnalysedTable, safetyTable } from '../../../../shared/study/safety/analysis/safetyTable.ts';
import { StrataCells } from '../../../../shared/study/safety/analysis/strataCounts.ts';
import { buildControlEvents } from '../../../../shared/study/safety/events/buildControlEvents.ts';
import { buildSafetyEvents } from '../../../../shared/study/safety/events/buildSafetyEvents.ts';
import { buildSafetyPersons } from '../../../../shared/study/safety/persons/buildSafetyPersons.ts';
import { daysOfUse } from '../../../../shared/study/safety/persons/daysOfUse.ts';
import { parseSafetyStudy } from '../../../../shared/study/safety/specification/parseSafetyStudy.ts';
import { seedContext } from '../../seeds/seedRelease.ts';
import {
  type ComparedFindings,
  comparedFindings,
  type Reporting,
  reporting,
  type TrueSignal,
  trueSignal,
} from './safetyFindings.ts';

export interface SafetySeed {
  readonly signals: readonly TrueSignal[];
  readonly compared: readonly ComparedFindings[];
  readonly reporting: readonly Reporting[];
}

/** What the shipped safety studies say of a demo release, before anything is withheld, beside what is true of it. */
export async function oneSafetySeed(
  release: ReleaseSession,
  folder: string,
  job: JobControl,
): Promise<SafetySeed> {
  const signals: TrueSignal[] = [];
  const compared: ComparedFindings[] = [];
  const reported: Reporting[] = [];
  for (const truth of safetyStudyTruths()) {
    const { data, analysed } = await analyseOne(release, truth.study, 'on-treatment', job);
    for (const { with: against, strip } of analysed.controls) {
      const caused = causedBy(truth);
      compared.push(comparedFindings(analysed.table, strip, truth.study, caused, against));
      const signal = truth.with.includes(against) ? trueSignal(analysed.table, truth, against) : null;
      if (signal) signals.push(signal);
    }
    const days = await daysOfUse(seedContext(release), data.study, job);
    const own = reporting(analysed.table, truth, await reportsOf(folder, truth), days);
    if (own) reported.push(own);
  }
  return { signals, compared, reporting: reported };
}

/** Outcomes that the study's drug truly causes, as the table names them. */
function causedBy({ ingredient, outcome }: SafetyStudyTruth): string[] {
  const caused = injectedEffects
    .filter((effect) => effect.ingredient === ingredient)
    .map(({ icd10 }) => String(conceptIdOf('ICD10JP', icd10)));
  return [outcome, ...caused];
}

/** The table of one of the study's times at risk. */
export async function analyseOne(
  release: ReleaseSession,
  name: string,
  timeAtRisk: string,
  job: JobControl,
): Promise<{ readonly data: SafetyStudyData; readonly analysed: AnalysedTable }> {
  const file = shippedSafetyStudies().find((one) => one.name === name);
  const parsed = file && parseSafetyStudy(file);
  if (!parsed?.ok) throw new Error(`no shipped study ${name}`);
  const study = {
    ...parsed.study,
    timesAtRisk: parsed.study.timesAtRisk.filter(({ id }) => id === timeAtRisk),
  };
  const context = seedContext(release);
  const persons = await buildSafetyPersons(context, study, job);
  const events = await buildSafetyEvents(context, study, persons, job);
  const controls = await buildControlEvents(context, study, persons, job);
  const data = { studyHash: name, study, persons, events, controls };
  const cells = new StrataCells(persons, study.ageBreaks);
  const options = {
    rules: countingRules(study),
    minimumPersons: study.events.minimumPersons,
    level: study.multiplicity.level,
  };
  return {
    data,
    analysed: safetyTable(persons, persons.windows[0] as RiskWindow, cells, events, controls, options),
  };
}

/** Reports of the drug and event that the release holds. */
async function reportsOf(folder: string, { ingredient, icd10 }: SafetyStudyTruth): Promise<number> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const result = await connection.runAndReadAll(
      'SELECT CAST(COUNT(*) AS INTEGER) FROM read_parquet($file) WHERE drug_concept_id = $drug AND event_concept_id = $event',
      {
        file: join(folder, 'spontaneous_reports.parquet'),
        drug: ingredientOf(ingredient).conceptId,
        event: conceptIdOf('ICD10JP', icd10),
      },
    );
    return Number(result.getRows()[0]?.[0]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
