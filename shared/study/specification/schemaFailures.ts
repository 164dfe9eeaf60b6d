import type { z } from 'zod';
import type { Failure } from '../../errors/akashiError.ts';
import { nearestName } from './nearestName.ts';
import { expectedAt, keysAt } from './schemaPlace.ts';

/** A place in a study file as people write it: `$.arms[0].cohort`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    return /^[\w-]{1,100}$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key.slice(0, 40))}]`;
  }, '$');
}

/** What is wrong with the form of a study, in words of its own places and values. */
export function schemaFailures(
  study: string,
  schema: z.ZodType,
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
): Failure[] {
  return issues.flatMap((issue) => failuresOf(study, schema, issue, input));
}

function failuresOf(study: string, schema: z.ZodType, issue: z.core.$ZodIssue, input: unknown): Failure[] {
  const path = jsonPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path, input);
    return issue.keys.map((key): Failure => {
      const at = jsonPath([...issue.path, key]);
      const nearest = nearestName(key, known);
      return nearest === null
        ? { code: 'study.unknownKey', params: { study, path: at, known: known.join(', ') } }
        : { code: 'study.misspeltKey', params: { study, path: at, nearest } };
    });
  }
  if (issue.code === 'invalid_key') {
    return [{ code: 'study.invalidValue', params: { study, path, expected: 'A–Z a–z 0–9 _ - (1 … 100)' } }];
  }
  const deeper = issue.code === 'invalid_union' ? deepest(issue.errors, issue.path) : [];
  if (deeper.length > 0) return schemaFailures(study, schema, deeper, input);
  const expected = expectedAt(schema, issue.path, input);
  const missing = valueAt(input, issue.path) === undefined;
  return [
    missing
      ? { code: 'study.missingValue', params: { study, path, expected } }
      : { code: 'study.invalidValue', params: { study, path, expected } },
  ];
}

/** The issues of the branch of a union that got furthest, where one got inside the value at all. */
function deepest(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  path: readonly PropertyKey[],
): z.core.$ZodIssue[] {
  const inside = branches.find((issues) =>
    issues.some((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  return (inside ?? []).map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    input,
  );
}
