import { dateLiteral, join, literal, type Sql, sql } from '../../engine/sql.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import type { RangeOperator, TextOperator } from '../expression/ranges.ts';
import type { CompileContext } from './compileContext.ts';

const comparison: Readonly<Record<Exclude<RangeOperator, 'bt' | '!bt'>, Sql>> = {
  lt: sql`<`,
  lte: sql`<=`,
  eq: sql`=`,
  '!eq': sql`<>`,
  gt: sql`>`,
  gte: sql`>=`,
};

/** The condition of a filter on the value `operand`. */
export function filterCondition(context: CompileContext, filter: AttributeFilter, operand: Sql): Sql {
  switch (filter.kind) {
    case 'integer':
      return rangeCondition(operand, filter.range, (value) => literal(Math.trunc(value)));
    case 'decimal':
      return rangeCondition(operand, filter.range, decimalLiteral);
    case 'date':
      return rangeCondition(operand, filter.range, dateLiteral);
    case 'text':
      return textCondition(operand, filter.op, filter.text);
    case 'concepts':
      return sql`${operand} ${filter.exclude ? sql`NOT IN` : sql`IN`} (${join(filter.conceptIds.map(literal))})`;
    case 'conceptSet':
      return conceptSetCondition(context, operand, filter.conceptSetId, filter.exclude);
    case 'flag':
      return operand;
  }
}

/** `operand op value`, or both bounds for bt and !bt. */
export function rangeCondition<T>(
  operand: Sql,
  range: { readonly op: RangeOperator; readonly value: T; readonly extent: T | null },
  toSql: (value: T) => Sql,
): Sql {
  if (range.op !== 'bt' && range.op !== '!bt')
    return sql`${operand} ${comparison[range.op]} ${toSql(range.value)}`;
  const extent = range.extent ?? range.value;
  const between = sql`${operand} BETWEEN ${toSql(range.value)} AND ${toSql(extent)}`;
  return range.op === 'bt' ? between : sql`NOT (${between})`;
}

/** Circe writes decimals with four places. */
export function decimalLiteral(value: number): Sql {
  return literal(Number(value.toFixed(4)));
}

function textCondition(operand: Sql, op: TextOperator, text: string): Sql {
  const kind = op.replace('!', '');
  const before = kind === 'contains' || kind === 'endsWith' ? '%' : '';
  const after = kind === 'contains' || kind === 'startsWith' ? '%' : '';
  return sql`${operand} ${op.startsWith('!') ? sql`NOT LIKE` : sql`LIKE`} ${before + text + after}`;
}

function conceptSetCondition(
  context: CompileContext,
  operand: Sql,
  conceptSetId: number | null,
  exclude: boolean,
): Sql {
  if (conceptSetId === null) return sql`${operand} ${exclude ? sql`IS NULL` : sql`IS NOT NULL`}`;
  return sql`${operand} ${exclude ? sql`NOT IN` : sql`IN`} ${context.tables.concepts(conceptSetId)}`;
}
