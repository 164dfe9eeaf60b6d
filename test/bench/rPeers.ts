import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Columns of a generated data set, by name. */
export type PeerData = Readonly<Record<string, Float64Array>>;

/**
 * Seconds that R's routines take for the same problems in this run, by id; empty where there is no Rscript. Routines of
 * packages that are not installed are left out.
 */
export function timesOfR(datasets: Readonly<Record<string, PeerData>>): ReadonlyMap<string, number> {
  if (spawnSync('Rscript', ['--version']).status !== 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), 'akashi-bench-'));
  try {
    for (const [name, columns] of Object.entries(datasets)) {
      mkdirSync(join(folder, name));
      for (const [column, values] of Object.entries(columns)) {
        writeFileSync(join(folder, name, column), values);
      }
    }
    const { stdout } = spawnSync('Rscript', [resolve('test/bench/rPeers.R'), folder], { encoding: 'utf8' });
    const lines = stdout.split('\n').map((line) => line.trim().split(' '));
    return new Map(lines.flatMap(([id, seconds]) => (id && seconds ? [[id, Number(seconds)]] : [])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
