import fc from 'fast-check';
import { isObject } from '../../../shared/cohort/expression/definitionReader.ts';
import type { Json } from '../random/randomCriteria.ts';

type Path = readonly (string | number)[];

/** Words that stand in Circe's JSON, so that one can take another's place. */
const words: readonly (readonly string[])[] = [
  ['All', 'First', 'Last'],
  ['ALL', 'ANY', 'AT_LEAST', 'AT_MOST'],
  ['lt', 'lte', 'eq', '!eq', 'gt', 'gte', 'bt', '!bt'],
  ['contains', 'startsWith', 'endsWith', '!contains', '!startsWith', '!endsWith'],
  ['StartDate', 'EndDate'],
  ['START_DATE', 'END_DATE', 'VISIT_ID', 'DOMAIN_CONCEPT', 'DURATION'],
];

/** A definition of which one leaf is another value, or is gone. */
export function mutated(definition: Json): fc.Arbitrary<Json> {
  const leaves = leavesOf(definition, []);
  return fc
    .constantFrom(...leaves)
    .chain(({ path, value }) => otherValue(value).map((other) => replaced(definition, path, other) as Json));
}

function otherValue(value: unknown): fc.Arbitrary<unknown> {
  const gone = fc.constant(undefined);
  if (typeof value === 'boolean') return fc.constant(!value);
  if (typeof value === 'number') {
    const near = fc.constantFrom(value + 1, value - 1, -value, value * 10, value + 0.5, value + 0.0001);
    return fc.oneof({ weight: 8, arbitrary: near }, { weight: 1, arbitrary: gone });
  }
  if (typeof value !== 'string') return gone;
  const group = words.find((list) => list.includes(value));
  if (group) return fc.constantFrom(...group, undefined);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return fc.constantFrom('2011-03-04', '2010-12-25', undefined);
  return fc.constantFrom(`${value}x`, undefined);
}

function leavesOf(value: unknown, path: Path): { path: Path; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((member, i) => leavesOf(member, [...path, i]));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
  return value === null ? [] : [{ path, value }];
}

function replaced(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value))
    return value.map((member, i) => (i === key ? replaced(member, rest, other) : member));
  if (!isObject(value)) return value;
  return { ...value, [key]: replaced(value[key], rest, other) };
}
