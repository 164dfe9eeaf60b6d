import { expect, test } from 'vitest';
import { dateLiteral, literal, name, sql } from '../../shared/engine/sql.ts';

test('text can never leave its literal', () => {
  expect(sql`SELECT ${"a'; DROP TABLE x; --"}`.text).toBe("SELECT 'a''; DROP TABLE x; --'");
  expect(name('cdm', 'we"ird').text).toBe('"cdm"."we""ird"');
});

test('values that are not representable are refused', () => {
  expect(() => literal(Number.NaN)).toThrow(RangeError);
  expect(() => dateLiteral('2024-02-30')).toThrow(RangeError);
});
