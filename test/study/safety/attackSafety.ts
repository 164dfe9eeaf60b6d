import { Possible, type Statement } from '../../../shared/disclosure/possible.ts';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { SafetyAnalysis } from '../../../shared/study/safety/analysis/analyseSafety.ts';
import { safetyGroups } from '../../../shared/study/safety/analysis/outcomeCurves.ts';
import { SafetyViews } from '../../../shared/study/safety/filter/safetyViews.ts';
import { childrenOf } from '../../../shared/study/safety/publishing/publishTables.ts';
import type { GroupRate, OutcomePictures, SafetyResult } from '../../../shared/study/safety/safetyResult.ts';

/** Everything that was published of one study: whole, under every filter, and pictures of outcomes. */
export interface Published {
  readonly whole: SafetyResult;
  readonly filtered: readonly SafetyResult[];
  readonly pictures: readonly { readonly timeAtRisk: string; readonly pictures: OutcomePictures }[];
}

/** A withheld count that what was published narrows too far. */
export interface Leak {
  readonly about: string;
  readonly count: number;
  readonly range: readonly [number, number];
}

/**
 * Attacks each group and time-at-risk with linear programming: unknown are the counts of every outcome in every stratum.
 * The attacker knows which of them are 0, what was published and, with `takesSums`, where outcomes are the sum of those
 * below them.
 */
export function attack(
  published: Published,
  parts: SafetyAnalysis['parts'],
  minimumCell: number,
  { takesSums }: { readonly takesSums: boolean },
): Leak[] {
  const { whole } = published;
  const views = new SafetyViews(whole.ageBands.length);
  return whole.timesAtRisk.flatMap(({ timeAtRisk, rows }, t) =>
    whole.exposure.groups.flatMap(({ group }, k) => {
      const counted = parts[t] as SafetyAnalysis['parts'][number];
      const g = safetyGroups.indexOf(group);
      const everybody = views.counts(counted.everybody, g);
      const counts = rows.map((_, i) => views.counts(counted.rows[i] as (typeof counted.rows)[number], g));
      const about = `${timeAtRisk} ${group}`;
      const shown = statementsOf(published, views, t, k);
      const withEvent: Counts = {
        about: `${about} with event`,
        of: (row, view) => (row < 0 ? 0 : (counts[row]?.[view]?.withEvent ?? 0)),
        shown: (row, view) => (row < 0 ? null : shown(row, view, (rate) => rate.withEvent)),
      };
      const prevalent: Counts = {
        about: `${about} not at risk`,
        of: (row, view) => {
          const all = everybody[view]?.persons ?? 0;
          return row < 0 ? all : all - (counts[row]?.[view]?.persons ?? 0);
        },
        // Persons at risk of an outcome are everybody but those who had it before.
        shown: (row, view) =>
          row < 0
            ? t === 0
              ? everybodyShown(published, views, k, view)
              : null
            : shown(row, view, (rate) => rate.persons),
      };
      const all = [...rows.keys()];
      // Without sums every outcome stands alone.
      const together = takesSums ? [all] : all.map((row) => [row]);
      const children = takesSums ? childrenOf(rows) : [];
      return together.flatMap((own) => [
        ...leaks(withEvent, own, children, views, minimumCell, false),
        ...leaks(prevalent, own, children, views, minimumCell, true),
      ]);
    }),
  );
}

interface Counts {
  readonly about: string;
  /** The truth; row −1: everybody. */
  readonly of: (row: number, view: number) => number;
  readonly shown: (row: number, view: number) => PublishedCount | null;
}

function leaks(
  counts: Counts,
  rows: readonly number[],
  children: readonly (readonly number[])[],
  views: SafetyViews,
  minimumCell: number,
  isComplement: boolean,
): Leak[] {
  const strata = views.strata[0] as readonly number[];
  const column = new Map<string, number>();
  const all = [-1, ...rows];
  for (const row of all) {
    for (const stratum of strata) {
      if (counts.of(row, views.ofStratum(stratum)) > 0) column.set(`${row} ${stratum}`, column.size);
    }
  }
  const sum = (
    row: number,
    view: number,
    sign = 1,
    into = new Map<number, number>(),
  ): Map<number, number> => {
    for (const stratum of views.strata[view] ?? []) {
      const at = column.get(`${row} ${stratum}`);
      if (at !== undefined) into.set(at, (into.get(at) ?? 0) + sign);
    }
    return into;
  };
  const statements: Statement[] = [];
  const hidden: { row: number; view: number }[] = [];
  for (const row of all) {
    for (const view of views.named) {
      const shown = counts.shown(row, view);
      if (shown === null) continue;
      const isOfAll = isComplement && row >= 0;
      if (!isWithheld(shown)) {
        const coefficients = isOfAll ? sum(row, view, -1, sum(-1, view)) : sum(row, view);
        statements.push({ coefficients, value: shown, kind: 'equal' });
      } else {
        if (shown.withheld === 'small' && !isOfAll)
          statements.push({ coefficients: sum(row, view), value: minimumCell - 1, kind: 'atMost' });
      }
      if (isWithheld(shown)) hidden.push({ row, view });
    }
    // Nobody is not at risk who is not there.
    if (isComplement && row >= 0) {
      for (const stratum of strata) {
        const view = views.ofStratum(stratum);
        statements.push({ coefficients: sum(-1, view, -1, sum(row, view)), value: 0, kind: 'atMost' });
      }
    }
  }
  children.forEach((below, node) => {
    if (below.length === 0) return;
    for (const stratum of strata) {
      const view = views.ofStratum(stratum);
      const total = below.reduce((of, child) => of + counts.of(child, view), 0);
      if (total !== counts.of(node, view) || total === 0) continue;
      const coefficients = sum(node, view, -1);
      for (const child of below) sum(child, view, 1, coefficients);
      statements.push({ coefficients, value: 0, kind: 'equal' });
    }
  });
  const possible = new Possible(column.size, statements);
  return hidden.flatMap(({ row, view }) => {
    const count = counts.of(row, view);
    // 0 may be known: that nobody has it, or that nobody is left who has not; and who is everybody with the outcome.
    const isNobody = count === 0 || (isComplement && row >= 0 && count === counts.of(-1, view));
    const isEverybody = row >= 0 && view > 0 && count >= minimumCell && count === counts.of(row, 0);
    if (isNobody || isEverybody) return [];
    const range = possible.range(sum(row, view));
    const [low, high] = range;
    const isLeak = count < minimumCell ? low > 1.001 || high < minimumCell - 1.001 : high - low < 0.5;
    return isLeak ? [{ about: `${counts.about} ${row} view ${view}`, count, range }] : [];
  });
}

function statementsOf({ whole, filtered, pictures }: Published, views: SafetyViews, t: number, k: number) {
  const results = [whole, ...filtered].map((result) => ({ result, view: views.of(result.filter) ?? -1 }));
  const { timeAtRisk } = whole.timesAtRisk[t] as SafetyResult['timesAtRisk'][number];
  return (row: number, view: number, pick: (rate: GroupRate) => PublishedCount): PublishedCount | null => {
    const id = whole.timesAtRisk[t]?.rows[row]?.id;
    const told = results.flatMap(({ result, view: own }) => {
      const rate = result.timesAtRisk[t]?.rows.find((one) => one.id === id)?.groups[k];
      return own === view && rate ? [pick(rate)] : [];
    });
    const drawn = pictures.flatMap(({ pictures: own, timeAtRisk: at }) => {
      if (own.id !== id || at !== timeAtRisk) return [];
      return own.byAgeAndSex.flatMap(({ ageFrom, sex, groups }) => {
        const band = whole.ageBands.findIndex(({ from }) => from === ageFrom);
        const rate = groups[k];
        return views.of({ sex, ageBand: band }) === view && rate ? [pick(rate)] : [];
      });
    });
    const [first = null, ...others] = [...told, ...drawn];
    const shown = [first, ...others].find((count) => count !== null && !isWithheld(count));
    return shown ?? first;
  };
}

function everybodyShown(
  { whole, filtered }: Published,
  views: SafetyViews,
  k: number,
  view: number,
): PublishedCount | null {
  const result = [whole, ...filtered].find(({ filter }) => views.of(filter) === view);
  return result?.exposure.groups[k]?.persons ?? null;
}
