import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { conceptNames } from '../../../features/conceptNames.ts';
import { conditionGroups } from '../../covariates/hierarchy.ts';

/** A condition or what conditions belong to. */
export interface ConditionNode {
  readonly concept: number;
  readonly code: string;
  readonly name: string;
  readonly level: number;
  /** Places of the nodes directly above, ascending. */
  readonly parents: readonly number[];
  /** Places of every node above. */
  readonly above: readonly number[];
}

/**
 * Conditions with everything above them, by level, then code, then concept. A node is directly above another when
 * nothing lies between; its level is one below the lowest of these.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function conditionTree(
  connection: EngineConnection,
  concepts: Iterable<number>,
  job: Job,
): Promise<readonly ConditionNode[]> {
  const uppers = await conditionGroups(connection, concepts, job);
  const related = await conditionGroups(
    connection,
    uppers.map(({ concept }) => concept),
    job,
  );
  const above = new Map<number, Set<number>>(related.map(({ concept }) => [concept, new Set()]));
  for (const { concept, members } of related) {
    for (const member of members) if (member !== concept) above.get(member)?.add(concept);
  }
  const parents = new Map(
    [...above].map(([concept, all]) => [
      concept,
      [...all].filter((upper) => ![...all].some((between) => above.get(between)?.has(upper))),
    ]),
  );
  const levels = new Map<number, number>();
  // Who has fewer above lies higher: a node comes after all above it.
  for (const [concept] of [...above].sort(([, a], [, b]) => a.size - b.size)) {
    const lowest = Math.max(-1, ...(parents.get(concept) ?? []).map((parent) => levels.get(parent) ?? 0));
    levels.set(concept, lowest + 1);
  }
  const names = await conceptNames(connection, [...above.keys()], job);
  const code = (concept: number): string => names.get(concept)?.code ?? '';
  const order = [...above.keys()].sort(
    (a, b) =>
      (levels.get(a) ?? 0) - (levels.get(b) ?? 0) ||
      (code(a) < code(b) ? -1 : code(a) > code(b) ? 1 : 0) ||
      a - b,
  );
  const place = new Map(order.map((concept, at) => [concept, at]));
  const places = (some: Iterable<number>): number[] =>
    [...some].map((concept) => place.get(concept) ?? -1).sort((a, b) => a - b);
  return order.map((concept) => ({
    concept,
    code: code(concept),
    name: names.get(concept)?.name ?? '',
    level: levels.get(concept) ?? 0,
    parents: places(parents.get(concept) ?? []),
    above: places(above.get(concept) ?? []),
  }));
}
