import { and, countBits, isWithin, sameBits } from './bits.ts';
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
  /** Of each number, how many recent sets have about as many persons. */
  #near = new Uint16Array();

  /** @param most sets that are looked at; the work for each new one grows with its square */
  constructor(rules: OutputRules, most = 64) {
    this.#rules = rules;
    this.#most = most;
  }

  /** Remembers a set that is shown. */
  add(set: PersonSet): void {
    const known = this.#recent.findIndex((recent) => recent === set || sameSet(recent, set));
    const [again] = known < 0 ? [] : this.#recent.splice(known, 1);
    this.#recent.push(again ?? set);
    if (again) return;
    this.#mark(set, 1);
    if (this.#recent.length <= this.#most) return;
    const oldest = this.#recent.shift();
    if (oldest) this.#mark(oldest, -1);
  }

  /** Whether showing the set would complete such a sum to 1 … minimumCell − 1. */
  tellsOnFew(set: PersonSet): boolean {
    const sets = this.#recent.filter((recent) => !sameSet(recent, set));
    for (const [i, a] of sets.entries()) {
      for (const k of sets) if (this.#asAround(set, a, k)) return true;
      if (this.#asAround(set, a, null)) return true;
      for (let j = i + 1; j < sets.length; j++) {
        const b = sets[j];
        if (!b) continue;
        // The new set within both, around both with something within, or around both with nobody within.
        if (this.#isNear(a.count + b.count - set.count) && sets.some((t) => this.#isFew(a, b, t, set)))
          return true;
        if (this.#isNear(a.count + b.count - set.count) && sets.some((k) => this.#isFew(a, b, set, k)))
          return true;
        if (this.#isFew(a, b, set, null)) return true;
      }
    }
    return false;
  }

  /** The new set and another with something, or nobody, within both. */
  #asAround(set: PersonSet, a: PersonSet, k: PersonSet | null): boolean {
    if (!this.#isNear(set.count + a.count - (k?.count ?? 0))) return false;
    return this.#recent.some((t) => this.#isFew(set, a, t, k));
  }

  #isFew(a: PersonSet, b: PersonSet, t: PersonSet, k: PersonSet | null): boolean {
    const sum = a.count + b.count - t.count - (k?.count ?? 0);
    if (sum === 0 || Math.abs(sum) >= this.#rules.minimumCell || t === a || t === b || k === a || k === b)
      return false;
    if (k && (k.count > a.count || k.count > b.count)) return false;
    if (!isWithin(a.bits, t.bits) || !isWithin(b.bits, t.bits)) return false;
    if (k && !(isWithin(k.bits, a.bits) && isWithin(k.bits, b.bits))) return false;
    const both = countBits(and(a.bits, b.bits));
    return sum > 0 ? a.count + b.count - both === t.count : both === (k?.count ?? 0);
  }

  #isNear(count: number): boolean {
    return (this.#near[count] ?? 0) > 0;
  }

  #mark({ count }: PersonSet, by: number): void {
    const reach = this.#rules.minimumCell;
    if (count + reach >= this.#near.length) {
      const larger = new Uint16Array(2 * (count + reach) + 1);
      larger.set(this.#near);
      this.#near = larger;
    }
    for (let at = Math.max(0, count - reach); at <= count + reach; at++) {
      this.#near[at] = (this.#near[at] ?? 0) + by;
    }
  }
}

function sameSet(a: PersonSet, b: PersonSet): boolean {
  return a.count === b.count && sameBits(a.bits, b.bits);
}
