import type { Json, Tolerance } from './goldenCase.ts';

/** The outcome of comparing a computed result with the expected one. */
export interface Comparison {
  readonly compared: number;
  /** Places where they differ by more than allowed, the first few only. */
  readonly differences: readonly string[];
  readonly differing: number;
  /** Largest relative error over the numbers compared, and where it is. */
  readonly largestError: number;
  readonly largestAt: string;
}

interface Allowed {
  readonly rel: number;
  readonly abs: number;
}

interface Tally {
  compared: number;
  differing: number;
  differences: string[];
  largestError: number;
  largestAt: string;
}

/**
 * Compares every number, boolean and null of `expected` with `actual`; a number passes when
 * |x - e| <= abs + rel * max(|x|, |e|). Text is compared where the method returns it: the rest of it is commentary.
 */
export function compare(expected: Json, actual: unknown, tolerance: Tolerance): Comparison {
  const tally: Tally = { compared: 0, differing: 0, differences: [], largestError: 0, largestAt: '' };
  walk(expected, actual, generalTolerance(tolerance), '', tolerance, tally);
  return tally;
}

/** A case without a general tolerance is held, outside the parts it names, to the loosest of theirs. */
function generalTolerance(tolerance: Tolerance): Allowed {
  const parts = Object.values(tolerance).filter(
    (v) => typeof v === 'object' && v !== null,
  ) as Partial<Allowed>[];
  const loosest = (key: keyof Allowed): number => Math.max(0, ...parts.map((p) => p[key] ?? 0));
  if (tolerance.rel === undefined && parts.length > 0) return { rel: loosest('rel'), abs: loosest('abs') };
  return { rel: tolerance.rel ?? 1e-9, abs: tolerance.abs ?? 0 };
}

function walk(
  expected: Json,
  actual: unknown,
  allowed: Allowed,
  path: string,
  tolerance: Tolerance,
  tally: Tally,
): void {
  const number = asNumber(expected);
  if (number !== undefined) {
    compareNumber(number, asNumber(actual), allowed, path, tally);
  } else if (typeof expected === 'boolean' || typeof expected === 'string') {
    if (typeof expected === 'string' && actual === undefined) return;
    tally.compared++;
    if (String(actual) !== String(expected)) note(tally, `${path}: ${String(actual)} instead of ${expected}`);
  } else if (Array.isArray(expected)) {
    const list = isList(actual) ? actual : undefined;
    if (list && list.length !== expected.length) {
      note(tally, `${path}: ${list.length} values instead of ${expected.length}`);
    }
    expected.forEach((e: Json, i: number) => {
      walk(e, list?.[i], allowed, `${path}[${i}]`, tolerance, tally);
    });
  } else {
    walkObject(expected as { [key: string]: Json }, actual, allowed, path, tolerance, tally);
  }
}

function walkObject(
  expected: { readonly [key: string]: Json },
  actual: unknown,
  allowed: Allowed,
  path: string,
  tolerance: Tolerance,
  tally: Tally,
): void {
  const record = (typeof actual === 'object' && actual !== null ? actual : {}) as Record<string, unknown>;
  const stated = statedTolerance(expected);
  const inner = stated === undefined ? allowed : { rel: stated, abs: allowed.abs };
  for (const [key, value] of Object.entries(expected)) {
    if (key === 'tolerance' || key === 'note' || key === 'notes') continue;
    const override = overrideFor(key, tolerance);
    walk(
      value,
      record[key],
      { ...inner, ...override },
      path === '' ? key : `${path}.${key}`,
      tolerance,
      tally,
    );
  }
}

/** A looser relative tolerance that a part of the expected values states of itself in words (`… rel 5e-3 …`, `… ~1% …`). */
function statedTolerance(expected: { readonly [key: string]: Json }): number | undefined {
  for (const key of ['tolerance', 'note']) {
    const text = expected[key];
    const match = typeof text === 'string' ? /\brel (\d[\d.]*(?:e-?\d+)?)/.exec(text) : null;
    if (match) return Number(match[1]);
    const percent = typeof text === 'string' ? /~(\d+)%/.exec(text) : null;
    if (percent) return Number(percent[1]) / 100;
  }
  return undefined;
}

function overrideFor(key: string, tolerance: Tolerance): Partial<Allowed> {
  const names = Object.keys(tolerance).filter(
    (name) => typeof tolerance[name] === 'object' && (key === name || key.startsWith(name)),
  );
  const best = names.sort((a, b) => b.length - a.length)[0];
  return best === undefined ? {} : (tolerance[best] as Partial<Allowed>);
}

function compareNumber(
  expected: number,
  actual: number | undefined,
  allowed: Allowed,
  path: string,
  tally: Tally,
): void {
  tally.compared++;
  if (actual === undefined) {
    note(tally, `${path}: missing instead of ${expected}`);
    return;
  }
  if (Object.is(expected, actual) || expected === actual) return;
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) {
    note(tally, `${path}: ${actual} instead of ${expected}`);
    return;
  }
  const error = Math.abs(actual - expected);
  const scale = Math.max(Math.abs(actual), Math.abs(expected));
  if (!(error <= allowed.abs + allowed.rel * scale)) {
    note(tally, `${path}: ${actual} instead of ${expected}`);
  }
  const floor = allowed.rel > 0 ? allowed.abs / allowed.rel : 0;
  const relative = error / Math.max(scale, floor);
  if (relative > tally.largestError) {
    tally.largestError = relative;
    tally.largestAt = path;
  }
}

function note(tally: Tally, text: string): void {
  tally.differing++;
  if (tally.differences.length < 8) tally.differences.push(text);
}

/** A number as the case files write it: null is NaN, infinities are text. `undefined` when it is no number. */
function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value === null) return Number.NaN;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  return undefined;
}

function isList(value: unknown): value is ArrayLike<unknown> & { readonly length: number } {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
