import { countBoth, isWithin } from './bits.ts';
import type { OutputRules } from './outputRules.ts';
import type { PersonSet } from './shownSets.ts';

/** A set with a place of its own in what is known of pairs. */
interface PlacedSet extends PersonSet {
  readonly place: number;
}

/**
 * Keeps four shown numbers from adding up to few persons. Of two sets A and B, a set T around both and a set K within
 * both, |A| + |B| − |T| − |K| is how many are in both but not in K, less how many are in T but in neither: where the
 * definitions say that one of the two is nobody, the sum tells the other. Looks at the sets shown last, and at nobody
 * (K empty); what was shown before those is left to `ShownSets`, which compares two at a time.
 */
export class ShownCells {
  readonly #rules: OutputRules;
  readonly #most: number;
  /** The one shown last at the end. */
  #recent: readonly PlacedSet[] = [];
  /** The same by number of persons. */
  #byCount: readonly PlacedSet[] = [];
  readonly #pairs: NestedPairs;
  /** The set that got a place last: it is mostly asked about first and then added. */
  #last: PlacedSet | null = null;

  /** @param most sets that are looked at; the work for each new one grows with its square */
  constructor(rules: OutputRules, most = 64) {
    this.#rules = rules;
    this.#most = most;
    this.#pairs = new NestedPairs(most + 1);
  }

  /** Remembers a set that is shown. */
  add(set: PersonSet): void {
    const placed = this.#placed(set);
    const others = this.#recent.filter(({ place }) => place !== placed.place);
    this.#recent = [...others, placed].slice(-this.#most);
    this.#byCount = [...this.#recent].sort((x, y) => x.count - y.count);
  }

  /** Whether showing the set would complete such a sum to 1 … minimumCell − 1. */
  tellsOnFew(asked: PersonSet): boolean {
    const set = this.#placed(asked);
    const sets = this.#recent.filter(({ place }) => place !== set.place);
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

  /** The recent set of the same persons, or this one in the place that none of them has. */
  #placed(set: PersonSet): PlacedSet {
    const { bits, count } = set;
    if (this.#last?.bits === bits) return this.#last;
    const again = this.#recent.find(
      (recent) => recent.count === count && (recent.bits === bits || isWithin(recent.bits, bits)),
    );
    if (again) return again;
    const taken = new Set(this.#recent.map(({ place }) => place));
    const place = Array.from({ length: this.#most + 1 }, (_, at) => at).find((at) => !taken.has(at)) ?? 0;
    this.#pairs.forget(place);
    this.#last = { bits, count, place };
    return this.#last;
  }

  /** Whether one of the recent sets with about that many persons is as wanted. */
  #someNear(count: number, wanted: (set: PlacedSet) => boolean): boolean {
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

  #isFew(a: PlacedSet, b: PlacedSet, t: PlacedSet, k: PlacedSet | null): boolean {
    const sum = a.count + b.count - t.count - (k?.count ?? 0);
    if (sum === 0 || Math.abs(sum) >= this.#rules.minimumCell || t === a || t === b || k === a || k === b)
      return false;
    if (k && (k.count > a.count || k.count > b.count)) return false;
    const pairs = this.#pairs;
    if (!pairs.isWithin(a, t) || !pairs.isWithin(b, t)) return false;
    if (k && !(pairs.isWithin(k, a) && pairs.isWithin(k, b))) return false;
    const both = countBoth(a.bits, b.bits);
    return sum > 0 ? a.count + b.count - both === t.count : both === (k?.count ?? 0);
  }
}

/** Which set is within which: the same pairs are compared again for every new one. */
class NestedPairs {
  readonly #places: number;
  /** By the places of the two: 0 not known, 1 within, 2 not. */
  readonly #known: Uint8Array;

  constructor(places: number) {
    this.#places = places;
    this.#known = new Uint8Array(places * places);
  }

  isWithin(a: PlacedSet, b: PlacedSet): boolean {
    if (a.count > b.count) return false;
    const at = a.place * this.#places + b.place;
    if (this.#known[at] === 0) this.#known[at] = isWithin(a.bits, b.bits) ? 1 : 2;
    return this.#known[at] === 1;
  }

  /** Before another set is put in a place. */
  forget(place: number): void {
    this.#known.fill(0, place * this.#places, (place + 1) * this.#places);
    for (let other = 0; other < this.#places; other++) this.#known[other * this.#places + place] = 0;
  }
}
