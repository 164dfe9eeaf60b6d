import { groupSize } from '../sentences/groupWords.ts';
import { placeOf } from '../sentences/wording.ts';
import type { DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';
import { meaningKey } from './meaningKey.ts';

/** Groups and rules that are empty, that are always or never met, or that repeat something. */
export function groupChecks(visits: DefinitionVisits): DesignWarning[] {
  return [...groups(visits), ...repetitions(visits), ...rules(visits)];
}

function groups({ groups: visited, definition }: DefinitionVisits): DesignWarning[] {
  const ofRules = new Set(definition.inclusionRules.map(({ group }) => group));
  return visited.flatMap(({ group }) => {
    const size = groupSize(group);
    const path = placeOf(group.path);
    if (size === 0) return ofRules.has(group) ? [] : [designWarning('group.empty', path)];
    const params = { count: group.count, members: size };
    if (group.type === 'AT_LEAST' && group.count > size)
      return [designWarning('group.neverMet', path, params)];
    const always =
      (group.type === 'AT_LEAST' && group.count === 0) || (group.type === 'AT_MOST' && group.count >= size);
    return always ? [designWarning('group.alwaysMet', path, params)] : [];
  });
}

/** Members of one list that mean the same. */
function repetitions({ groups: visited, definition }: DefinitionVisits): DesignWarning[] {
  const lists = [
    definition.entry.criteria.map((criterion) => ({
      path: placeOf(criterion.path).slice(0, -1),
      part: criterion,
    })),
    definition.censoring.map((criterion) => ({
      path: placeOf(criterion.path).slice(0, -1),
      part: criterion,
    })),
    ...visited.map(({ group }) =>
      [...group.criteria, ...group.demographics, ...group.groups].map((part) => ({
        path: placeOf(part.path),
        part,
      })),
    ),
  ];
  return lists.flatMap((members) =>
    repeated(members.map(({ path, part }) => ({ path, key: meaningKey(part, definition.conceptSets) }))).map(
      ({ path, other }) => designWarning('criterion.repeated', path, {}, other),
    ),
  );
}

type Path = readonly (string | number)[];

function repeated(
  members: readonly { readonly path: Path; readonly key: string }[],
): { path: Path; other: Path }[] {
  const first = new Map<string, Path>();
  return members.flatMap(({ path, key }) => {
    const other = first.get(key);
    if (other !== undefined) return [{ path, other }];
    first.set(key, path);
    return [];
  });
}

function rules({ definition }: DefinitionVisits): DesignWarning[] {
  const { inclusionRules, conceptSets } = definition;
  const filled = inclusionRules.filter(({ group }) => groupSize(group) > 0);
  const named = inclusionRules.filter(({ name }) => name.trim() !== '');
  return [
    ...inclusionRules.flatMap(({ path, name, group }) => [
      ...(groupSize(group) === 0 ? [designWarning('rule.empty', placeOf(path))] : []),
      ...(name.trim() === '' ? [designWarning('rule.unnamed', placeOf(path))] : []),
    ]),
    ...repeated(
      filled.map(({ path, group }) => ({ path: placeOf(path), key: meaningKey(group, conceptSets) })),
    ).map(({ path, other }) => designWarning('rule.repeated', path, {}, other)),
    ...repeated(named.map(({ path, name }) => ({ path: placeOf(path), key: name.trim() }))).map(
      ({ path, other }) => designWarning('rule.sameName', path, {}, other),
    ),
  ];
}
