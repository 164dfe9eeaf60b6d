import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { Possible, type Statement } from '../../../disclosure/possible.ts';
import { type LinkedSum, narrow, type Ranges, unlimited } from './narrowing.ts';
import type { SafetyViews } from './safetyViews.ts';

/** Counts of one group in one time-at-risk. */
export interface Families {
  readonly views: SafetyViews;
  /** Whole counts by view, of every outcome. */
  readonly counts: readonly Float64Array[];
  /** Of each outcome the places of those directly below it. */
  readonly children: readonly (readonly number[])[];
  /** Whether everybody's count is shown: decided before, and kept. */
  readonly isWholeShown: readonly boolean[];
  /** What must not be shown for reasons of its own: outcome and view. */
  readonly isSecret: (outcome: number, view: number) => boolean;
}

/** Ranges are worked out with so much of rounding. */
const margin = 1e-4;

/** Looks at sums of every outcome and of the hierarchy together, and withholds more until they tell nothing. */
export class FamilyProtection {
  readonly #families: Families;
  readonly #hidden: readonly Uint8Array[];
  readonly #rules: OutputRules;
  readonly #sums: readonly LinkedSum[];
  readonly #parents: readonly (readonly number[])[];
  readonly #isUnderSmall: readonly boolean[];
  /** Outcomes of which something was withheld since their sums were solved. */
  readonly #unsolved: Set<number>;
  /** What readers can narrow the wholes to before any view is shown. */
  readonly #before: Ranges;
  readonly #hopeless = new Set<number>();

  constructor(families: Families, hidden: readonly Uint8Array[], rules: OutputRules) {
    this.#families = families;
    this.#hidden = hidden;
    this.#rules = rules;
    const { children, counts } = families;
    const parents = counts.map((): number[] => []);
    children.forEach((below, node) => {
      for (const child of below) parents[child]?.push(node);
    });
    this.#parents = parents;
    this.#isUnderSmall = parents.map((above) => above.some((node) => isSmall(this.#count(node, 0), rules)));
    this.#sums = this.#sumsThatHold();
    this.#unsolved = new Set(counts.keys());
    this.#before = this.#ranges(() => true);
  }

  hide(outcome: number, view: number): true {
    (this.#hidden[outcome] as Uint8Array)[view] = 1;
    this.#unsolved.add(outcome);
    return true;
  }

  /** Withholds something that tells a withheld count; false when nothing does. */
  improve(): boolean {
    let changed = false;
    for (const outcome of this.#unsolved) {
      while (this.#solve(outcome)) changed = true;
    }
    this.#unsolved.clear();
    if (changed) return true;
    const ranges = this.#ranges((outcome, view) => this.#hidden[outcome]?.[view] === 1);
    const { size } = this.#families.views;
    const touched = new Set<number>();
    for (const told of this.#told(ranges)) {
      const outcome = Math.floor(told / size);
      if (touched.has(outcome) || this.#hopeless.has(told)) continue;
      touched.add(outcome);
      if (this.#withholdFor(outcome, told % size)) changed = true;
      else this.#hopeless.add(told);
    }
    return changed;
  }

  #count(outcome: number, view: number): number {
    return this.#families.counts[outcome]?.[view] ?? 0;
  }

  #sumsThatHold(): LinkedSum[] {
    const { views, counts, children } = this.#families;
    const at = (outcome: number, view: number): number => outcome * views.size + view;
    const own = counts.flatMap((_, outcome) =>
      views.sums.map(({ whole, parts }) => ({
        whole: at(outcome, whole),
        parts: parts.map((view) => at(outcome, view)),
      })),
    );
    const ofTree = children.flatMap((below, node) => {
      if (below.length === 0) return [];
      return views.strata.flatMap((_, view) => {
        const sum = below.reduce((total, child) => total + this.#count(child, view), 0);
        if (sum !== this.#count(node, view) || sum === 0) return [];
        return [{ whole: at(node, view), parts: below.map((child) => at(child, view)) }];
      });
    });
    return [...own, ...ofTree];
  }

  #ranges(isHidden: (outcome: number, view: number) => boolean): Ranges {
    const { views, counts, isWholeShown } = this.#families;
    const below = this.#rules.minimumCell;
    const lower = new Float64Array(counts.length * views.size);
    const upper = new Float64Array(lower.length);
    counts.forEach((own, outcome) => {
      own.forEach((count, view) => {
        const place = outcome * views.size + view;
        const isKnown = view === 0 ? isWholeShown[outcome] === true : !isHidden(outcome, view) || count === 0;
        if (isKnown) lower[place] = count;
        if (isKnown) upper[place] = count;
        else if (view > 0) upper[place] = unlimited;
        else if (count < below) {
          // The table says of everybody's count that it is small, and below another such nothing else.
          lower[place] = count > 0 && !this.#isUnderSmall[outcome] ? 1 : 0;
          upper[place] = below - 1;
        } else {
          lower[place] = below;
          upper[place] = unlimited;
        }
      });
    });
    const ranges = { lower, upper };
    narrow(ranges, this.#sums);
    return ranges;
  }

  /** Withheld counts that the ranges tell. */
  *#told({ lower, upper }: Ranges): Iterable<number> {
    const { size } = this.#families.views;
    const below = this.#rules.minimumCell;
    for (let place = 0; place < lower.length; place++) {
      const [outcome, view] = [Math.floor(place / size), place % size];
      if (this.#hidden[outcome]?.[view] !== 1) continue;
      const [low, high] = [lower[place] as number, upper[place] as number];
      if (view === 0) {
        if (low > (this.#before.lower[place] as number) || high < (this.#before.upper[place] as number))
          yield place;
      } else if (this.#isTold(outcome, view, low > 1 || high < below - 1, low === high)) yield place;
    }
  }

  #isTold(outcome: number, view: number, isNarrowed: boolean, isFixed: boolean): boolean {
    const count = this.#count(outcome, view);
    if (count === 0) return false;
    if (isSmall(count, this.#rules)) return isNarrowed;
    return isFixed && this.#families.views.named.includes(view);
  }

  /** Whether the sums of one outcome, taken together, tell a count; then withholds another. */
  #solve(outcome: number): boolean {
    const own = this.#hidden[outcome] as Uint8Array;
    if (own[0] === 1) return false;
    const unknowns = [...own.keys()].filter((view) => own[view] === 1 && this.#count(outcome, view) > 0);
    if (unknowns.length === 0) return false;
    const possible = new Possible(unknowns.length, this.#statements(outcome, unknowns));
    const below = this.#rules.minimumCell;
    const told = unknowns.find((view, unknown) => {
      const isToldBy = ([low, high]: readonly [number, number]): boolean =>
        this.#isTold(outcome, view, low > 1 + margin || high < below - 1 - margin, high - low < margin);
      return isToldBy(possible.reached(unknown)) && isToldBy(possible.range(new Map([[unknown, 1]])));
    });
    return told !== undefined && this.#withholdWithin(outcome, told);
  }

  /** What readers know of the withheld counts of an outcome. */
  #statements(outcome: number, unknowns: readonly number[]): Statement[] {
    const place = new Map(unknowns.map((view, unknown) => [view, unknown]));
    return this.#families.views.sums.flatMap(({ whole, parts }): Statement[] => {
      const coefficients = new Map<number, number>();
      let value = 0;
      for (const view of [whole, ...parts]) {
        const sign = view === whole ? -1 : 1;
        const unknown = place.get(view);
        if (unknown === undefined) value -= sign * this.#count(outcome, view);
        else coefficients.set(unknown, sign);
      }
      return coefficients.size > 0 ? [{ coefficients, value, kind: 'equal' }] : [];
    });
  }

  #withholdFor(outcome: number, view: number): boolean {
    if (view !== 0 && this.#withholdWithin(outcome, view)) return true;
    for (const above of this.#nearestAbove(outcome)) {
      if (view !== 0 && this.#isCandidate(above, view)) return this.hide(above, view);
      if (this.#withholdWithin(above, view)) return true;
    }
    return false;
  }

  /** Withholds the smallest shown count that is linked to a view, or else any of the outcome. */
  #withholdWithin(outcome: number, view: number): boolean {
    const { sums, named } = this.#families.views;
    const linked = sums.flatMap(({ whole, parts }) =>
      whole === view || parts.includes(view) ? [whole, ...parts] : [],
    );
    for (const candidates of [linked, named]) {
      const [next] = candidates
        .filter((one) => this.#isCandidate(outcome, one))
        .sort((a, b) => this.#count(outcome, a) - this.#count(outcome, b) || a - b);
      if (next !== undefined) return this.hide(outcome, next);
    }
    return false;
  }

  #isCandidate(outcome: number, view: number): boolean {
    const count = this.#count(outcome, view);
    // What is everybody follows from the whole.
    return (
      view !== 0 &&
      this.#hidden[outcome]?.[view] === 0 &&
      count >= Math.max(1, this.#rules.minimumCell) &&
      count < this.#count(outcome, 0)
    );
  }

  /** Everything above, the nearest first. */
  #nearestAbove(outcome: number): number[] {
    const found = new Set<number>();
    const next = [...(this.#parents[outcome] ?? [])];
    for (let node = next.shift(); node !== undefined; node = next.shift()) {
      if (found.has(node)) continue;
      found.add(node);
      next.push(...(this.#parents[node] ?? []));
    }
    return [...found];
  }
}
