/** Days on which clones of an arm deviate, taken together. */
export interface DeviationSpan {
  readonly from: number;
  readonly to: number;
}

/** Spans at most. */
const MOST_SPANS = 8;

/**
 * The days on which clones deviate in spans with about equally many deviations. A day on which very many deviate (the
 * end of grace, say) is a span of its own, and so is every day when there are few.
 */
export function deviationSpans(days: readonly number[]): DeviationSpan[] {
  const counts = new Map<number, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  const ordered = [...counts].sort(([a], [b]) => a - b);
  if (ordered.length <= MOST_SPANS) return ordered.map(([day]) => ({ from: day, to: day }));
  const share = days.length / MOST_SPANS;
  const spans: DeviationSpan[] = [];
  let open: { from: number; to: number; count: number } | null = null;
  for (const [day, count] of ordered) {
    if (open && (count >= share || open.count + count > share)) {
      spans.push({ from: open.from, to: open.to });
      open = null;
    }
    open = open ? { from: open.from, to: day, count: open.count + count } : { from: day, to: day, count };
  }
  if (open) spans.push({ from: open.from, to: open.to });
  return spans;
}
