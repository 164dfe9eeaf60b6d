/**
 * The one SQL builder. A statement is made with the `sql` tag: nested `Sql` is spliced, every other value becomes a
 * quoted literal, and names go through `name()`. User text can therefore never change a statement's structure.
 */
export class Sql {
  readonly text: string;

  /** Only `sql`, `name`, `join` and this file make one. */
  private constructor(text: string) {
    this.text = text;
  }

  static unchecked(text: string): Sql {
    return new Sql(text);
  }
}

export type SqlValue = Sql | string | number | bigint | boolean | null;

/** Builds a statement or a fragment; see {@link Sql}. */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  let text = strings[0] ?? '';
  values.forEach((value, i) => {
    text += (value instanceof Sql ? value : literal(value)).text + (strings[i + 1] ?? '');
  });
  return Sql.unchecked(text);
}

/** A quoted identifier; several parts are joined with dots. */
export function name(...parts: readonly string[]): Sql {
  return Sql.unchecked(parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'));
}

/** Fragments with a separator between them (default a comma); `empty` when there are none. */
export function join(parts: readonly Sql[], separator = ', ', empty = ''): Sql {
  return Sql.unchecked(parts.length === 0 ? empty : parts.map((part) => part.text).join(separator));
}

/** A value as a SQL literal. @throws RangeError on a number that is not finite */
export function literal(value: Exclude<SqlValue, Sql>): Sql {
  if (value === null) return Sql.unchecked('NULL');
  if (typeof value === 'boolean') return Sql.unchecked(value ? 'TRUE' : 'FALSE');
  if (typeof value === 'bigint') return Sql.unchecked(String(value));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('not a finite number');
    return Sql.unchecked(Number.isInteger(value) ? value.toFixed(0) : `CAST('${String(value)}' AS DOUBLE)`);
  }
  const lines = value.replaceAll("'", "''").replaceAll('\0', '').split('\n');
  const parts = lines.map((line) => `'${line}'`);
  // A literal never spans lines, so that laying out a statement cannot change a value.
  return Sql.unchecked(parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' || chr(10) || ')})`);
}

/** A line comment for the reader of a statement, with the line break that ends it. Any text is safe in it. */
export function comment(text: string): Sql {
  return Sql.unchecked(`-- ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()}\n`);
}

/** The fragment with every line but the first moved in by `spaces`. */
export function indented(fragment: Sql, spaces = 2): Sql {
  return Sql.unchecked(fragment.text.replaceAll('\n', `\n${' '.repeat(spaces)}`));
}

/** A table or view of OMOP CDM: `cdm.<table>`. The name is the code's own, never a user's. */
export function cdmTable(table: string): Sql {
  return plainName('cdm', table);
}

/** An unquoted dotted name, for statements that people read. @throws RangeError when a part needs quotes */
export function plainName(...parts: readonly string[]): Sql {
  if (!parts.every((part) => /^[a-z_][a-z0-9_]*$/.test(part))) throw new RangeError('not a plain name');
  return Sql.unchecked(parts.join('.'));
}

/** `CAST('YYYY-MM-DD' AS DATE)`. @throws RangeError when it is not a calendar date */
export function dateLiteral(isoDate: string): Sql {
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(isoDate) ||
    new Date(`${isoDate}T00:00:00Z`).toISOString().slice(0, 10) !== isoDate
  ) {
    throw new RangeError('not a calendar date');
  }
  return sql`CAST(${isoDate} AS DATE)`;
}

/** date + whole days, as a DATE. */
export function addDays(date: Sql, days: Sql | number): Sql {
  return sql`(CAST(${date} AS DATE) + CAST(${days} AS INTEGER))`;
}

/** Days from `start` to `end`, as an INTEGER. */
export function daysBetween(start: Sql, end: Sql): Sql {
  return sql`CAST(CAST(${end} AS DATE) - CAST(${start} AS DATE) AS INTEGER)`;
}

/** Days since 1970-01-01 as an INTEGER: how dates leave the engine. */
export function epochDays(date: Sql): Sql {
  return sql`CAST(CAST(${date} AS DATE) - CAST('1970-01-01' AS DATE) AS INTEGER)`;
}
