import type { SafetySeed } from './oneSafetySeed.ts';
import type { TrueSignal } from './safetyFindings.ts';

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
const fine = (share: number): string => `${(100 * share).toFixed(1)}%`;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2;
}

const byName = <T extends { readonly what: string }>(
  all: readonly T[],
): (readonly [string, readonly T[]])[] =>
  [...new Set(all.map(({ what }) => what))].map((what) => [what, all.filter((one) => one.what === what)]);

/** What many seeds say of the shipped safety studies, as Markdown: true signals, findings, controls, reports. */
export function safetySeedTable(seeds: readonly SafetySeed[]): string {
  return [signalTable(seeds), findingTable(seeds), reportingTable(seeds)].join('\n\n');
}

/** A ratio's null is without end. */
const endOf = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;

function holds(truth: number, interval: TrueSignal['estimate']): number {
  return interval !== null && interval.lower <= truth && truth <= endOf(interval.upper) ? 1 : 0;
}

function signalTable(seeds: readonly SafetySeed[]): string {
  return [
    '| true signal | seeds | rate ratio | median estimate | 95% covers | calibrated covers | first of its table | called a finding |',
    '|---|---|---|---|---|---|---|---|',
    ...byName(seeds.flatMap(({ signals }) => signals)).map(([what, all]) => {
      const [{ truth } = { truth: Number.NaN }] = all;
      const calibrated = all.filter((one) => one.calibrated !== null);
      const cells = [
        what,
        all.length,
        truth,
        median(all.map(({ estimate }) => (estimate ? endOf(estimate.estimate) : Number.NaN))).toFixed(2),
        percent(mean(all.map(({ estimate }) => holds(truth, estimate)))),
        calibrated.length === 0 ? '' : percent(mean(calibrated.map((one) => holds(truth, one.calibrated)))),
        percent(mean(all.map(({ rank }) => (rank === 0 ? 1 : 0)))),
        percent(mean(all.map(({ isFound }) => (isFound ? 1 : 0)))),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

function findingTable(seeds: readonly SafetySeed[]): string {
  const all = seeds.flatMap(({ compared }) => compared);
  const rows = [...byName(all), ['all', all] as const];
  return [
    '| findings | runs with enough controls | true | false | false discovery rate | controls, p < 0.05 | calibrated, p < 0.05 |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(([what, of]) => {
      const able = of.filter(({ canFind }) => canFind);
      const [right, wrong] = [
        able.reduce((sum, one) => sum + one.trueFindings, 0),
        able.reduce((sum, one) => sum + one.falseFindings.length, 0),
      ];
      const shares = able.map(({ trueFindings, falseFindings: { length } }) =>
        length === 0 ? 0 : length / (length + trueFindings),
      );
      const controls = of.flatMap((one) => one.controls);
      const calibrated = controls.flatMap((one) => one.calibrated ?? []);
      const below = (ps: readonly number[]): string =>
        ps.length === 0 ? '' : `${fine(mean(ps.map((p) => (p < 0.05 ? 1 : 0))))} of ${ps.length}`;
      const cells = [
        what,
        able.length,
        right,
        wrong,
        able.length === 0 ? '' : fine(mean(shares)),
        below(controls.map(({ raw }) => raw)),
        below(calibrated),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

function reportingTable(seeds: readonly SafetySeed[]): string {
  return [
    '| reports | seeds | reports | cases caused (estimated) | reporting fraction | truth |',
    '|---|---|---|---|---|---|',
    ...byName(seeds.flatMap(({ reporting }) => reporting)).map(([what, all]) => {
      const [reports, excess] = [
        all.reduce((sum, one) => sum + one.reports, 0),
        all.reduce((sum, one) => sum + one.excess, 0),
      ];
      return `| ${what} | ${all.length} | ${reports} | ${excess.toFixed(0)} | ${fine(reports / excess)} | ${fine(all[0]?.truth ?? Number.NaN)} |`;
    }),
  ].join('\n');
}
