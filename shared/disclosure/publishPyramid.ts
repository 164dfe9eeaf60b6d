import { isSmall, type OutputRules } from './outputRules.ts';
import { isWithheld, type PublishedCount } from './publishedCount.ts';
import { publishParts } from './publishParts.ts';

export interface PublishedPyramid {
  /** `cells[column][row]`, as given. */
  readonly cells: readonly (readonly PublishedCount[])[];
  readonly columnTotals: readonly PublishedCount[];
}

/**
 * Publishes a table of persons by two attributes (columns: sex, rows: age band) with its column totals, where the
 * grand total is known to the reader. Cells are protected against their column's total and totals against the grand
 * total; where a total is withheld only to protect another, its column gives up its largest cell as well, since the
 * column's sum would say the total.
 */
export function publishPyramid(
  columns: readonly (readonly number[])[],
  rules: OutputRules,
): PublishedPyramid {
  const totals = columns.map((cells) => cells.reduce((sum, count) => sum + count, 0));
  const parts = columns.map((cells) => publishParts(cells, rules));
  const publishedTotals = publishParts(totals, rules);
  const columnTotals = publishedTotals.published.map((total, column): PublishedCount => {
    if (isWithheld(total) || parts[column]?.sumIsSafe !== false) return total;
    return { withheld: 'complementary', below: rules.minimumCell };
  });
  const cells = columns.map((counts, column) => {
    const published = parts[column]?.published ?? [];
    const total = columnTotals[column];
    if (total === undefined || !isWithheld(total) || isSmall(totals[column] ?? 0, rules)) return published;
    return withholdLargest(counts, published, rules);
  });
  return { cells, columnTotals };
}

function withholdLargest(
  counts: readonly number[],
  published: readonly PublishedCount[],
  rules: OutputRules,
): readonly PublishedCount[] {
  const largest = counts.indexOf(Math.max(...counts));
  return published.map((count, row) =>
    row === largest && !isWithheld(count) ? { withheld: 'complementary', below: rules.minimumCell } : count,
  );
}
