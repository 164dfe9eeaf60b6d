import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReports } from '../../../../shared/study/safety/reports/readReports.ts';
import {
  type ReportedInput,
  reportedAgainstObserved,
} from '../../../../shared/study/safety/reports/reportedAgainstObserved.ts';
import { reportKey } from '../../../../shared/study/safety/reports/reportKey.ts';
import { emptyRow } from './plainReports.ts';

const golden = resolve(import.meta.dirname, '../../../../../shared/golden');

interface GoldenCase {
  readonly data: string;
  readonly expected: {
    readonly rows: Readonly<Record<string, readonly (number | string | null)[]>>;
  };
}

function goldenCase(id: string) {
  const found = JSON.parse(readFileSync(resolve(golden, `cases/${id}.json`), 'utf8')) as GoldenCase;
  const text = readFileSync(resolve(golden, `data/${found.data}`), 'utf8');
  return { ...found.expected, file: { name: found.data, text } };
}

/** Rows of one drug through the whole way of a file, by event. */
function reportedOf(file: { name: string; text: string }, drug: string) {
  const book = readReports([file], new Set([reportKey(drug)]));
  const input: ReportedInput = {
    // Without pairs nothing is fitted: EBGM has its own reference.
    book: { ...book, counts: new Float64Array(0), expected: new Float64Array(0) },
    rows: book.events.map(emptyRow),
    rowsOf: book.events.map((_, at) => [at]),
    yearsOfUse: null,
  };
  const { rows } = reportedAgainstObserved(input);
  return { book, byEvent: new Map(rows.map((row) => [reportKey(row.code), row])) };
}

describe.skipIf(!existsSync(golden))('golden numbers of R reach the table (../shared/golden)', () => {
  test.each([
    ['dispro-statin44', 'a count for every pair'],
    ['dispro-phvid0', 'a count for every pair'],
    ['dispro-caers', 'reports by number'],
    ['dispro-toy', 'reports by number'],
  ])('%s: %s', (id) => {
    const { rows, file } = goldenCase(id);
    const names = rows.drug as readonly string[];
    const size = (drug: string) => names.filter((own) => own === drug).length;
    const drugs = [...new Set(names)].sort((a, b) => size(b) - size(a)).slice(0, 12);
    let compared = 0;
    for (const drug of drugs) {
      const { byEvent, book } = reportedOf(file, drug);
      // R keeps apart what is the same substance here.
      if (book.drugNames.length > 1) continue;
      rows.drug?.forEach((own, i) => {
        if (own !== drug) return;
        const row = byEvent.get(reportKey(String(rows.event?.[i])));
        const at = (name: string) => rows[name]?.[i] as number | null | undefined;
        if (!row || !at('a')) return;
        compared++;
        expect(row.reports).toBe(at('a'));
        for (const [measure, name] of [
          [row.prr, 'PRR'],
          [row.ror?.estimate, 'ROR'],
          [row.ror?.lower, 'ROR_lo'],
          [row.ror?.upper, 'ROR_hi'],
          [row.ic?.estimate, 'IC'],
          [row.ic?.lower, 'IC025'],
        ] as const) {
          const wanted = at(name);
          if (wanted == null || measure == null) continue;
          const found = { drug, event: row.code, name, value: measure };
          const tolerance = 1e-7 * Math.max(1, Math.abs(wanted));
          expect({ ...found, isClose: Math.abs(measure - wanted) < tolerance }).toEqual({
            ...found,
            isClose: true,
          });
        }
      });
    }
    expect(compared).toBeGreaterThan(6);
  });
});
