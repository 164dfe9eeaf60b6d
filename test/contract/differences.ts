/** Sums of doubles are taken in no fixed order: their last digits may differ. */
const RELATIVE = 1e-9;
const MOST = 20;

/** Where two answers differ, as `path: one | other`; whole numbers must be equal, others to nine digits. */
export function differences(one: unknown, other: unknown): readonly string[] {
  const found: string[] = [];
  compare(one, other, '$', found);
  return found.slice(0, MOST);
}

function compare(one: unknown, other: unknown, path: string, found: string[]): void {
  if (found.length > MOST || isSame(one, other)) return;
  if (!isContainer(one) || !isContainer(other) || kindOf(one) !== kindOf(other)) {
    found.push(`${path}: ${text(one)} | ${text(other)}`);
    return;
  }
  if (isNumbers(one) && isNumbers(other) && one.length === other.length) {
    const at = one.findIndex((value, i) => !isSame(value, other[i]));
    if (at >= 0) compare(one[at], other[at], `${path}.${at}`, found);
    return;
  }
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  const keys = new Set([...left.keys(), ...right.keys()]);
  for (const key of keys) compare(left.get(key), right.get(key), `${path}.${key}`, found);
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'number' || typeof other !== 'number') return false;
  if (Number.isInteger(one) && Number.isInteger(other)) return false;
  return Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Long columns are compared by place, up to the first difference. */
function isNumbers(value: object): value is Int32Array | Float64Array {
  return value instanceof Int32Array || value instanceof Float64Array;
}

function kindOf(value: object): string {
  return Object.prototype.toString.call(value);
}

function text(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}
