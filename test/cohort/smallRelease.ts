import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { join, literal, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { cdmTables } from '../../shared/release/cdm/cdmTables.ts';

export type Row = Readonly<Record<string, string | number | null>>;

const types = {
  integer: sql`INTEGER`,
  bigint: sql`BIGINT`,
  double: sql`DOUBLE`,
  text: sql`VARCHAR`,
  date: sql`DATE`,
  timestamp: sql`TIMESTAMP`,
};

/** Every CDM table in schema cdm, with the given rows; columns that a row leaves out are NULL. */
export async function loadSmallRelease(
  connection: EngineConnection,
  tables: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  for (const table of cdmTables) {
    const columns = table.columns.map((column): Sql => sql`${name(column.name)} ${types[column.type]}`);
    await connection.run(sql`CREATE OR REPLACE TABLE ${name('cdm', table.name)} (${join(columns)})`);
  }
  for (const [table, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = join(Object.keys(row).map((column) => name(column)));
      const values = join(Object.values(row).map((value) => literal(value)));
      await connection.run(sql`INSERT INTO ${name('cdm', table)} (${columns}) VALUES (${values})`);
    }
  }
}
