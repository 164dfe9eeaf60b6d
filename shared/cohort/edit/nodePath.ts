/** Where something stands in a definition's JSON: keys and array places from the root of the file. */
export type NodePath = readonly (string | number)[];

/** A path as failures and counts name it: `$.InclusionRules[0].expression`. */
export function pathText(path: NodePath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`),
    '$',
  );
}

/** The inverse of {@link pathText}. Keys with dots or brackets cannot be told apart and do not occur in Circe. */
export function parsePath(text: string): NodePath {
  return [...text.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, key, place]) => key ?? Number(place));
}
