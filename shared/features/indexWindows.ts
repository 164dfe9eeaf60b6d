/** Days around index (day 0) that are told apart: each record falls into one stretch; bit i of a pattern is stretch i. */
export const stretches = [
  { from: null, to: -366 },
  { from: -365, to: -181 },
  { from: -180, to: -31 },
  { from: -30, to: -1 },
  { from: 0, to: 0 },
  { from: 1, to: 30 },
  { from: 31, to: 180 },
  { from: 181, to: 365 },
  { from: 366, to: null },
] as const;

export type IndexWindowId =
  | 'anyBefore'
  | 'yearBefore'
  | 'halfYearBefore'
  | 'monthBefore'
  | 'index'
  | 'monthAfter'
  | 'halfYearAfter'
  | 'yearAfter'
  | 'anyAfter';

export interface IndexWindow {
  readonly id: IndexWindowId;
  /** Days relative to index, inclusive; null: without bound. */
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The windows on offer, in the order of time. They are few and fixed, and what may be shown is decided for all of them
 * at once: windows of free choice could be moved day by day, and the difference of two tables would tell of few persons.
 */
export const indexWindows: readonly IndexWindow[] = [
  { id: 'anyBefore', from: null, to: -1 },
  { id: 'yearBefore', from: -365, to: -1 },
  { id: 'halfYearBefore', from: -180, to: -1 },
  { id: 'monthBefore', from: -30, to: -1 },
  { id: 'index', from: 0, to: 0 },
  { id: 'monthAfter', from: 1, to: 30 },
  { id: 'halfYearAfter', from: 1, to: 180 },
  { id: 'yearAfter', from: 1, to: 365 },
  { id: 'anyAfter', from: 1, to: null },
];

/** Windows nested in each other, narrowest first, each with the stretch that it adds. */
export const windowChains: readonly (readonly { readonly id: IndexWindowId; readonly adds: number }[])[] = [
  [
    { id: 'monthBefore', adds: 3 },
    { id: 'halfYearBefore', adds: 2 },
    { id: 'yearBefore', adds: 1 },
    { id: 'anyBefore', adds: 0 },
  ],
  [{ id: 'index', adds: 4 }],
  [
    { id: 'monthAfter', adds: 5 },
    { id: 'halfYearAfter', adds: 6 },
    { id: 'yearAfter', adds: 7 },
    { id: 'anyAfter', adds: 8 },
  ],
];
