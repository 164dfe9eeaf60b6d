import type { PublishedCount } from '../disclosure/publishedCount.ts';
import type { ConceptSetItem } from './conceptSet.ts';

/** Operations on the vocabulary of the open release. All of them throw `host.noRelease`, `engine.*`, `cancelled`. */
export interface ConceptOperations {
  /** What concepts can be filtered by, and how far counting is. */
  'concepts.overview': { input: Record<string, never>; output: ConceptOverview };
  /** Concepts that match, best first; an empty text matches all, the most used first. */
  'concepts.search': { input: ConceptQuery; output: ConceptHits };
  /** One concept and what stands around it. @throws AkashiError `concept.unknown` */
  'concepts.page': { input: { id: number }; output: ConceptPage };
  /** Concepts by their ids; ids that the vocabulary lacks are left out. */
  'concepts.lookup': { input: { ids: readonly number[] }; output: readonly ConceptEntry[] };
  'concepts.resolve': { input: { items: readonly ConceptSetItem[] }; output: ResolvedConceptSet };
  /** Concepts that seem to belong to a set and are not in it, the most used first. */
  'concepts.orphans': { input: { items: readonly ConceptSetItem[] }; output: readonly OrphanConcept[] };
  'concepts.compare': {
    input: { a: readonly ConceptSetItem[]; b: readonly ConceptSetItem[] };
    output: ConceptSetComparison;
  };
}

/** One concept as lists show it. */
export interface ConceptEntry {
  readonly id: number;
  /** As in `concept`. */
  readonly name: string;
  /** The name or synonym in that language; null where there is none. */
  readonly japanese: string | null;
  readonly english: string | null;
  readonly code: string;
  readonly domain: string;
  readonly vocabulary: string;
  readonly conceptClass: string;
  /** `S` standard, `C` classification, null neither. */
  readonly standard: string | null;
  /** `D` deleted, `U` updated, null valid. */
  readonly invalidReason: string | null;
  /** Null until they are counted. */
  readonly counts: ConceptCounts | null;
  /** Null until they are counted, and where no descendant is used: then nothing differs from `counts`. */
  readonly withDescendants: HierarchyCounts | null;
}

/** How often this release uses a concept itself, in any clinical column. */
export interface ConceptCounts {
  /** Distinct persons. */
  readonly persons: PublishedCount;
  readonly records: PublishedCount;
  /** In which columns it stands: those of standard concepts, those of source concepts, both; null where unused. */
  readonly role: 'standard' | 'source' | 'both' | null;
}

/**
 * Counts of a concept together with its descendants. A withheld concept among them counts only where its number cannot
 * be worked out from this one; `leftOut` says how many do not, so that the counts are lower bounds when it is not 0.
 */
export interface HierarchyCounts {
  readonly persons: PublishedCount;
  readonly records: PublishedCount;
  readonly leftOut: number;
}

export interface ConceptOverview {
  readonly concepts: number;
  /** By number of concepts, descending. */
  readonly domains: readonly { readonly id: string; readonly concepts: number }[];
  readonly vocabularies: readonly { readonly id: string; readonly concepts: number }[];
  readonly hasHierarchy: boolean;
  readonly hasMappings: boolean;
  readonly counting: CountingState;
}

/** Whether the release's use of its concepts is known yet. */
export type CountingState =
  | { readonly state: 'counting'; readonly fraction: number }
  | { readonly state: 'counted'; readonly milliseconds: number }
  | { readonly state: 'failed' };

export interface ConceptFilters {
  /** Any of these; empty: all. */
  readonly domains: readonly string[];
  readonly vocabularies: readonly string[];
  readonly standardOnly: boolean;
  readonly usedOnly: boolean;
}

export interface ConceptQuery extends ConceptFilters {
  /** Words in any writing, codes, ids. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export interface ConceptHits {
  readonly total: number;
  readonly hits: readonly ConceptHit[];
  readonly counting: CountingState;
  readonly milliseconds: number;
}

export interface ConceptHit extends ConceptEntry {
  /** The synonym that matched where neither name did. */
  readonly matchedSynonym: string | null;
}

/** A concept in the hierarchy, with how many lie below it. */
export interface RelatedConcept extends ConceptEntry {
  readonly children: number;
}

export interface ConceptPage {
  readonly concept: RelatedConcept;
  readonly synonyms: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly parents: readonly RelatedConcept[];
  /** At most {@link relatedLimit}, the most used first; `concept.children` is their true number. */
  readonly children: readonly RelatedConcept[];
  readonly mapsTo: readonly ConceptEntry[];
  readonly mappedFrom: readonly ConceptEntry[];
  readonly hasHierarchy: boolean;
  readonly counting: CountingState;
}

/** More parents, children or mappings of one concept than this are not listed. */
export const relatedLimit = 500;

/** How a concept came into a set. */
export interface MemberOrigin {
  /** Place of the item in the expression. */
  readonly item: number;
  readonly by: 'itself' | 'descendant' | 'mapped';
}

export interface ConceptSetMember extends ConceptEntry {
  readonly origins: readonly MemberOrigin[];
}

export interface ExcludedConcept extends ConceptEntry {
  /** What would have brought it in. */
  readonly origins: readonly MemberOrigin[];
  /** The excluding items that took it out. */
  readonly takenOutBy: readonly MemberOrigin[];
}

export interface ResolvedConceptSet {
  /** Concepts in the set; `members` lists the most used of them, at most {@link memberLimit}. */
  readonly total: number;
  readonly members: readonly ConceptSetMember[];
  /** Concepts that exclusions took out. */
  readonly excludedTotal: number;
  readonly excluded: readonly ExcludedConcept[];
  /** Per item: its concept where the vocabulary has it, how many members it brings and how many no other item does. */
  readonly items: readonly ResolvedItem[];
  readonly hasHierarchy: boolean;
  readonly hasMappings: boolean;
  readonly counting: CountingState;
}

export interface ResolvedItem {
  readonly concept: ConceptEntry | null;
  /** Concepts that the item yields before exclusions. */
  readonly yields: number;
  /** Concepts that are in the set (or, of an excluding item, out of it) because of this item alone. */
  readonly alone: number;
}

export const memberLimit = 20_000;

export interface OrphanConcept extends ConceptEntry {
  /** Why it seems to belong, the strongest reason first. */
  readonly reason: 'child' | 'mapped' | 'name' | 'sibling';
  /** The member or item that it is related to. */
  readonly of: { readonly id: number; readonly name: string };
}

export interface ConceptSetComparison {
  readonly onlyA: ComparedPart;
  readonly both: ComparedPart;
  readonly onlyB: ComparedPart;
}

/** At most {@link memberLimit} concepts, the most used first, of `total`. */
export interface ComparedPart {
  readonly total: number;
  readonly concepts: readonly ConceptEntry[];
}
