import { isWithheld } from '../../../../shared/disclosure/publishedCount.ts';
import { inLanguage } from '../../../../shared/i18n/inLanguage.ts';
import type { Locale } from '../../../../shared/i18n/translate.ts';
import type { SafetyComparison, SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import type { SafetyChoice } from '../../../state/safety.ts';

export const eventColumns = [
  'event',
  'code',
  'n',
  'exposed',
  'unexposed',
  'comparator',
  'rateRatio',
  'riskRatio',
  'calibratedRatio',
  'rateDifference',
  'riskDifference',
  'nnh',
  'p',
  'adjustedP',
  'calibratedP',
] as const;
export type EventColumn = (typeof eventColumns)[number];

/** Sorted by the event, the table is the hierarchy; by anything else it is a list. */
export interface EventSort {
  readonly column: EventColumn;
  readonly descending: boolean;
}

/** The order in which a table is first listed. */
export const byStrength: EventSort = { column: 'p', descending: false };

/** A row of the event table as it is listed. */
export interface EventLine {
  readonly row: SafetyRow;
  /** 0 at the margin. */
  readonly depth: number;
  /** Null for a row that holds nothing. */
  readonly open: boolean | null;
  /** Shown only because of what is below it. */
  readonly isContext: boolean;
}

export function against(row: SafetyRow, other: SafetyChoice['against']): SafetyComparison | null {
  return row.against.find((one) => one.with === other) ?? null;
}

/** Whether an outcome happens more, or less, often than among the others, after double FDR; null: neither can be said. */
export function direction(comparison: SafetyComparison | null, level: number): 'raised' | 'lowered' | null {
  const ratio = comparison?.rateRatio ?? null;
  if (!ratio || comparison?.adjustedP == null || comparison.adjustedP > level) return null;
  if (ratio.lower > 1) return 'raised';
  return ratio.upper !== null && ratio.upper < 1 ? 'lowered' : null;
}

/**
 * The rows of an event table that are listed, in order. A row under several others stands under the first of them.
 * @param closed outcomes whose rows below are not listed; while something is looked for nothing is closed
 */
export function eventLines(
  rows: readonly SafetyRow[],
  choice: Pick<SafetyChoice, 'search' | 'within' | 'picked' | 'against'>,
  sort: EventSort,
  closed: ReadonlySet<string>,
  locale: Locale,
): readonly EventLine[] {
  const tree = new EventTree(rows);
  const isWanted = wanted(tree, choice);
  if (sort.column !== 'event') {
    return sorted(rows.filter(isWanted), sort, choice.against, locale).map((row) => ({
      row,
      depth: 0,
      open: null,
      isContext: false,
    }));
  }
  const isSearching = choice.search.trim() !== '' || choice.picked !== null;
  return tree.lines(isWanted, isSearching ? new Set() : closed, sort.descending);
}

/** Ids of the outcomes that a choice leaves; null where it leaves all. The table and every picture follow it. */
export function wantedOutcomes(
  rows: readonly SafetyRow[],
  choice: Pick<SafetyChoice, 'search' | 'within' | 'picked'>,
): ReadonlySet<string> | null {
  const { within, picked, search } = choice;
  if (within === null && picked === null && search.trim() === '') return null;
  return new Set(rows.filter(wanted(new EventTree(rows), choice)).map(({ id }) => id));
}

function wanted(
  tree: EventTree,
  { within, picked: chosen, search }: Pick<SafetyChoice, 'search' | 'within' | 'picked'>,
): (row: SafetyRow) => boolean {
  const inside = within === null ? null : tree.below(within);
  const picked = chosen && new Set(chosen);
  const words = folded(search).split(/\s+/).filter(Boolean);
  return (row) =>
    (inside === null || inside.has(row.id)) &&
    (picked === null || picked.has(row.id)) &&
    words.every((word) => folded(`${row.name} ${row.code}`).includes(word));
}

class EventTree {
  readonly #children = new Map<string, SafetyRow[]>();
  readonly #tops: SafetyRow[] = [];

  constructor(rows: readonly SafetyRow[]) {
    const known = new Set(rows.map(({ id }) => id));
    for (const row of rows) {
      const above = row.parents.find((parent) => known.has(parent) && parent !== row.id);
      if (above === undefined) this.#tops.push(row);
      else this.#children.set(above, [...(this.#children.get(above) ?? []), row]);
    }
  }

  /** An outcome and everything below it. */
  below(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    for (const at of found) for (const child of this.#children.get(at) ?? []) found.add(child.id);
    return found;
  }

  lines(
    isWanted: (row: SafetyRow) => boolean,
    closed: ReadonlySet<string>,
    descending: boolean,
  ): readonly EventLine[] {
    const walk = (row: SafetyRow, depth: number): readonly EventLine[] => {
      const children = this.#sorted(this.#children.get(row.id) ?? [], descending);
      const isOpen = !closed.has(row.id);
      const under = children.flatMap((child) => walk(child, depth + 1));
      const isContext = !isWanted(row);
      if (isContext && under.length === 0) return [];
      const open = under.length === 0 ? null : isOpen;
      return [{ row, depth, open, isContext }, ...(isOpen ? under : [])];
    };
    return this.#sorted(this.#tops, descending).flatMap((row) => walk(row, 0));
  }

  #sorted(rows: readonly SafetyRow[], descending: boolean): readonly SafetyRow[] {
    return rows.toSorted((a, b) => (descending ? -1 : 1) * byCode(a, b));
  }
}

function sorted(
  rows: readonly SafetyRow[],
  { column, descending }: EventSort,
  other: SafetyChoice['against'],
  locale: Locale,
): readonly SafetyRow[] {
  const names = new Intl.Collator(locale);
  if (column === 'code') return rows.toSorted((a, b) => (descending ? -1 : 1) * byCode(a, b));
  if (column === 'event') {
    return rows.toSorted((a, b) => names.compare(inLanguage(a.name, locale), inLanguage(b.name, locale)));
  }
  const keyed = rows.map((row) => ({ row, key: figure(row, column, other) }));
  return keyed
    .toSorted((a, b) => {
      // What has no figure comes last, whichever way the rest is sorted.
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || byCode(a.row, b.row);
      const order = a.key === b.key ? 0 : a.key < b.key ? -1 : 1;
      return (descending ? -order : order) || strength(b.row, other) - strength(a.row, other);
    })
    .map(({ row }) => row);
}

/** How far from no effect an interval keeps, on the log scale: what tells apart p values that are all but 0. */
function strength(row: SafetyRow, other: SafetyChoice['against']): number {
  const ratio = against(row, other)?.rateRatio;
  if (!ratio) return 0;
  return Math.max(0, Math.log(ratio.lower), ratio.upper === null ? 0 : -Math.log(ratio.upper)) || 0;
}

/** What a column sorts by; null where there is no figure. */
export function figure(
  row: SafetyRow,
  column: Exclude<EventColumn, 'event' | 'code'>,
  other: SafetyChoice['against'],
): number | null {
  const [exposed, unexposed, comparator] = row.groups;
  const comparison = against(row, other);
  switch (column) {
    case 'n':
      if (!exposed) return null;
      if (!isWithheld(exposed.withEvent)) return exposed.withEvent;
      return exposed.withEvent.withheld === 'small' ? exposed.withEvent.below / 2 : null;
    case 'exposed':
      return exposed?.rate?.estimate ?? null;
    case 'unexposed':
      return unexposed?.rate?.estimate ?? null;
    case 'comparator':
      return comparator?.rate?.estimate ?? null;
    case 'calibratedRatio':
      return comparison?.calibrated?.rateRatio.estimate ?? null;
    case 'calibratedP':
      return comparison?.calibrated?.p ?? null;
    case 'nnh':
      return comparison?.numberNeededToHarm ?? null;
    case 'p':
    case 'adjustedP':
      return comparison?.[column] ?? null;
    case 'rateRatio':
    case 'riskRatio': {
      const ratio = comparison?.[column] ?? null;
      return ratio && (ratio.estimate ?? Number.POSITIVE_INFINITY);
    }
    default:
      return comparison?.[column]?.estimate ?? null;
  }
}

function byCode(a: SafetyRow, b: SafetyRow): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
