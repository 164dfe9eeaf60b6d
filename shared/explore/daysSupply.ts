import { join, type Sql, sql } from '../engine/sql.ts';
import type { Bin } from './exploreModel.ts';
import { inBoth } from './localText.ts';
import { bitOf } from './read/readEvents.ts';

/** Upper limits, included, of the classes of days supply that Japanese prescriptions fall into; the last is open. */
const limits = [3, 6, 7, 13, 14, 27, 28, 30, 55, 56, 62, 83, 90] as const;

export const daysSupplyBins: readonly Bin[] = [...limits, null].map((to, i): Bin => {
  const from = i === 0 ? 1 : (limits[i - 1] ?? 0) + 1;
  if (to === null) return { label: inBoth('explore.days.over', { from }) };
  const text = from === to ? String(from) : `${from}–${to}`;
  return { label: { ja: text, en: text } };
});

/** What most prescriptions are for: asked first, so that few rows go on to the other questions. */
const usual: readonly number[] = [28, 14, 56, 30, 7];

/** The class of a drug exposure `e` as a bit; 0 where its days supply is not known. */
export function daysSupplyMask(): Sql {
  const binOf = (days: number) => limits.findIndex((to) => days <= to);
  const first = usual.map((days) => sql`WHEN e.days_supply = ${days} THEN ${bitOf(binOf(days))}`);
  const cases = limits.map((to, bin) => sql`WHEN e.days_supply <= ${to} THEN ${bitOf(bin)}`);
  return sql`CASE ${join(first, ' ')} WHEN e.days_supply IS NULL OR e.days_supply < 1 THEN 0 ${join(cases, ' ')} ELSE ${bitOf(limits.length)} END`;
}
