import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { publishParts } from '../disclosure/publishParts.ts';
import type { PathwayStep, TreatmentPathways } from './characterisationApi.ts';
import type { PathNode } from './treatmentPath.ts';

/** Counts shown of the same target before, by path: `path` as {@link pathKey} writes it. */
export type ShownPaths = Map<string, Set<number>>;

/**
 * The tree of pathways as it may be shown. The branches of a node and those who end there add up to it, so they are
 * published as parts of a known sum; what must be withheld is merged into one branch `other`, whose number is what the
 * reader could subtract anyway, and which tells nothing of what follows. A branch whose number is a few off from what
 * other options or other events gave for the same path is merged as well, together with at least one more.
 *
 * @param name of an event, the same under every choice of events
 * @param shown grows by what is shown now
 */
export function publishPathways(
  root: PathNode,
  name: (event: number) => string,
  rules: OutputRules,
  shown: ShownPaths,
): Pick<TreatmentPathways, 'steps' | 'none'> {
  const { steps, ended } = publishNode(root, '');
  return { steps, none: ended };

  function publishNode(
    node: PathNode,
    path: string,
  ): { readonly steps: PathwayStep[]; readonly ended: PublishedCount | null } {
    const branches = [...node.next].sort(([a, x], [b, y]) => y.persons - x.persons || a - b);
    const parts = [
      ...branches.map(([events, next]) => ({
        key: `${path}>${namesOf(events)}`,
        events,
        next,
        persons: next.persons,
      })),
      { key: `${path}>.`, events: null, next: null, persons: node.ended },
    ];
    const { published, sumIsSafe } = publishParts(
      parts.map(({ persons }) => persons),
      rules,
    );
    if (!sumIsSafe) return { steps: [], ended: null };
    const merged = new Set(parts.flatMap((_, i) => (isWithheld(published[i] ?? 0) ? [i] : [])));
    parts.forEach(({ key, persons }, i) => {
      if ([...(shown.get(key) ?? [])].some((before) => isSmall(Math.abs(before - persons), rules)))
        merged.add(i);
    });
    // One alone would be told by the rest.
    if (merged.size === 1) {
      const [smallest] = parts
        .map(({ persons }, i) => ({ i, persons }))
        .filter(({ i, persons }) => persons > 0 && !merged.has(i))
        .sort((a, b) => a.persons - b.persons);
      if (!smallest) return { steps: [], ended: null };
      merged.add(smallest.i);
    }
    const steps = parts.flatMap(({ key, events, next, persons }, i): PathwayStep[] => {
      if (merged.has(i) || persons === 0) return [];
      shown.set(key, (shown.get(key) ?? new Set()).add(persons));
      return next && events !== null
        ? [{ events: bitsOf(events), persons, next: publishNode(next, key).steps }]
        : [];
    });
    const other = [...merged].reduce((sum, i) => sum + (parts[i]?.persons ?? 0), 0);
    // All merged: a branch as long as its node says nothing.
    if (steps.length === 0 && merged.has(parts.length - 1)) return { steps: [], ended: null };
    const last = parts.length - 1;
    return {
      steps: other > 0 ? [...steps, { events: null, persons: other, next: [] }] : steps,
      ended: merged.has(last) ? null : node.ended,
    };
  }

  function namesOf(events: number): string {
    return bitsOf(events).map(name).sort().join('+');
  }
}

/** Places of the bits that are set. */
export function bitsOf(set: number): number[] {
  return Array.from({ length: 31 }, (_, bit) => bit).filter((bit) => (set & (1 << bit)) !== 0);
}
