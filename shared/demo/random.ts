import { join, type Sql, sql } from '../engine/sql.ts';
import { fnv1a } from './codes/conceptId.ts';

/**
 * Counter-based randomness in SQL: a draw is a function of (seed, person, stream, index) alone, made of 32-bit
 * integer arithmetic and IEEE additions, multiplications, divisions and square roots, which give the same bits on
 * every platform and at any thread count. The integer mixer is the "lowbias32" permutation (Wellons 2018).
 */
export function randomMacros(): readonly Sql[] {
  return [
    sql`CREATE SCHEMA IF NOT EXISTS demo`,
    sql`CREATE OR REPLACE MACRO demo.s16(x) AS xor(x, x >> 16)`,
    sql`CREATE OR REPLACE MACRO demo.s15(x) AS xor(x, x >> 15)`,
    sql`CREATE OR REPLACE MACRO demo.m1(x) AS (x * 2146121005::UBIGINT) & 4294967295::UBIGINT`,
    sql`CREATE OR REPLACE MACRO demo.m2(x) AS (x * 2221713035::UBIGINT) & 4294967295::UBIGINT`,
    sql`CREATE OR REPLACE MACRO demo.mix(x) AS demo.s16(demo.m2(demo.s15(demo.m1(demo.s16(x)))))`,
    sql`CREATE OR REPLACE MACRO demo.person_key(seed, person) AS
        demo.mix(xor(demo.mix(seed::UBIGINT & 4294967295::UBIGINT), person::UBIGINT))`,
    sql`CREATE OR REPLACE MACRO demo.u(k, stream, i) AS
        demo.mix((k + stream::UBIGINT + i::UBIGINT * 2654435769::UBIGINT) & 4294967295::UBIGINT)::DOUBLE / 4294967296e0`,
    sql`CREATE OR REPLACE MACRO demo.root16(x) AS sqrt(sqrt(sqrt(sqrt(x))))`,
    sql`CREATE OR REPLACE MACRO demo.atanh_series(z) AS
        z * (1e0 + z*z * (1e0/3e0 + z*z * (1e0/5e0 + z*z * (1e0/7e0 + z*z * (1e0/9e0 + z*z / 11e0)))))`,
    sql`CREATE OR REPLACE MACRO demo.expo(u) AS
        32e0 * demo.atanh_series((1e0 - demo.root16(1e0 - u)) / (1e0 + demo.root16(1e0 - u)))`,
    // Time at which a cumulative hazard of three constant pieces (rates r1, r2, r3; lengths d1, d2 of the first two) reaches e.
    sql`CREATE OR REPLACE MACRO demo.piecewise(e, r1, d1, r2, d2, r3) AS CASE
        WHEN e < r1 * d1 THEN e / greatest(r1, 1e-12) WHEN e < r1 * d1 + r2 * d2 THEN d1 + (e - r1 * d1) / greatest(r2, 1e-12)
        ELSE d1 + d2 + (e - r1 * d1 - r2 * d2) / greatest(r3, 1e-12) END`,
    sql`CREATE OR REPLACE MACRO demo.ln1p(x) AS demo.expo(x / (1e0 + x))`,
  ];
}

/** A uniform draw in [0, 1) of column `k` (the person's key) for a named stream. */
export function uniform(stream: string, index: Sql | number = 0, key: Sql = sql`k`): Sql {
  return sql`demo.u(${key}, ${fnv1a(stream)}, ${index})`;
}

/** An exponential draw with mean 1 (−ln(1−u), relative error below 1e-4). */
export function exponential(stream: string, index: Sql | number = 0, key: Sql = sql`k`): Sql {
  return sql`demo.expo(${uniform(stream, index, key)})`;
}

/** A bell-shaped draw with mean 0 and standard deviation 1, within ±3.46: the sum of four uniforms, centred and scaled. */
export function bell(stream: string, index: Sql | number = 0, key: Sql = sql`k`): Sql {
  const draws = ['a', 'b', 'c', 'd'].map((part) => uniform(`${stream}.${part}`, index, key));
  return sql`((${join(draws, ' + ')}) - 2e0) * 1.7320508075688772e0`;
}

/** The element of a constant list at a uniform draw: each is as likely as it is frequent in the list. */
export function pick(values: readonly (number | string)[], draw: Sql): Sql {
  const items = values.map((value) => sql`${value}`);
  return sql`list_extract([${join(items)}], 1 + CAST(floor(${draw} * ${values.length}) AS INTEGER))`;
}

/** A number as a DOUBLE literal, also when it is whole. */
export function double(value: number): Sql {
  return sql`CAST(${String(value)} AS DOUBLE)`;
}

/** The item of a constant list of numbers at a zero-based index, clamped to the list. */
export function lookup(values: readonly number[], index: Sql): Sql {
  return sql`list_extract([${join(values.map(double))}], 1 + CAST(greatest(0, least(${values.length - 1}, ${index})) AS INTEGER))`;
}
