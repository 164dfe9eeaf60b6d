const zero = 48;
const nine = 57;
const space = 32;
const plus = 43;
const minus = 45;
const dot = 46;

const mostExactDigits = 15;
const int64Min = -(2n ** 63n);
const int64Max = 2n ** 63n - 1n;

/**
 * Parses `text[start, end)` as a whole number; `.0` after it is allowed, any other fraction or an exponent is not.
 * @returns the number, a bigint where a number would not be exact, or null when it is none
 */
export function parseWhole(text: string, start: number, end: number): number | bigint | null {
  let at = start;
  let stop = end;
  while (at < stop && text.charCodeAt(at) === space) at++;
  while (stop > at && text.charCodeAt(stop - 1) === space) stop--;
  const first = text.charCodeAt(at);
  const negative = first === minus;
  if (at < stop && (negative || first === plus)) at++;
  const digitsFrom = at;
  let value = 0;
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) break;
    value = value * 10 + (code - zero);
    at++;
  }
  const digits = at - digitsFrom;
  if (digits === 0 || (at < stop && !isZeroFraction(text, at, stop))) return null;
  if (digits <= mostExactDigits) return negative ? 0 - value : value;
  const exact = BigInt(text.slice(digitsFrom, at)) * (negative ? -1n : 1n);
  return exact < int64Min || exact > int64Max ? null : exact;
}

function isZeroFraction(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) !== dot) return false;
  for (let at = start + 1; at < end; at++) if (text.charCodeAt(at) !== zero) return false;
  return true;
}

/** Parses a decimal number, with exponent or not. @returns null when it is none or not finite */
export function parseDouble(text: string): number | null {
  if (!/^ *[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)? *$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

const dayPattern = /^ *(?:(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})) *$/;
const momentPattern =
  /^ *(\d{4}[-/]?\d{1,2}[-/]?\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?(?:Z|[+-]\d{2}(?::?\d{2})?))?)? *$/;

/**
 * Parses a calendar day: `2024-05-01`, `2024/5/1` or `20240501`, followed by midnight or nothing.
 * @returns days since 1970-01-01, or null when it is none
 */
export function parseDay(text: string): number | null {
  const match = dayPattern.exec(text);
  if (match) {
    return dayNumber(
      Number(match[1] ?? match[5]),
      Number(match[3] ?? match[6]),
      Number(match[4] ?? match[7]),
    );
  }
  const micros = parseMoment(text);
  const day = micros === null ? null : Math.floor(micros / microsPerDay);
  return day !== null && micros === day * microsPerDay ? day : null;
}

const microsPerDay = 86_400_000_000;

/**
 * Parses a day with a time of day (or none: midnight). A zone after it is dropped: the clock of the place stays.
 * @returns microseconds since 1970-01-01, or null when it is none
 */
export function parseMoment(text: string): number | null {
  const match = momentPattern.exec(text);
  const day = match?.[1] ? parseDay(match[1]) : null;
  if (!match || day === null) return null;
  const [hours, minutes, seconds] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const fraction = Number((match[5] ?? '').padEnd(6, '0').slice(0, 6));
  return day * microsPerDay + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction;
}

function dayNumber(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return Math.round(date.getTime() / 86_400_000);
}
