import { toRows } from '../engine/columns.ts';
import { type Job, throwIfCancelled } from '../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../engine/queryEngine.ts';
import { daysBetween, sql } from '../engine/sql.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { cdmTables } from './cdm/cdmTables.ts';
import { type Derived, deriveMissing } from './derive/deriveMissing.ts';
import { sourceCodeRule } from './derive/sourceCodes.ts';
import { checkReferences } from './open/checkReferences.ts';
import { checkTable } from './open/checkTable.ts';
import { type LoadedTable, loadTable } from './open/loadTable.ts';
import { mountTables, type TableSource } from './open/mountTables.ts';
import { absenceNotes, manifestNotes, sortNotes } from './open/notes.ts';
import { Problems } from './open/problems.ts';
import type { TrustedKey } from './open/signature.ts';
import { type VerifiedRelease, verifyRelease } from './open/verifyRelease.ts';
import type { OpenedRelease } from './openedRelease.ts';
import type { ReleaseCard, ReleaseNote, ReleaseTerms, TableCard } from './releaseCard.ts';
import type { ReleaseFileEntry, ReleaseFiles } from './releaseFiles.ts';

export interface OpenOptions {
  readonly trustedKeys: readonly TrustedKey[];
  /** The host's calendar day, ISO: terms are held against it. */
  readonly today: string;
  readonly job: Job;
}

/** What a folder without manifest is held to. */
export const strictestTerms: ReleaseTerms = {
  purpose: null,
  licensee: null,
  expires: null,
  outputRules: 'ndb',
  minimumCell: 10,
  personLevelView: false,
};

/** Without these there is nobody to count, or no time to count in. */
const REQUIRED_TABLES = ['person', 'observation_period'];

/**
 * Verifies a release and makes its tables stand in a fresh engine, which is sealed on the way. All problems of one
 * stage (files, then content) are found before it gives up.
 *
 * On any error the engine holds an unspecified part of the release: the caller closes it and shows nothing of it.
 * @throws AkashiError the problem, or `release.problems` with all of them; `cancelled`; `engine.*`
 */
export async function openRelease(
  files: ReleaseFiles,
  engine: QueryEngine,
  { trustedKeys, today, job }: OpenOptions,
): Promise<OpenedRelease> {
  refuseTooLarge(await files.list(), engine);
  const verified = await verifyRelease(files, trustedKeys, today, job);
  const problems = new Problems();
  for (const required of REQUIRED_TABLES) {
    if (!verified.dataFiles.some(({ table }) => table.name === required)) {
      problems.add(new AkashiError('release.missingTable', { table: required }));
    }
  }
  problems.throwIfAny();
  const sources = await mountTables(engine, verified.dataFiles, problems, job);
  problems.throwIfAny();
  await engine.seal();

  const connection = await engine.connect();
  try {
    const managed = verified.manifest !== null;
    const tables = await loadTables(connection, sources, !managed, problems, job);
    problems.throwIfAny();
    const checkNotes = await checkTables(connection, tables, managed, today, problems, job);
    problems.throwIfAny();
    const derived = await deriveMissing(connection, tables, job);
    const card = await makeCard(connection, files.title, verified, tables, derived, checkNotes, today, job);
    return {
      card,
      inPlace: [...tables.values()].filter(({ inPlace }) => inPlace).map(({ table }) => table.name),
    };
  } finally {
    await connection.close();
  }
}

/** A file that the engine cannot take is refused before gigabytes are hashed. */
function refuseTooLarge(entries: readonly ReleaseFileEntry[], engine: QueryEngine): void {
  const limitBytes = engine.mountLimitBytes;
  if (limitBytes === null) return;
  for (const { path, bytes } of entries) {
    if (bytes > limitBytes && /\.(csv|parquet)$/i.test(path)) {
      throw new AkashiError('release.fileTooLarge', { file: path, bytes, limitBytes });
    }
  }
}

/** Vocabulary first: whether there are concepts decides how the others are read. */
async function loadTables(
  connection: EngineConnection,
  sources: readonly TableSource[],
  readAll: boolean,
  problems: Problems,
  job: Job,
): Promise<ReadonlyMap<string, LoadedTable>> {
  const loaded = new Map<string, LoadedTable>();
  const ordered = [...cdmTables].sort((a, b) => Number(b.name === 'concept') - Number(a.name === 'concept'));
  for (const [i, table] of ordered.entries()) {
    throwIfCancelled(job);
    job.report({ phase: 'reading', fraction: i / ordered.length, detail: table.name });
    const source = sources.find((each) => each.table === table) ?? null;
    const rule = (loaded.get('concept')?.rows ?? 0) === 0 ? sourceCodeRule : null;
    const result = await loadTable(connection, table, source, { rule, readAll }, problems, job);
    if (result) loaded.set(table.name, result);
  }
  return loaded;
}

async function checkTables(
  connection: EngineConnection,
  tables: ReadonlyMap<string, LoadedTable>,
  managed: boolean,
  today: string,
  problems: Problems,
  job: Job,
): Promise<readonly ReleaseNote[]> {
  const notes: ReleaseNote[] = [];
  let done = 0;
  for (const loaded of tables.values()) {
    throwIfCancelled(job);
    job.report({ phase: 'checking', fraction: done / tables.size, detail: loaded.table.name });
    notes.push(...(await checkTable(connection, loaded, today, problems, job)));
    done++;
  }
  for (const required of REQUIRED_TABLES) {
    if (tables.get(required)?.rows === 0)
      problems.add(new AkashiError('release.missingTable', { table: required }));
  }
  notes.push(...(await checkReferences(connection, tables, managed, problems, job)));
  return notes;
}

async function makeCard(
  connection: EngineConnection,
  title: string,
  { manifest, signature, ignored, digest }: VerifiedRelease,
  tables: ReadonlyMap<string, LoadedTable>,
  derived: Derived,
  checkNotes: readonly ReleaseNote[],
  today: string,
  job: Job,
): Promise<ReleaseCard> {
  const persons = tables.get('person')?.rows ?? 0;
  const about = manifest?.akashi;
  const terms = about ? termsOf(about.terms) : strictestTerms;
  return {
    releaseId: about?.releaseId ?? title,
    title: manifest?.title ?? manifest?.name ?? title,
    kind: about?.kind ?? 'unmanaged',
    provider: about
      ? { name: about.provider.name, certification: about.provider.certification ?? null }
      : null,
    model: about
      ? { name: about.model.name, version: about.model.version }
      : { name: 'OMOP CDM', version: '5.4' },
    released: about?.released ?? null,
    dataCutoff: about?.dataCutoff ?? null,
    supersedes: about?.supersedes ?? null,
    terms,
    signature,
    digest,
    persons,
    withdrawnSince: about?.population?.withdrawnSince ?? null,
    tables: [...tables.values()].map((loaded) => tableCard(loaded, derived)),
    coverage: await coverage(connection, terms.minimumCell ?? strictestTerms.minimumCell ?? 0, job),
    notes: sortNotes([
      ...manifestNotes(manifest, signature, persons, today),
      ...checkNotes,
      ...derived.notes,
      ...absenceNotes(tables, ignored),
    ]),
  };
}

function termsOf({
  purpose,
  licensee,
  expires,
  outputRules,
  minimumCell,
  personLevelView,
}: NonNullable<VerifiedRelease['manifest']>['akashi']['terms']): ReleaseTerms {
  return {
    purpose,
    licensee: licensee ?? null,
    expires: expires ?? null,
    outputRules,
    minimumCell,
    personLevelView,
  };
}

function tableCard({ table, rows, file }: LoadedTable, derived: Derived): TableCard {
  const derivedRows = derived.rows.get(table.name);
  if (derivedRows !== undefined) return { table: table.name, rows: derivedRows, origin: 'derived' };
  return { table: table.name, rows, origin: file === null ? 'absent' : 'release' };
}

/** First and last day of observation. */
async function coverage(
  connection: EngineConnection,
  minimumCell: number,
  job: Job,
): Promise<ReleaseCard['coverage']> {
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(min(observation_period_start_date) AS VARCHAR) AS first,
        CAST(max(observation_period_end_date) AS VARCHAR) AS last, CAST(count(DISTINCT person_id) AS DOUBLE) AS persons,
        CAST(quantile_cont(${daysBetween(sql`observation_period_start_date`, sql`observation_period_end_date`)}, ${0.5}) AS DOUBLE) AS median
        FROM cdm.observation_period`,
      job,
    ),
  );
  if (!row?.first || !row.last) return null;
  const isFew = Number(row.persons) < minimumCell;
  const medianDays = isFew || row.median === null ? null : Math.round(Number(row.median));
  return { first: String(row.first), last: String(row.last), medianDays };
}
