import { and, countBits, isWithin } from './bits.ts';
import type { OutputRules } from './outputRules.ts';
import type { PersonSet } from './shownSets.ts';

/**
 * Keeps four shown numbers from adding up to few persons. Of two sets A and B, a set T around both and a set K within
 * both, |A| + |B| − |T| − |K| is how many are in both but not in K, less how many are in T but in neither: where the
 * definitions say that one of the two is nobody, the sum tells the other. Looks at the sets shown last, and at nobody
 * (K empty); what was shown before those is left to `ShownSets`, which compares two at a time.
 */
export class ShownCells {
  readonly #rules: OutputRules;
  readonly #most: number;
  readonly #recent: PersonSet[] = [];
  /** The same by number of persons. */
  #byCount: readonly PersonSet[] = [];
  readonly #within = new WeakMap<PersonSet, WeakMap<PersonSet, boolean>>();

  /** @param most sets that are looked at; the work for each new one grows with its square */
  constructor(rules: OutputRules, most = 64) {
    this.#rules = rules;
    this.#most = most;
  }

  /** Remembers a set that is shown. */
  add(set: PersonSet): void {
    const known = this.#recent.findIndex((recent) => this.#isSame(recent, set));
    const [again] = known < 0 ? [] : this.#recent.splice(known, 1);
    this.#recent.push(again ?? set);
    if (this.#recent.length > this.#most) this.#recent.shift();
    this.#byCount = [...this.#recent].sort((x, y) => x.count - y.count);
  }

  /** Whether showing the set would complete such a sum to 1 … minimumCell − 1. */
  tellsOnFew(set: PersonSet): boolean {
    const sets = this.#recent.filter((recent) => !this.#isSame(recent, set));
    for (const [i, a] of sets.entries()) {
      for (const k of [...sets, null]) {
        // Only what is no larger than both can be within both.
        if (k && (k.count > a.count || k.count > set.count)) continue;
        // As one of the two, with something or nobody within both.
        const around = set.count + a.count - (k?.count ?? 0);
        if (this.#someNear(around, (t) => this.#isFew(set, a, t, k))) return true;
      }
      for (let j = i + 1; j < sets.length; j++) {
        const b = sets[j];
        if (!b) continue;
        // Nor can what lies between the two in size be within both or around both.
        const isBetween = set.count > Math.min(a.count, b.count) && set.count < Math.max(a.count, b.count);
        if (isBetween) continue;
        // As what is within two others, or around them, with something or nobody within.
        const rest = a.count + b.count - set.count;
        if (this.#someNear(rest, (one) => this.#isFew(a, b, one, set) || this.#isFew(a, b, set, one)))
          return true;
        if (this.#isFew(a, b, set, null)) return true;
      }
    }
    return false;
  }

  /** Whether one of the recent sets with about that many persons is as wanted. */
  #someNear(count: number, wanted: (set: PersonSet) => boolean): boolean {
    const { minimumCell } = this.#rules;
    let [low, high] = [0, this.#byCount.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#byCount[middle]?.count ?? 0) <= count - minimumCell) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.#byCount.length; at++) {
      const set = this.#byCount[at];
      if (!set || set.count >= count + minimumCell) return false;
      if (wanted(set)) return true;
    }
    return false;
  }

  #isFew(a: PersonSet, b: PersonSet, t: PersonSet, k: PersonSet | null): boolean {
    const sum = a.count + b.count - t.count - (k?.count ?? 0);
    if (sum === 0 || Math.abs(sum) >= this.#rules.minimumCell || t === a || t === b || k === a || k === b)
      return false;
    if (k && (k.count > a.count || k.count > b.count)) return false;
    if (!this.#isWithin(a, t) || !this.#isWithin(b, t)) return false;
    if (k && !(this.#isWithin(k, a) && this.#isWithin(k, b))) return false;
    const both = countBits(and(a.bits, b.bits));
    return sum > 0 ? a.count + b.count - both === t.count : both === (k?.count ?? 0);
  }

  #isSame(a: PersonSet, b: PersonSet): boolean {
    return a === b || (a.count === b.count && this.#isWithin(a, b));
  }

  /** The same pairs are compared again for every new set. */
  #isWithin(a: PersonSet, b: PersonSet): boolean {
    if (a.count > b.count) return false;
    const known = this.#within.get(a) ?? new WeakMap<PersonSet, boolean>();
    this.#within.set(a, known);
    const found = known.get(b) ?? isWithin(a.bits, b.bits);
    known.set(b, found);
    return found;
  }
}
