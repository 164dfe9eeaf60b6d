import { type Bits, countBits, eachBit, isWithin, noBits, setBit } from './bits.ts';
import { isSmall, type OutputRules } from './outputRules.ts';
import type { PublishedCount } from './publishedCount.ts';

/** Persons of a release by their number, and how many they are. */
export interface PersonSet {
  readonly bits: Bits;
  readonly count: number;
}

/** A set that was shown. Its persons are kept as bits or as a list, whichever is smaller, or forgotten. */
interface ShownSet {
  readonly count: number;
  readonly print: string;
  persons: { readonly bits: Bits } | { readonly list: Uint32Array } | null;
}

/**
 * The numbers of persons that were shown of one release, with the persons behind them. Definitions that differ by a
 * tiny edit give sets of which one contains the other, and their difference is the few persons between: a number is
 * therefore withheld when its set contains, or is contained in, one shown before and differs from it by 1 to
 * minimumCell − 1 persons. The same set may always be shown again.
 *
 * Not covered: sums and differences of three and more shown numbers beyond those that `ShownCells` and
 * `completesSmallCell` look for (four of the numbers shown last; up to eight of one definition's conditions), and so any
 * other linear combination; the attrition of a generated cohort, which `RuleSetPublisher` decides by itself and by the
 * cohort's size; charts and tables that are published from their own totals; what somebody knows from elsewhere; other
 * sessions. When more than `mostBytes` of sets were shown, the
 * persons of the oldest are forgotten and only their number is known: a number near it is then withheld whatever its
 * persons.
 */
export class ShownSets {
  readonly #rules: OutputRules;
  readonly #mostBytes: number;
  readonly #byCount = new Map<number, ShownSet[]>();
  /** In order of showing, those whose persons are known. */
  readonly #known = new Set<ShownSet>();
  #bytes = 0;

  constructor(rules: OutputRules, mostBytes = 128e6) {
    this.#rules = rules;
    this.#mostBytes = mostBytes;
  }

  /** Decides on a number of its own and remembers it when it may be shown. */
  publish(set: PersonSet): PublishedCount {
    const below = this.#rules.minimumCell;
    if (isSmall(set.count, this.#rules)) return { withheld: 'small', below };
    if (this.isTooNear(set)) return { withheld: 'complementary', below };
    this.add(set);
    return set.count;
  }

  /** Whether showing the set would tell how few persons lie between it and one shown before. */
  isTooNear(set: PersonSet): boolean {
    const print = printOf(set.bits);
    if (this.#find(set.count, print)) return false;
    const { minimumCell } = this.#rules;
    for (let distance = 1; distance < minimumCell; distance++) {
      for (const count of [set.count - distance, set.count + distance]) {
        for (const shown of this.#byCount.get(count) ?? []) if (isNested(set, shown)) return true;
      }
    }
    return false;
  }

  /** Remembers a set that is shown. */
  add(set: PersonSet): void {
    const print = printOf(set.bits);
    if (this.#find(set.count, print)) return;
    const persons = set.count < set.bits.length ? { list: listOf(set) } : { bits: set.bits };
    const shown: ShownSet = { count: set.count, print, persons };
    this.#byCount.set(set.count, [...(this.#byCount.get(set.count) ?? []), shown]);
    this.#known.add(shown);
    this.#bytes += bytesOf(shown);
    for (const oldest of this.#known) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#known.delete(oldest);
      this.#bytes -= bytesOf(oldest);
      oldest.persons = null;
    }
  }

  #find(count: number, print: string): ShownSet | undefined {
    return this.#byCount.get(count)?.find((shown) => shown.print === print);
  }
}

/** Whether one contains the other; taken to be so where the persons were forgotten. */
function isNested(set: PersonSet, { count, persons }: ShownSet): boolean {
  if (persons === null) return true;
  const bits = 'bits' in persons ? persons.bits : bitsOfList(persons.list, set.bits.length);
  return count < set.count ? isWithin(bits, set.bits) : isWithin(set.bits, bits);
}

function listOf({ bits, count }: PersonSet): Uint32Array {
  const list = new Uint32Array(count);
  let next = 0;
  eachBit(bits, (person) => {
    list[next++] = person;
  });
  return list;
}

function bitsOfList(list: Uint32Array, words: number): Bits {
  const bits = noBits(words * 32);
  for (const person of list) setBit(bits, person);
  return bits;
}

function bytesOf({ persons }: ShownSet): number {
  if (persons === null) return 0;
  return 'bits' in persons ? persons.bits.byteLength : persons.list.byteLength;
}

/** Of sets that are asked about again and again, as long as they are kept. */
const prints = new WeakMap<Bits, string>();

function printOf(bits: Bits): string {
  const known = prints.get(bits);
  if (known !== undefined) return known;
  const print = newPrintOf(bits);
  prints.set(bits, print);
  return print;
}

/** Two independent 32-bit hashes: sets with the same print and number are taken to be the same. */
function newPrintOf(bits: Bits): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i] ?? 0;
    if (word === 0) continue;
    a = Math.imul(a ^ word ^ Math.imul(i + 1, 0x85ebca6b), 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ (word >>> 16) ^ (word << 16), 0xc2b2ae35) + i;
    b ^= b >>> 13;
  }
  return `${a >>> 0}:${b >>> 0}`;
}

/** A set from its bits. */
export function personSet(bits: Bits): PersonSet {
  return { bits, count: countBits(bits) };
}
