import type { KeptCohort } from '../../shared/session/shelfApi.ts';

/** One cohort of the list before and after a change, each with its place in the list; null where it is not in it. */
export interface ShelfPart {
  readonly before: ShelfPlace | null;
  readonly after: ShelfPlace | null;
}

export interface ShelfPlace {
  readonly at: number;
  readonly cohort: KeptCohort;
}

/** What differs between two lists. */
export function shelfParts(
  before: readonly KeptCohort[],
  after: readonly KeptCohort[],
): readonly ShelfPart[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const part = { before: placeOf(before, id), after: placeOf(after, id) };
    return part.before?.cohort === part.after?.cohort ? [] : [part];
  });
}

/** The list after the change, or with it taken back. The rest of the list may be another by now and stays. */
export function withParts(
  shelf: readonly KeptCohort[],
  parts: readonly ShelfPart[],
  direction: 'forward' | 'back',
): readonly KeptCohort[] {
  const from = direction === 'forward' ? 'before' : 'after';
  const to = direction === 'forward' ? 'after' : 'before';
  const touched = new Set(parts.flatMap((part) => [part[from]?.cohort.id, part[to]?.cohort.id]));
  const changed = shelf.filter(({ id }) => !touched.has(id));
  const coming = parts.flatMap((part) => part[to] ?? []).sort((one, other) => one.at - other.at);
  for (const { at, cohort } of coming) changed.splice(at, 0, cohort);
  return changed;
}

function placeOf(shelf: readonly KeptCohort[], id: string): ShelfPlace | null {
  const at = shelf.findIndex((cohort) => cohort.id === id);
  const cohort = shelf[at];
  return cohort ? { at, cohort } : null;
}

/** The list with cohorts put in: in the place of those with the same id, otherwise at the end. */
export function withCohorts(
  shelf: readonly KeptCohort[],
  cohorts: readonly KeptCohort[],
): readonly KeptCohort[] {
  const byId = new Map(cohorts.map((cohort) => [cohort.id, cohort]));
  const kept = shelf.map((cohort) => byId.get(cohort.id) ?? cohort);
  const present = new Set(shelf.map(({ id }) => id));
  return [...kept, ...[...byId.values()].filter(({ id }) => !present.has(id))];
}

/** The list without cohorts and without the combinations that need them. */
export function withoutCohorts(
  shelf: readonly KeptCohort[],
  ids: ReadonlySet<string>,
): readonly KeptCohort[] {
  const left = shelf.filter(
    (cohort) =>
      !ids.has(cohort.id) && !(cohort.kind === 'combination' && cohort.members.some((id) => ids.has(id))),
  );
  const gone = new Set(shelf.filter((cohort) => !left.includes(cohort)).map(({ id }) => id));
  return gone.size === ids.size || left.length === shelf.length ? left : withoutCohorts(left, gone);
}
