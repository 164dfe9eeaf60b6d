/** A set of small numbers as bits: number n is bit n % 32 of word n / 32. Bits beyond the size are 0. */
export type Bits = Uint32Array;

export function noBits(size: number): Bits {
  return new Uint32Array(Math.ceil(size / 32));
}

export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  if (size % 32 !== 0) bits[bits.length - 1] = 2 ** (size % 32) - 1;
  return bits;
}

/** @param numbers with or without repetitions, each below `size` */
export function bitsOf(numbers: ArrayLike<number>, size: number): Bits {
  const bits = noBits(size);
  for (let i = 0; i < numbers.length; i++) setBit(bits, numbers[i] ?? 0);
  return bits;
}

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

export function and(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = (a[i] ?? 0) & (b[i] ?? 0);
  return result;
}

export function or(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = (a[i] ?? 0) | (b[i] ?? 0);
  return result;
}

/** What is in `a` and not in `b`. */
export function without(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = (a[i] ?? 0) & ~(b[i] ?? 0);
  return result;
}

export function sameBits(a: Bits, b: Bits): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function isEmpty(bits: Bits): boolean {
  for (let i = 0; i < bits.length; i++) if (bits[i] !== 0) return false;
  return true;
}

/** Whether everything in `a` is in `b`. */
export function isWithin(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i++) if (((a[i] ?? 0) & ~(b[i] ?? 0)) !== 0) return false;
  return true;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) count += ones(bits[i] ?? 0);
  return count;
}

/** How many are in both. */
export function countBoth(a: Bits, b: Bits): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += ones((a[i] ?? 0) & (b[i] ?? 0));
  return count;
}

/** Calls `visit` with every number of the set, in ascending order. */
export function eachBit(bits: Bits, visit: (at: number) => void): void {
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i] ?? 0; word !== 0; word &= word - 1)
      visit((i << 5) + 31 - Math.clz32(word & -word));
  }
}

/** Numbers that are in at least `least` of the sets. */
export function atLeast(sets: readonly Bits[], least: number, size: number): Bits {
  if (least <= 0) return allBits(size);
  if (least > sets.length) return noBits(size);
  if (least === 1) return sets.reduce(or);
  // Counters of all numbers at once: plane p holds bit p of each count.
  const planes = Array.from({ length: 32 - Math.clz32(sets.length) }, () => noBits(size));
  const result = noBits(size);
  for (let i = 0; i < result.length; i++) {
    for (const set of sets) {
      let carry = set[i] ?? 0;
      for (const plane of planes) {
        const before = plane[i] ?? 0;
        plane[i] = before ^ carry;
        carry &= before;
      }
    }
    let greater = 0;
    let equal = -1;
    for (let p = planes.length - 1; p >= 0; p--) {
      const digit = planes[p]?.[i] ?? 0;
      if ((least >>> p) & 1) equal &= digit;
      else {
        greater |= equal & digit;
        equal &= ~digit;
      }
    }
    result[i] = greater | equal;
  }
  return and(result, allBits(size));
}

function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
