import type { ColumnType } from '../../engine/queryEngine.ts';
import { name, type Sql, sql } from '../../engine/sql.ts';

/** How a column of a file becomes a column of the CDM. */
export interface ColumnCast {
  readonly value: Sql;
  /** Whether a row's value cannot be cast; null where every value can. */
  readonly bad: Sql | null;
}

type Family =
  | 'integer'
  | 'wide'
  | 'float'
  | 'text'
  | 'date'
  | 'timestamp'
  | 'zoned'
  | 'bool'
  | 'blob'
  | 'other';

const SQL_TYPES: Readonly<Record<ColumnType, Sql>> = {
  integer: sql`INTEGER`,
  bigint: sql`BIGINT`,
  double: sql`DOUBLE`,
  text: sql`VARCHAR`,
  date: sql`DATE`,
  timestamp: sql`TIMESTAMP`,
};

/** The engine's type of a CDM column. */
export function sqlType(type: ColumnType): Sql {
  return SQL_TYPES[type];
}

/**
 * The cast of a source column. Empty text is NULL; a number that is no number is NULL; times lose their zone as UTC;
 * a date may carry a time of day, and may be written 20240131, 2024/01/31 or 2024-01-31.
 * @param sourceType the engine's name of the file's type
 */
export function castColumn(column: string, sourceType: string, target: ColumnType): ColumnCast {
  const source = name(column);
  const family = familyOf(sourceType);
  const type = sqlType(target);
  switch (target) {
    case 'text':
      if (family === 'blob') return fallible(source, sql`NULLIF(TRY(decode(${source})), '')`);
      return sure(
        family === 'text' ? sql`NULLIF(CAST(${source} AS VARCHAR), '')` : sql`CAST(${source} AS VARCHAR)`,
      );
    case 'integer':
    case 'bigint':
      return castInteger(source, sourceType, family, target);
    case 'double':
      if (family === 'text')
        return castText(source, (text) => noNaN(sql`TRY_CAST(${text} AS DOUBLE)`), 'nan');
      if (family === 'float') return sure(noNaN(sql`CAST(${source} AS DOUBLE)`));
      if (family === 'integer' || family === 'wide' || family === 'bool')
        return sure(sql`CAST(${source} AS DOUBLE)`);
      return impossible(source, type);
    case 'date':
      return castMoment(source, family, type);
    case 'timestamp':
      return castMoment(source, family, type);
  }
}

function castInteger(
  source: Sql,
  sourceType: string,
  family: Family,
  target: 'integer' | 'bigint',
): ColumnCast {
  const type = sqlType(target);
  const attempt = (value: Sql) => sql`TRY_CAST(${value} AS ${type})`;
  if (family === 'bool') return sure(sql`CAST(${source} AS ${type})`);
  if (family === 'integer') {
    const fits = target === 'bigint' || !/^(BIGINT|UINTEGER)$/.test(sourceType);
    return fits ? sure(sql`CAST(${source} AS ${type})`) : fallible(source, attempt(source));
  }
  if (family === 'wide')
    return fallible(source, sql`CASE WHEN ${source} = floor(${source}) THEN ${attempt(source)} END`);
  if (family === 'float') {
    const number = noNaN(source);
    return fallible(number, sql`CASE WHEN ${source} = floor(${source}) THEN ${attempt(source)} END`);
  }
  if (family === 'text') {
    // The engine would round 12.5; 12.0 is how spreadsheets write 12.
    return castText(source, (text) => {
      const number = sql`TRY_CAST(${text} AS DOUBLE)`;
      return sql`CASE WHEN strpos(${text}, '.') = 0 OR ${number} = floor(${number}) THEN ${attempt(text)} END`;
    });
  }
  return impossible(source, type);
}

function castMoment(source: Sql, family: Family, type: Sql): ColumnCast {
  const toType = (value: Sql) => sql`CAST(${value} AS ${type})`;
  switch (family) {
    case 'date':
    case 'timestamp':
      return sure(toType(source));
    case 'zoned':
      // Not through the session's time zone: that differs between machines.
      return sure(toType(sql`make_timestamp(epoch_us(${source}))`));
    case 'integer':
      return fallible(source, toType(compactDate(sql`CAST(${source} AS VARCHAR)`)));
    case 'text':
      return castText(source, (text) =>
        toType(sql`COALESCE(TRY_CAST(${text} AS TIMESTAMP), ${compactDate(text)})`),
      );
    default:
      return impossible(source, type);
  }
}

function compactDate(text: Sql): Sql {
  return sql`CASE WHEN length(${text}) = 8 THEN try_strptime(${text}, '%Y%m%d') END`;
}

/** Text around which blanks do not count. `nullWord` is a word that means NULL, in any case. */
function castText(source: Sql, cast: (text: Sql) => Sql, nullWord?: string): ColumnCast {
  const text = sql`NULLIF(trim(CAST(${source} AS VARCHAR)), '')`;
  const value = cast(text);
  const meant = nullWord === undefined ? text : sql`NULLIF(lower(${text}), ${nullWord})`;
  return { value, bad: sql`(${meant} IS NOT NULL AND ${value} IS NULL)` };
}

function noNaN(number: Sql): Sql {
  return sql`NULLIF(${number}, CAST('NaN' AS DOUBLE))`;
}

function sure(value: Sql): ColumnCast {
  return { value, bad: null };
}

function fallible(source: Sql, value: Sql): ColumnCast {
  return { value, bad: sql`(${source} IS NOT NULL AND ${value} IS NULL)` };
}

function impossible(source: Sql, type: Sql): ColumnCast {
  return fallible(source, sql`CAST(NULL AS ${type})`);
}

function familyOf(sourceType: string): Family {
  const type = sourceType.toUpperCase();
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(type)) return 'integer';
  if (/^(UBIGINT|HUGEINT|UHUGEINT)$|^DECIMAL/.test(type)) return 'wide';
  if (/^(FLOAT|DOUBLE|REAL)$/.test(type)) return 'float';
  if (/^(VARCHAR|UUID)$|^ENUM/.test(type)) return 'text';
  if (type === 'DATE') return 'date';
  if (type === 'TIMESTAMP WITH TIME ZONE') return 'zoned';
  if (/^TIMESTAMP/.test(type)) return 'timestamp';
  if (type === 'BOOLEAN') return 'bool';
  return type === 'BLOB' ? 'blob' : 'other';
}
