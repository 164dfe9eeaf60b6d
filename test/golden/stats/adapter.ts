import type { GoldenCase, Json } from './goldenCase.ts';
import type { Table } from './table.ts';

/** What a case gives to the method under test. */
export interface CaseInput {
  readonly args: GoldenCase['args'];
  readonly tables: readonly Table[];
  /** Which parts and rows the case lists; used only to pick those out of a full result. */
  readonly asked: Json;
}

/** Calls the library as a case asks and lays the result out as the case has it. */
export type Adapter = (input: CaseInput) => unknown;

/** The case's first table. */
export function onlyTable(input: CaseInput): Table {
  const table = input.tables[0];
  if (!table) throw new Error('the case names no data');
  return table;
}

export function optionalText(args: CaseInput['args'], key: string): string | undefined {
  const value = args[key];
  return typeof value === 'string' ? value : undefined;
}

export function textArg(args: CaseInput['args'], key: string): string {
  const value = args[key];
  if (typeof value !== 'string') throw new Error(`argument ${key} is not text`);
  return value;
}

export function numberArg(args: CaseInput['args'], key: string, otherwise?: number): number {
  const value = args[key];
  if (typeof value === 'number') return value;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === undefined && otherwise !== undefined) return otherwise;
  throw new Error(`argument ${key} is not a number`);
}

export function textsArg(args: CaseInput['args'], key: string): string[] {
  const value = args[key];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

export function numbersArg(args: CaseInput['args'], key: string): number[] {
  const value = args[key];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((v) => (v === null ? Number.NaN : Number(v)));
}

export function flagArg(args: CaseInput['args'], key: string, otherwise = false): boolean {
  const value = args[key];
  if (value === undefined || value === null) return otherwise;
  return value === true || value === 'TRUE' || value === 'true';
}

/** A named part of the values the case lists, for picking rows. */
export function askedPart(asked: Json | undefined, key: string): Json | undefined {
  return asked !== null && typeof asked === 'object' && !Array.isArray(asked)
    ? (asked as { [key: string]: Json })[key]
    : undefined;
}

/** A square matrix in row-major order as an array of rows. */
export function matrixRows(values: ArrayLike<number>, columns: number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < values.length; i += columns) {
    rows.push(Array.from({ length: columns }, (_, j) => values[i + j] ?? Number.NaN));
  }
  return rows;
}
