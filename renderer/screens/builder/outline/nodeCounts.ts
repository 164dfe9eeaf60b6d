import { parsePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { OutlineNode } from '../../../../shared/cohort/edit/outline.ts';
import type { DraftCounts, DraftNodeCount } from '../../../../shared/cohort/live/draftApi.ts';

/**
 * The counts of each row. A count may name a row by its place in the file, by a criterion's attributes inside it, or
 * by the group that a rule holds.
 */
export function nodeCounts(
  counts: DraftCounts | null,
  nodes: ReadonlyMap<string, OutlineNode>,
): ReadonlyMap<string, DraftNodeCount> {
  const found = new Map<string, DraftNodeCount>();
  if (counts === null) return found;
  const inner = new Map<string, string>();
  for (const [key, node] of nodes) {
    for (const path of [node.group, node.criterion?.path, node.criterion?.path.slice(0, -1)]) {
      if (path) inner.set(pathText(path), key);
    }
  }
  for (const count of counts.nodes) {
    const path = pathText(parsePath(count.path));
    const key = nodes.has(path) ? path : inner.get(path);
    if (key !== undefined && !found.has(key)) found.set(key, count);
  }
  return found;
}
