import { isSmall, type OutputRules } from './outputRules.ts';
import { isWithheld, type PublishedCount } from './publishedCount.ts';
import { keepsItsRange } from './publishLinked.ts';
import { publishParts } from './publishParts.ts';

export interface PublishedPyramid {
  /** `cells[column][row]`, as given. */
  readonly cells: readonly (readonly PublishedCount[])[];
  readonly columnTotals: readonly PublishedCount[];
}

/**
 * Publishes a table of persons by two attributes (columns: sex, rows: age band) with its column totals, where the
 * grand total is known to the reader. A column whose total is shown is protected by itself. A total that is small or
 * cannot protect its cells is withheld, and never alone, since the grand total would say it: the columns without a
 * total are protected as one, against what the grand total leaves for them. Where not even all columns together can
 * be, their cells are withheld whole, zeros included.
 */
export function publishPyramid(
  columns: readonly (readonly number[])[],
  rules: OutputRules,
): PublishedPyramid {
  const below = rules.minimumCell;
  const totals = columns.map((cells) => cells.reduce((sum, count) => sum + count, 0));
  const alone = columns.map((cells) => publishParts(cells, rules));
  const hidden = new Set(
    columns.flatMap((_, column) =>
      isSmall(totals[column] ?? 0, rules) || !alone[column]?.sumIsSafe ? [column] : [],
    ),
  );
  const others = totals
    .map((total, column) => ({ total, column }))
    .filter(({ total, column }) => total >= below && !hidden.has(column))
    .sort((a, b) => a.total - b.total);
  let together = publishTogether(columns, hidden, rules);
  while (hidden.size > 0 && (hidden.size === 1 || !together.isSafe || !hidesTotals())) {
    const next = others.shift();
    if (!next) return { cells: withheldWhole(columns, hidden, alone, below), columnTotals: shownTotals() };
    hidden.add(next.column);
    together = publishTogether(columns, hidden, rules);
  }
  return {
    cells: columns.map((_, column) => together.cells.get(column) ?? alone[column]?.published ?? []),
    columnTotals: shownTotals(),
  };

  /** Whether what the grand total leaves for the hidden columns keeps the range of each small total among them. */
  function hidesTotals(): boolean {
    const left = [...hidden].map((column) => totals[column] ?? 0);
    const small = left.filter((total) => isSmall(total, rules)).length;
    const sum = left.reduce((whole, total) => whole + total, 0);
    return small === 0 || keepsItsRange(small, left.length - small, sum, below);
  }

  function shownTotals(): PublishedCount[] {
    return totals.map((total, column) => {
      if (!hidden.has(column)) return total;
      return { withheld: isSmall(total, rules) ? 'small' : 'complementary', below };
    });
  }
}

/**
 * Protects the cells of several columns against their common sum. A column that is not small gives up its largest cell
 * as well: that its withheld total is no small one would otherwise narrow the others.
 */
function publishTogether(
  columns: readonly (readonly number[])[],
  chosen: ReadonlySet<number>,
  rules: OutputRules,
): { readonly cells: ReadonlyMap<number, readonly PublishedCount[]>; readonly isSafe: boolean } {
  const inOrder = [...chosen];
  const { published, sumIsSafe } = publishParts(
    inOrder.flatMap((column) => columns[column] ?? []),
    rules,
  );
  let from = 0;
  const cells = new Map<number, readonly PublishedCount[]>();
  for (const column of inOrder) {
    const counts = columns[column] ?? [];
    const part = published.slice(from, from + counts.length);
    from += counts.length;
    const isLarge = counts.reduce((sum, count) => sum + count, 0) >= rules.minimumCell;
    cells.set(column, isLarge ? withholdLargest(counts, part, rules) : part);
  }
  return { cells, isSafe: sumIsSafe };
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

function withheldWhole(
  columns: readonly (readonly number[])[],
  hidden: ReadonlySet<number>,
  alone: readonly { readonly published: readonly PublishedCount[] }[],
  below: number,
): readonly (readonly PublishedCount[])[] {
  return columns.map((counts, column) =>
    hidden.has(column)
      ? counts.map(() => ({ withheld: 'complementary', below }))
      : (alone[column]?.published ?? []),
  );
}
