import { z } from 'zod';
import { isObject } from '../../cohort/expression/definitionReader.ts';

/**
 * What a schema says of the place at `path` in `input`: one schema, or several where the input does not tell which of
 * them is meant; none where the schema has no such place.
 */
export function schemasAt(schema: z.ZodType, path: readonly PropertyKey[], input: unknown): z.ZodType[] {
  let places: { schema: z.ZodType; input: unknown }[] = [{ schema, input }];
  for (const step of path) {
    places = places.flatMap((place) =>
      alternatives(place.schema, place.input).flatMap((inner) => {
        const member = memberSchema(inner, step);
        return member ? [{ schema: member, input: memberOf(place.input, step) }] : [];
      }),
    );
  }
  return places.map((place) => place.schema);
}

/** The keys that an object may have at a place. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[], input: unknown): string[] {
  const inside = path.reduce<unknown>(memberOf, input);
  return schemasAt(schema, path, input).flatMap((place) =>
    alternatives(place, inside).flatMap((inner) =>
      inner instanceof z.ZodObject ? Object.keys(inner.shape) : [],
    ),
  );
}

/** What may stand at a place, in a notation that needs no language: `"a" | "b"`, `1 … 365`, `YYYY-MM-DD`. */
export function expectedAt(schema: z.ZodType, path: readonly PropertyKey[], input: unknown): string {
  const places = schemasAt(schema, path, input).map((place) =>
    notation(z.toJSONSchema(place, { io: 'input', unrepresentable: 'any' })),
  );
  return [...new Set(places)].join(' | ') || '–';
}

/** Without defaults and nulls; of a union the branch that the input chose, or every branch. */
function alternatives(schema: z.ZodType, input: unknown): z.ZodType[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable) {
    return alternatives(schema.unwrap() as z.ZodType, input);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options as z.ZodObject[];
    const key = schema.def.discriminator;
    const chosen = options.filter((option) => option.shape[key].safeParse(memberOf(input, key)).success);
    return chosen.length > 0 ? chosen : options;
  }
  if (schema instanceof z.ZodUnion) {
    return (schema.options as z.ZodType[]).flatMap((option) => alternatives(option, input));
  }
  return [schema];
}

function memberSchema(schema: z.ZodType, step: PropertyKey): z.ZodType | null {
  if (schema instanceof z.ZodObject && typeof step === 'string' && Object.hasOwn(schema.shape, step)) {
    return schema.shape[step];
  }
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return null;
}

function memberOf(input: unknown, step: PropertyKey): unknown {
  if (Array.isArray(input)) return input[Number(step)];
  return isObject(input) && Object.hasOwn(input, step) ? input[String(step)] : undefined;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function notation(schema: JsonSchema): string {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.map((branch) => notation(branch as JsonSchema)))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return schema.format === 'date' ? 'YYYY-MM-DD' : `"${schema.pattern ?? '…'}"${lengths(schema)}`;
    case 'array':
      return `[…]${between(schema.minItems, schema.maxItems)}`;
    case 'object':
      return '{…}';
    default:
      return typeof schema.type === 'string' ? schema.type : '…';
  }
}

function numbers(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum } = schema;
  const least = isBound(minimum) ? minimum : undefined;
  const most = isBound(maximum) ? maximum : undefined;
  if (typeof exclusiveMinimum === 'number')
    return most === undefined ? `> ${exclusiveMinimum}` : `> ${exclusiveMinimum}, ≤ ${most}`;
  if (least !== undefined && most !== undefined) return `${least} … ${most}`;
  if (least !== undefined) return `≥ ${least}`;
  if (most !== undefined) return `≤ ${most}`;
  return schema.type === 'integer' ? 'integer' : 'number';
}

/** Zod gives every whole number the bounds of exact ones. */
function isBound(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}

function lengths({ pattern, minLength, maxLength }: JsonSchema): string {
  return pattern === undefined ? between(minLength, maxLength) : '';
}

function between(least: number | undefined, most: number | undefined): string {
  if (most === undefined) return least === undefined ? '' : ` (≥ ${least})`;
  return ` (${least ?? 0} … ${most})`;
}
