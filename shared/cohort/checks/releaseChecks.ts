import { pathText } from '../edit/nodePath.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import type { DraftCounts } from '../live/draftApi.ts';
import { placeOf } from '../sentences/wording.ts';
import { usedConceptSets } from './conceptSetChecks.ts';
import type { DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';

/** What a concept set comes to in the open release. */
export interface ConceptSetFacts {
  /** Concepts that it names to include and that the vocabulary has. */
  readonly members: number;
  /** Concepts that it names and the vocabulary lacks. */
  readonly missing: number;
  /** Whether any record uses one of its members; null when not known. */
  readonly used: boolean | null;
}

/** What is known of the release that a definition is meant for; whatever is not known is left out. */
export interface DesignFacts {
  /** By the concept sets' ids. */
  readonly conceptSets?: ReadonlyMap<number, ConceptSetFacts>;
  /** Of this very state of the definition, with every rule on. */
  readonly counts?: DraftCounts | null;
  readonly observation?: ObservationFacts | null;
}

export interface ObservationFacts {
  /** Days that no observation period exceeds, and those of the one in the middle; null when not known. */
  readonly longestDays: number | null;
  readonly medianDays: number | null;
  /** First and last day of any observation period, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** What only shows with data: codes that the release does not have, rules that remove nobody or everybody. */
export function releaseChecks(visits: DefinitionVisits, facts: DesignFacts): DesignWarning[] {
  return [
    ...resolutionChecks(visits, facts),
    ...(facts.counts ? countChecks(visits, facts.counts) : []),
    ...(facts.observation ? observationChecks(visits, facts.observation) : []),
  ];
}

function resolutionChecks(visits: DefinitionVisits, { conceptSets: known }: DesignFacts): DesignWarning[] {
  const used = usedConceptSets(visits);
  return visits.definition.conceptSets.flatMap(({ id, items }, i) => {
    const found = known?.get(id);
    if (found === undefined || !used.has(id) || items.length === 0) return [];
    const path = [...visits.root, 'ConceptSets', i];
    if (found.members === 0) return [designWarning('conceptSet.unresolved', path)];
    return [
      ...(found.missing > 0
        ? [designWarning('conceptSet.missingConcepts', path, { count: found.missing })]
        : []),
      ...(found.used === false ? [designWarning('conceptSet.unusedInRelease', path)] : []),
    ];
  });
}

function countChecks({ definition, root }: DefinitionVisits, counts: DraftCounts): DesignWarning[] {
  if (counts.entry === 0) return [designWarning('counts.noEntry', [...root, 'PrimaryCriteria'])];
  const byPath = new Map(counts.nodes.map((node) => [node.path, node]));
  const events = definition.entry.criteria.flatMap(({ path }) => {
    const place = placeOf(path).slice(0, -1);
    const node = byPath.get(pathText(place));
    return node?.passes === 0 ? [designWarning('counts.entryAddsNobody', place)] : [];
  });
  const rules = definition.inclusionRules.flatMap(({ path }) => {
    const node = byPath.get(path);
    if (node === undefined) return [];
    if (node.passes === 0) return [designWarning('counts.removesEverybody', placeOf(path))];
    // Withheld counts are objects and never equal.
    return typeof node.passes === 'number' && node.passes === counts.entry
      ? [designWarning('counts.removesNobody', placeOf(path))]
      : [];
  });
  const nobody =
    counts.final === 0 && !rules.some(({ code }) => code === 'counts.removesEverybody')
      ? [designWarning('counts.nobodyLeft', [...root, 'InclusionRules'])]
      : [];
  return [...events, ...rules, ...nobody];
}

function observationChecks(visits: DefinitionVisits, observation: ObservationFacts): DesignWarning[] {
  const { definition, criteria, persons, root } = visits;
  const { priorDays, postDays } = definition.entry;
  const { longestDays, medianDays, firstDay, lastDay } = observation;
  const path = [...root, 'PrimaryCriteria', 'ObservationWindow'];
  const days = priorDays + postDays;
  const length =
    longestDays !== null && days > longestDays
      ? [designWarning('observation.longerThanRelease', path, { days, longest: longestDays })]
      : medianDays !== null && days > medianDays
        ? [designWarning('observation.mostTooShort', path, { days, median: medianDays })]
        : [];
  const outside = [...criteria, ...persons.map(({ person }) => person)].flatMap((owner) =>
    owner.filters
      .filter((filter) => isOutside(filter, firstDay, lastDay))
      .map(({ attribute }) => placeOf(owner.path, attribute)),
  );
  const { startDate = null, endDate = null } = definition.censorWindow ?? {};
  const windowOutside =
    (startDate !== null && startDate > lastDay) || (endDate !== null && endDate < firstDay);
  return [
    ...length,
    ...[...outside, ...(windowOutside ? [[...root, 'CensorWindow']] : [])].map((place) =>
      designWarning('dates.outsideRelease', place, { first: firstDay, last: lastDay }),
    ),
  ];
}

/** Whether a date range lets no day of the release through. */
function isOutside(filter: AttributeFilter, first: string, last: string): boolean {
  if (filter.kind !== 'date') return false;
  const { op, value, extent } = filter.range;
  switch (op) {
    case 'lt':
      return value <= first;
    case 'lte':
      return value < first;
    case 'gt':
      return value >= last;
    case 'gte':
      return value > last;
    case 'eq':
      return value < first || value > last;
    case 'bt':
      return value > last || (extent ?? value) < first;
    default:
      return false;
  }
}
