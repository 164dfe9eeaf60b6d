import { type Indexed, search } from './fuzzySearch.ts';
import type { PaletteEntry, PaletteGroup } from './paletteEntries.ts';

export interface PaletteSection {
  readonly group: PaletteGroup;
  readonly entries: readonly PaletteEntry[];
}

const mostInSection = 8;

/**
 * What the palette lists: for a query its finds, grouped, the group of the best find first; without one what was chosen
 * last, then the commands and the places.
 */
export function paletteSections(
  entries: readonly Indexed<PaletteEntry>[],
  query: string,
  recent: readonly string[],
): readonly PaletteSection[] {
  if (query.trim() === '') return atRest(entries, recent);
  const found = search(entries, query);
  // What a word means is looked up less often than what it does.
  const groups = [...new Set(found.map(({ group }) => group))].sort(
    (a, b) => Number(a === 'terms') - Number(b === 'terms'),
  );
  return groups.map((group) => ({
    group,
    entries: found.filter((entry) => entry.group === group).slice(0, mostInSection),
  }));
}

function atRest(
  entries: readonly Indexed<PaletteEntry>[],
  recent: readonly string[],
): readonly PaletteSection[] {
  const all = entries.map(({ item }) => item);
  const chosen = recent.flatMap((id) => all.find((entry) => entry.id === id) ?? []).slice(0, 5);
  const others = (group: PaletteGroup) =>
    all.filter((entry) => entry.group === group && !chosen.includes(entry));
  return [
    { group: 'recent' as const, entries: chosen },
    ...(['commands', 'cohorts', 'drafts', 'studies', 'conceptSets', 'releases'] as const).map((group) => ({
      group,
      entries: others(group),
    })),
  ].filter((section) => section.entries.length > 0);
}
