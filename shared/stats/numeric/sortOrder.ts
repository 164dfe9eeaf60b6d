/**
 * The stable ascending order of `values`: element k is the index of the k-th smallest. NaN sorts last.
 * A radix sort on the bits of the doubles, so that a million values take tens of milliseconds.
 */
export function sortOrder(values: Float64Array): Int32Array<ArrayBuffer> {
  const n = values.length;
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < 2000) {
    return order.sort((a, b) => {
      const x = values[a] as number;
      const y = values[b] as number;
      return x < y || Number.isNaN(y) ? (Number.isNaN(x) ? a - b : -1) : x > y || Number.isNaN(x) ? 1 : a - b;
    });
  }
  const keys = orderedBits(values);
  let from = order;
  let to = new Int32Array(n);
  const counts = new Int32Array(65537);
  for (let digit = 0; digit < 4; digit++) {
    const half = digit < 2 ? keys.low : keys.high;
    const shift = (digit & 1) * 16;
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const bucket = (((half[i] as number) >>> shift) & 0xffff) + 1;
      counts[bucket] = (counts[bucket] as number) + 1;
    }
    const first = (((half[0] as number) >>> shift) & 0xffff) + 1;
    if (counts[first] === n) continue;
    for (let b = 1; b <= 65536; b++) counts[b] = (counts[b] as number) + (counts[b - 1] as number);
    for (let k = 0; k < n; k++) {
      const i = from[k] as number;
      const bucket = ((half[i] as number) >>> shift) & 0xffff;
      const place = counts[bucket] as number;
      counts[bucket] = place + 1;
      to[place] = i;
    }
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** The two halves of each double's bits, changed so that unsigned order is numeric order. */
function orderedBits(values: Float64Array): { readonly low: Uint32Array; readonly high: Uint32Array } {
  const n = values.length;
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  const cell = new Float64Array(1);
  const words = new Uint32Array(cell.buffer);
  const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  const lowWord = littleEndian ? 0 : 1;
  for (let i = 0; i < n; i++) {
    const v = values[i] as number;
    cell[0] = v === 0 ? 0 : v;
    const lo = words[lowWord] as number;
    const hi = words[1 - lowWord] as number;
    if (Number.isNaN(v)) {
      low[i] = 0xffffffff;
      high[i] = 0xffffffff;
    } else if (hi >>> 31 === 1) {
      low[i] = ~lo;
      high[i] = ~hi;
    } else {
      low[i] = lo;
      high[i] = hi | 0x80000000;
    }
  }
  return { low, high };
}

/** The indices 0…n-1 of each group 0…groups-1, in order. Negative codes belong to no group. */
export function groupIndices(codes: Int32Array, groups: number): Int32Array[] {
  const sizes = new Int32Array(groups);
  for (const g of codes) if (g >= 0) sizes[g] = (sizes[g] as number) + 1;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(groups);
  for (let i = 0; i < codes.length; i++) {
    const g = codes[i] as number;
    if (g < 0) continue;
    const list = lists[g] as Int32Array;
    const k = filled[g] as number;
    list[k] = i;
    filled[g] = k + 1;
  }
  return lists;
}
