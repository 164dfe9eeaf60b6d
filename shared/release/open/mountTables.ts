import { toRows } from '../../engine/columns.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection, FileFormat, QueryEngine } from '../../engine/queryEngine.ts';
import { type Sql, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { CdmTable } from '../cdm/cdmTable.ts';
import { detectCsvFormat } from './csvFormat.ts';
import type { DataFile } from './dataFile.ts';
import type { Problems } from './problems.ts';

/** A file that SQL can read. */
export interface MountedFile {
  readonly file: DataFile;
  readonly relation: Sql;
  /** Columns of the file in CDM spelling: name in the CDM → name and engine type in the file. */
  readonly columns: ReadonlyMap<string, { readonly name: string; readonly type: string }>;
  /** True when the engine reads it where it lies; false when it holds a copy in memory. */
  readonly inPlace: boolean;
}

/** A CDM table with the files that it comes from, none of them when the release lacks it. */
export interface TableSource {
  readonly table: CdmTable;
  readonly parts: readonly MountedFile[];
}

/** Columns that CDM 5.4 renamed: name before → name now. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  admitting_source_concept_id: 'admitted_from_concept_id',
  admitting_source_value: 'admitted_from_source_value',
  discharge_to_concept_id: 'discharged_to_concept_id',
  discharge_to_source_value: 'discharged_to_source_value',
  visit_detail_parent_id: 'parent_visit_detail_id',
};

/** Mounts every data file; what cannot be read is gathered in `problems`. */
export async function mountTables(
  engine: QueryEngine,
  dataFiles: readonly DataFile[],
  problems: Problems,
  job: Job,
): Promise<readonly TableSource[]> {
  const connection = await engine.connect();
  try {
    const byTable = new Map<CdmTable, MountedFile[]>();
    let done = 0;
    for (const file of dataFiles) {
      throwIfCancelled(job);
      job.report({ phase: 'reading', fraction: done / dataFiles.length, detail: file.entry.path });
      const mounted = await problems.attempt(() => mountFile(engine, connection, file, job));
      if (mounted) {
        const parts = byTable.get(file.table) ?? [];
        const [first] = parts;
        if (first && !arePartsOfOne(first.file, file)) {
          problems.add(
            new AkashiError('release.ambiguousTable', {
              table: file.table.name,
              file: file.entry.path,
              other: first.file.entry.path,
            }),
          );
        }
        byTable.set(file.table, [...parts, mounted]);
      }
      done++;
    }
    return [...byTable].map(([table, parts]) => ({ table, parts }));
  } finally {
    await connection.close();
  }
}

/** Parts of a table are numbered or lie together in its folder; `person.csv` beside `person.parquet` is no part. */
function arePartsOfOne(a: DataFile, b: DataFile): boolean {
  const stem = ({ entry }: DataFile) => entry.path.toLowerCase().replace(/\.\w+$/, '');
  const folder = ({ entry }: DataFile) => entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
  return a.kind === b.kind && stem(a) !== stem(b) && folder(a) === folder(b);
}

async function mountFile(
  engine: QueryEngine,
  connection: EngineConnection,
  file: DataFile,
  job: Job,
): Promise<MountedFile> {
  const { path, bytes, localPath } = file.entry;
  const format: FileFormat = file.kind === 'parquet' ? { kind: 'parquet' } : await detectCsvFormat(file, job);
  const read = (start: number, end: number) => file.entry.read(start, end);
  const relation = await engine.mount(
    { path, bytes, localPath, format, read, stream: () => file.entry.stream() },
    job,
  );
  const described = toRows(
    await connection.query(
      sql`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${relation})`,
      job,
    ),
  );
  const columns = new Map<string, { name: string; type: string }>();
  for (const { column_name, column_type } of described) {
    const lower = String(column_name).toLowerCase();
    const inCdm = FORMER_NAMES[lower] ?? lower;
    if (columns.has(inCdm)) throw new AkashiError('release.duplicateColumn', { file: path, column: inCdm });
    columns.set(inCdm, { name: String(column_name), type: String(column_type) });
  }
  return {
    file,
    relation,
    columns,
    inPlace: engine.kind === 'native' && file.kind === 'parquet' && localPath !== null,
  };
}
