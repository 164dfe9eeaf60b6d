import { toRows } from '../../../engine/columns.ts';
import type { Job } from '../../../engine/job.ts';
import type { QueryEngine } from '../../../engine/queryEngine.ts';
import { join, name, sql } from '../../../engine/sql.ts';
import { AkashiError } from '../../../errors/akashiError.ts';
import type { ReleaseFileEntry } from '../../../release/releaseFiles.ts';
import { decodeReports, LARGEST_REPORT_FILE } from './decodeReports.ts';
import { expectedColumns, reportColumns } from './reportColumns.ts';
import type { ReportFile } from './reportedTable.ts';

/** Name of the table of spontaneous reports that a release may have beside the tables of OMOP. */
const releaseTable = /^(.*\/)?spontaneous_reports\.(csv|tsv|txt|parquet)$/i;

/** The file of a release that holds spontaneous reports. @throws AkashiError `reports.noneInRelease` */
export function reportEntry(entries: readonly ReleaseFileEntry[]): ReleaseFileEntry {
  const [found] = entries
    .filter(({ path }) => releaseTable.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (!found) throw new AkashiError('reports.noneInRelease', {});
  return found;
}

/**
 * A report file of a release as text. What is not text is read by an engine of its own, for the one that holds the
 * release is sealed; it is summed there by drug and event.
 * @throws AkashiError `reports.*`, `release.fileDamaged`, `engine.*`, `cancelled`
 */
export async function readReleaseReports(
  entry: ReleaseFileEntry,
  createEngine: () => Promise<QueryEngine>,
  job: Job,
): Promise<ReportFile> {
  const { path, bytes } = entry;
  if (!/\.parquet$/i.test(path)) {
    if (bytes > LARGEST_REPORT_FILE) {
      throw new AkashiError('reports.tooLarge', { file: path, bytes, limitBytes: LARGEST_REPORT_FILE });
    }
    return { name: path, text: decodeReports(path, await entry.read(0, bytes)) };
  }
  const engine = await createEngine();
  try {
    return { name: path, text: await summedText(engine, entry, job) };
  } finally {
    await engine.close();
  }
}

async function summedText(engine: QueryEngine, entry: ReleaseFileEntry, job: Job): Promise<string> {
  const { path, bytes, localPath } = entry;
  const relation = await engine.mount(
    {
      path,
      bytes,
      localPath,
      format: { kind: 'parquet' },
      read: (start, end) => entry.read(start, end),
      stream: () => entry.stream(),
    },
    job,
  );
  await engine.seal();
  const connection = await engine.connect();
  try {
    const described = await connection.query(
      sql`SELECT column_name FROM (DESCRIBE SELECT * FROM ${relation})`,
      job,
    );
    const header = toRows(described).map(({ column_name }) => String(column_name));
    const { drug, event, count } = reportColumns(header);
    if (drug === undefined || event === undefined) {
      throw new AkashiError('reports.columns', {
        file: path,
        found: header.join(', '),
        expected: expectedColumns,
      });
    }
    const text = (place: number) => sql`COALESCE(CAST(${name(header[place] ?? '')} AS VARCHAR), '')`;
    const fields = [text(drug), text(event), ...(count === undefined ? [] : [text(count)])];
    const rows = await connection.query(
      count === undefined
        ? sql`SELECT ${join(fields)}, CAST(COUNT(*) AS VARCHAR) FROM ${relation} GROUP BY ALL ORDER BY ALL`
        : sql`SELECT ${join(fields)} FROM ${relation} ORDER BY ALL`,
      job,
    );
    const lines = toRows({ ...rows, names: ['drug', 'event', 'count'] }).map((row) =>
      ['drug', 'event', 'count'].map((column) => quoted(String(row[column]))).join(','),
    );
    return ['drug,event,count', ...lines].join('\n');
  } finally {
    await connection.close();
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
