import type { Finding } from './estimands.ts';

export interface SeedRow {
  readonly what: string;
  readonly seeds: number;
  /** Means over the seeds; ratios. */
  readonly truth: number;
  readonly crude: number | null;
  readonly adjusted: number;
  /** Mean of adjusted less truth, on the log scale. */
  readonly bias: number;
  /** Standard error of the bias over the seeds. */
  readonly biasError: number;
  /** |bias| as a share of the mean of crude less truth; null without a crude estimate. */
  readonly biasOfConfounding: number | null;
  /** Share of the seeds whose 95% interval holds the truth. */
  readonly coverage: number;
}

/** One row for everything of which the truth is known, over all seeds. */
export function seedRows(all: readonly Finding[]): SeedRow[] {
  const names = [...new Set(all.map(({ what }) => what))];
  return names.map((what) => {
    const found = all.filter((one) => one.what === what);
    const mean = (of: (one: Finding) => number) =>
      found.reduce((sum, one) => sum + of(one), 0) / found.length;
    const bias = mean(({ adjusted, truth }) => adjusted - truth);
    const spread = mean(({ adjusted, truth }) => (adjusted - truth - bias) ** 2);
    const hasCrude = found.every(({ crude }) => crude !== null);
    const confounding = hasCrude ? mean(({ crude, truth }) => (crude ?? 0) - truth) : null;
    return {
      what,
      seeds: found.length,
      truth: Math.exp(mean(({ truth }) => truth)),
      crude: hasCrude ? Math.exp(mean(({ crude }) => crude ?? 0)) : null,
      adjusted: Math.exp(mean(({ adjusted }) => adjusted)),
      bias,
      biasError: Math.sqrt(spread / Math.max(1, found.length - 1)),
      biasOfConfounding: confounding === null ? null : Math.abs(bias / confounding),
      coverage: mean(({ lower, upper, truth }) => (lower <= truth && truth <= upper ? 1 : 0)),
    };
  });
}

/** The rows as a Markdown table. */
export function seedTable(rows: readonly SeedRow[]): string {
  const show = (value: number | null, digits = 3) => (value === null ? '' : value.toFixed(digits));
  const percent = (value: number | null) => (value === null ? '' : `${(100 * value).toFixed(0)}%`);
  return [
    '| | seeds | truth | crude | adjusted | bias ± its error | bias of confounding | coverage of 95% |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ what, seeds, truth, crude, adjusted, bias, biasError, biasOfConfounding, coverage }) =>
        `| ${what} | ${seeds} | ${show(truth)} | ${show(crude)} | ${show(adjusted)} | ${show(bias)} ± ${show(biasError)} | ${percent(biasOfConfounding)} | ${percent(coverage)} |`,
    ),
  ].join('\n');
}
