import { parseDefinition } from '../../cohort/expression/parseDefinition.ts';
import type { Failure } from '../../errors/akashiError.ts';
import { jsonPath } from './schemaFailures.ts';

export type Path = readonly PropertyKey[];
export type Named = { readonly id: string };

/** Members of a list that are called as one before; those met are added to `taken`. */
export function twice(
  study: string,
  path: Path,
  members: readonly Named[],
  taken = new Set<string>(),
): Failure[] {
  return members.flatMap(({ id }, i): Failure[] => {
    if (taken.has(id)) {
      return [{ code: 'study.duplicateName', params: { study, path: jsonPath([...path, i]), name: id } }];
    }
    taken.add(id);
    return [];
  });
}

/** A name that refers to nothing; null refers to nothing on purpose. */
export function unknownName(
  study: string,
  path: Path,
  name: string | null,
  known: readonly string[],
): Failure[] {
  if (name === null || known.includes(name)) return [];
  return [{ code: 'study.unknownName', params: { study, path: jsonPath(path), name, known: listed(known) } }];
}

/** Definitions of a study that cannot be read. */
export function definitionFailures(
  study: string,
  definitions: Readonly<Record<string, { readonly expression: unknown }>>,
): Failure[] {
  return Object.entries(definitions).flatMap(([id, { expression }]) => {
    const parsed = parseDefinition(`${study} › ${id}`, JSON.stringify(expression));
    return parsed.ok ? [] : parsed.failures;
  });
}

function listed(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} …` : names.join(', ') || '–';
}
