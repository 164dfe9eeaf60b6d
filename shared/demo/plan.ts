import { type Sql, sql } from '../engine/sql.ts';
import { acuteIllnessStatements, acuteIllnessTables } from './acuteIllness.ts';
import { adverseEventStatements, adverseEventTables } from './adverseEvents.ts';
import { anginaDeathStatement, anginaEventStatements, anginaTables } from './anginaEvents.ts';
import { anginaCareStatement, anginaPatientsStatement } from './anginaPatients.ts';
import { chronicCareStatements, eventTables, exposureStatement } from './care.ts';
import { checkupStatements } from './checkups.ts';
import { chronicDiseaseTables, chronicOnsetStatement } from './chronicDiseases.ts';
import {
  coupledOnsetStatement,
  diabetesOnsetStatement,
  diabetesPeriodontitisStatements,
} from './diabetesPeriodontitis.ts';
import { institutionCount, institutionTables } from './institutions.ts';
import { personStatement } from './person.ts';
import { populationStatement } from './population.ts';
import { randomMacros } from './random.ts';
import { drugDayStatement, personTables, type ReleaseTable, visitStatement } from './releaseTables.ts';
import {
  spontaneousReportStatement,
  spontaneousReports,
  spontaneousReportTables,
} from './spontaneousReports.ts';
import { truthCellStatements, truthCellTable } from './truthCells.ts';
import { codeTables, vocabularyTables } from './vocabularyTables.ts';

/** What a demo release is made from; the same options give the same bytes of content. */
export interface DemoOptions {
  readonly persons: number;
  readonly seed: number;
  readonly kind: 'anonymized' | 'pseudonymized';
}

/** The day on which every demo release claims to have been released. */
export const demoReleased = '2026-04-01';

/** Persons made at once: bounds memory, and must not depend on the machine. */
const chunkPersons = 50_000;

/** First and last person of each chunk. */
export function demoChunks(persons: number): readonly { readonly from: number; readonly to: number }[] {
  const chunks = [];
  for (let from = 1; from <= persons; from += chunkPersons) {
    chunks.push({ from, to: Math.min(persons, from + chunkPersons - 1) });
  }
  return chunks;
}

/** Macros and reference tables, once per release. */
export function setupStatements(): readonly Sql[] {
  return [
    ...randomMacros(),
    sql`CREATE SCHEMA IF NOT EXISTS chunk`,
    ...codeTables(),
    ...chronicDiseaseTables(),
    ...acuteIllnessTables(),
    ...anginaTables(),
    ...adverseEventTables(),
    ...spontaneousReportTables(),
    truthCellTable(),
  ];
}

/** Makes the persons `from`…`to` in schema `chunk`. */
export function chunkStatements(options: DemoOptions, from: number, to: number): readonly Sql[] {
  return [
    populationStatement({ seed: options.seed, from, to, institutions: institutionCount(options.persons) }),
    chronicOnsetStatement(),
    ...eventTables(),
    coupledOnsetStatement(),
    diabetesOnsetStatement(),
    anginaPatientsStatement(),
    anginaCareStatement(),
    anginaDeathStatement(),
    personStatement(),
    ...chronicCareStatements(),
    ...acuteIllnessStatements(),
    ...diabetesPeriodontitisStatements(),
    ...anginaEventStatements(),
    ...checkupStatements(),
    exposureStatement(),
    ...adverseEventStatements(),
    spontaneousReportStatement(),
    ...truthCellStatements(),
    visitStatement(),
    drugDayStatement(),
  ];
}

/** The tables made chunk by chunk, and those made once. */
export function demoTables(options: DemoOptions): {
  readonly chunked: readonly ReleaseTable[];
  readonly whole: readonly ReleaseTable[];
} {
  return {
    chunked: [...personTables(options.kind), spontaneousReports],
    whole: [
      ...institutionTables(options.persons),
      ...vocabularyTables({ released: demoReleased, seed: options.seed }),
    ],
  };
}
