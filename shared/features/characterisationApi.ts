import type { DomainName } from '../cohort/expression/domains.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import type { Provenance, Sex } from '../workbenchApi.ts';
import type { FeatureDomain } from './eventDomains.ts';
import type { IndexWindowId } from './indexWindows.ts';

/** What can be asked of the persons of a generated cohort. Index is a person's first entry. */
export interface CharacterisationOperations {
  /**
   * What happened around index, concept by concept, in every window of the catalogue.
   * @throws AkashiError `host.noRelease`, `cohort.unknown`, `cohort.notGenerated`, `cohort.tooFewPersons`,
   *   `cohort.tooAlike`, `engine.*`, `cancelled`; so do the others, but for `cohort.tooAlike`
   */
  'cohorts.characteristics': { input: { id: string }; output: CohortCharacteristics };
  'cohorts.observation': { input: { id: string }; output: ObservationTime };
  'cohorts.entryEvents': { input: { id: string }; output: EntryEvents };
  'cohorts.incidence': { input: { id: string }; output: EntryIncidence };
  'cohorts.pathways': { input: PathwayRequest; output: TreatmentPathways };
}

export interface CohortCharacteristics {
  readonly persons: PublishedCount;
  readonly sex: readonly { readonly sex: Sex; readonly persons: PublishedCount }[];
  /** Five-year bands of age at index, both sexes together, in order. */
  readonly ages: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly persons: PublishedCount;
  }[];
  /** Years at index; null without persons. */
  readonly age: ValueStatistics | null;
  readonly features: readonly EventFeature[];
  readonly values: readonly MeasuredValue[];
  readonly provenance: Provenance;
}

/** Persons with at least one record of a concept, by window around index. */
export interface EventFeature {
  readonly domain: FeatureDomain;
  readonly concept: NamedConcept;
  readonly persons: Readonly<Record<IndexWindowId, PublishedCount>>;
}

export interface NamedConcept {
  readonly id: number;
  readonly code: string;
  readonly vocabulary: string;
  /** `日本語 / English` where both are known. */
  readonly name: string;
}

/** A measurement's values in one unit: the last on −365…0, and the first on 1…365. */
export interface MeasuredValue {
  readonly concept: NamedConcept;
  /** Null where the record says no unit. */
  readonly unit: NamedConcept | null;
  readonly before: ValuesOfPersons;
  readonly after: ValuesOfPersons;
}

export interface ValuesOfPersons {
  readonly persons: PublishedCount;
  /** Null where nobody has one, or the count is withheld. */
  readonly statistics: ValueStatistics | null;
}

export interface ValueStatistics {
  readonly mean: number;
  /** With n − 1; null for one value. */
  readonly sd: number | null;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** Days of the observation period that holds index. */
export interface ObservationTime {
  readonly persons: PublishedCount;
  readonly before: ObservedDays;
  readonly after: ObservedDays;
  readonly provenance: Provenance;
}

export interface ObservedDays {
  /** In order; `to` inclusive, null: open-ended. */
  readonly bins: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly persons: PublishedCount;
  }[];
  readonly quartiles: { readonly lower: number; readonly median: number; readonly upper: number } | null;
}

/** How persons came in: each counted once, by the event that made index (of several that day the earliest record). */
export interface EntryEvents {
  readonly persons: PublishedCount;
  /** Null for a combination, which has no entry events. The largest shown first, withheld ones last. */
  readonly concepts: readonly EntryConcept[] | null;
  /** By the visit that index belongs to, in the same order. */
  readonly visits: readonly VisitContext[];
  readonly provenance: Provenance;
}

export interface EntryConcept {
  /** Place among the entry criteria, from 0; null: index is the day of no such event (a cut period). */
  readonly criterion: number | null;
  readonly domain: DomainName | null;
  /** Null where the domain has no concept. */
  readonly concept: NamedConcept | null;
  readonly persons: PublishedCount;
  /** Codes as the source wrote them; empty when persons are withheld. */
  readonly codes: readonly { readonly code: string; readonly persons: PublishedCount }[];
}

export interface VisitContext {
  /** Null: index lies in no visit. */
  readonly kind: NamedConcept | null;
  readonly persons: PublishedCount;
  readonly departments: readonly { readonly department: string; readonly persons: PublishedCount }[];
  /** Days from the start of the visit to index. */
  readonly daysSinceStart: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly persons: PublishedCount;
  }[];
}

/** First entries over person-years at risk in the release; see entryIncidence.ts for the definition. */
export interface EntryIncidence {
  readonly overall: IncidenceRate;
  readonly byYear: readonly YearIncidence[];
  readonly byAge: readonly AgeIncidence[];
  /** Days of observation before risk begins. */
  readonly priorDays: number;
  readonly provenance: Provenance;
}

export interface YearIncidence {
  readonly year: number;
  readonly all: IncidenceRate;
  readonly male: IncidenceRate;
  readonly female: IncidenceRate;
}

export interface AgeIncidence {
  readonly from: number;
  readonly to: number | null;
  readonly male: IncidenceRate;
  readonly female: IncidenceRate;
}

export interface IncidenceRate {
  readonly entries: PublishedCount;
  /** Null where few persons were at risk. */
  readonly personYears: number | null;
  /** Per 1,000 person-years with Garwood's exact 95 % interval; null where a part is withheld or nobody was at risk. */
  readonly rate: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
}

export interface PathwayRequest {
  readonly id: string;
  /** Cohorts whose periods are the treatments. */
  readonly events: readonly string[];
  readonly options: PathwayOptions;
}

export interface PathwayOptions {
  /** Starts within so many days after another count as one start. */
  readonly combinationDays: number;
  /** A stretch of the same treatments shorter than this does not count. */
  readonly minimumDays: number;
  /** Whether a combination that was left may come again. */
  readonly repeats: boolean;
}

export interface TreatmentPathways {
  readonly persons: PublishedCount;
  readonly events: readonly { readonly id: string; readonly title: string }[];
  /** First steps; a withheld one and what protects it are merged into `other`. */
  readonly steps: readonly PathwayStep[];
  /** Persons without any of the events, as a part of `persons`; null when merged into `other`. */
  readonly none: PublishedCount | null;
  readonly options: PathwayOptions;
  readonly provenance: Provenance;
}

/** A step of the tree of pathways. */
export interface PathwayStep {
  /** Places of the events in force; null: several kinds of steps merged. */
  readonly events: readonly number[] | null;
  readonly persons: number;
  readonly next: readonly PathwayStep[];
}
