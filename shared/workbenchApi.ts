import type { DraftOperations } from './cohort/live/draftApi.ts';
import type { ReleaseMatchOperations } from './cohort/versions/releaseMatchApi.ts';
import type { PublishedCount } from './disclosure/publishedCount.ts';
import type { Failure } from './errors/akashiError.ts';
import type { ExploreOperations } from './explore/exploreApi.ts';
import type { CharacterisationOperations } from './features/characterisationApi.ts';
import type { ReleaseCard } from './release/releaseCard.ts';
import type { ShelfOperations } from './session/shelfApi.ts';
import type { SafetyOperations } from './study/safety/safetyApi.ts';
import type { StudyOperations } from './study/studyApi.ts';
import type { ConceptOperations } from './vocabulary/conceptApi.ts';

/**
 * Every operation that a user can ask for: name → input and output, as structured-cloneable data. The RPC, the CLI
 * and the renderer are typed by this table; `Workbench` (workbench.ts) implements it. All counts that leave obey the
 * release's output rules already. Areas with operations of their own declare them beside their code.
 */
export interface WorkbenchOperations
  extends ConceptOperations,
    DraftOperations,
    ExploreOperations,
    ShelfOperations,
    CharacterisationOperations,
    ReleaseMatchOperations,
    StudyOperations,
    SafetyOperations {
  /** Verifies and opens; the release open before stays open if this fails. */
  'release.open': { input: { locator: string }; output: ReleaseCard };
  'release.close': { input: Record<string, never>; output: null };
  'release.current': { input: Record<string, never>; output: ReleaseCard | null };
  /** Writes a demo release into an empty or new folder and answers its locator. Native hosts only. */
  'demo.create': {
    input: { folder: string; persons: number; seed: number; kind?: DemoKind | undefined };
    output: { locator: string };
  };

  /** Reads definitions; a bad one is reported and does not stop the others. */
  'cohorts.import': { input: { files: readonly DefinitionFile[] }; output: ImportReport };
  'cohorts.list': { input: Record<string, never>; output: readonly CohortSummary[] };
  'cohorts.remove': { input: { ids: readonly string[] }; output: readonly CohortSummary[] };
  /** The definitions shipped with Akashi, ready for `cohorts.import`. */
  'cohorts.shipped': { input: Record<string, never>; output: readonly DefinitionFile[] };
  /** Generates the named cohorts (all when empty), with attrition unless told not to; a failure is in its summary. */
  'cohorts.generate': {
    input: { ids: readonly string[]; attrition?: boolean | undefined };
    output: readonly CohortSummary[];
  };
  'cohorts.page': { input: { id: string }; output: CohortPage };
  /** Attrition with the rules in another order or some switched off; needs no engine. */
  'cohorts.attrition': { input: { id: string; rules: readonly number[] }; output: Attrition };
  'cohorts.combine': {
    input: {
      operation: CohortOperation;
      ids: readonly string[];
      name: string;
      /** The cohort that it is to be; a combination of the same name when not given. */
      id?: string | undefined;
    };
    output: CohortSummary;
  };
  'cohorts.overlap': { input: { ids: readonly string[] }; output: CohortOverlap };
  /**
   * Writes the periods of generated cohorts to a `.parquet` or `.csv` file: cohort_definition_id (the definitions' names,
   * as numbers when all are), subject_id, cohort_start_date, cohort_end_date. Only where the host may write files.
   */
  'cohorts.export': { input: { ids: readonly string[]; path: string }; output: { rows: number } };
}

export type OperationName = keyof WorkbenchOperations;
export type OperationInput<N extends OperationName> = WorkbenchOperations[N]['input'];
export type OperationOutput<N extends OperationName> = WorkbenchOperations[N]['output'];

/** What a demo release is made as; pseudonymized when nothing is said. */
export type DemoKind = 'anonymized' | 'pseudonymized';

export type CohortOperation = 'union' | 'intersection' | 'difference';

/** A definition as text: `name` is the file's stem or what the user called it. */
export interface DefinitionFile {
  readonly name: string;
  readonly text: string;
  /** The cohort that it is to be; a definition of the same name when not given. */
  readonly id?: string | undefined;
}

export interface ImportReport {
  readonly imported: readonly CohortSummary[];
  readonly failed: readonly { readonly name: string; readonly failures: readonly Failure[] }[];
}

export interface CohortSummary {
  readonly id: string;
  /** The file's stem, or what the user called it: its id in exported tables. */
  readonly name: string;
  /** What to call it on screen: the definition's own name where it has one. May be `日本語 / English`. */
  readonly title: string;
  /** SHA-256 of the canonical definition (for a combination: of the operation and its members' hashes). */
  readonly hash: string;
  readonly source: 'definition' | 'combination';
  readonly state: 'notGenerated' | 'generated' | 'failed';
  /** Whether its numbers are of an earlier definition. */
  readonly stale: boolean;
  readonly failure: Failure | null;
  /** Null until generated. */
  readonly persons: PublishedCount | null;
  readonly entries: PublishedCount | null;
  readonly milliseconds: number | null;
}

export interface CohortPage {
  readonly summary: CohortSummary;
  readonly attrition: Attrition | null;
  readonly ageAtIndex: readonly AgeBand[];
  readonly sex: readonly { readonly sex: Sex; readonly persons: PublishedCount }[];
  /** Entries by calendar period of the index date, in order, gaps filled with 0. */
  readonly calendar: { readonly unit: 'month' | 'year'; readonly periods: readonly CalendarPeriod[] };
  /** Days from cohort start to end; null when withheld. */
  readonly duration: { readonly median: number; readonly lower: number; readonly upper: number } | null;
  readonly definitionJson: string;
  readonly sql: string;
  readonly provenance: Provenance;
}

export type Sex = 'male' | 'female' | 'unknown';

/** Five-year age band at index, `to` inclusive (null: open-ended). */
export interface AgeBand {
  readonly from: number;
  readonly to: number | null;
  readonly male: PublishedCount;
  readonly female: PublishedCount;
  readonly unknown: PublishedCount;
}

export interface CalendarPeriod {
  /** `2024` or `2024-05`. */
  readonly period: string;
  readonly entries: PublishedCount;
}

/** Persons along the cohort's way in and out. */
export interface Attrition {
  /** Persons with an entry event, after observation window and primary limit. */
  readonly entry: PublishedCount;
  /** In the order applied. `index` is the rule's place in the definition. */
  readonly rules: readonly AttritionRule[];
  readonly final: PublishedCount;
  /** How many persons' (last) cohort period ended for which reason. */
  readonly exits: readonly { readonly reason: ExitReason; readonly persons: PublishedCount }[];
}

export type ExitReason = 'observationEnd' | 'strategy' | 'censored' | 'censorWindow';

export interface AttritionRule {
  readonly index: number;
  readonly name: string;
  readonly enabled: boolean;
  /** Persons that pass this rule, whatever the others say. */
  readonly passes: PublishedCount;
  /** Persons that only this rule removes. */
  readonly aloneRemoves: PublishedCount;
  /** Persons left after this and all rules before it. Null for a rule that is switched off. */
  readonly remaining: PublishedCount | null;
}

export interface CohortOverlap {
  readonly cohorts: readonly {
    readonly id: string;
    /** As in {@link CohortSummary.title}. */
    readonly title: string;
    readonly persons: PublishedCount;
  }[];
  /** Every occurring combination, the largest shown first, withheld ones last: `members[i]` says whether cohort i is in it (and the others not). */
  readonly combinations: readonly {
    readonly members: readonly boolean[];
    readonly persons: PublishedCount;
  }[];
}

/** Where a number came from. */
export interface Provenance {
  readonly releaseId: string;
  readonly releaseDigest: string;
  readonly definitionHash: string;
  readonly method: string;
  readonly engine: string;
  readonly akashiVersion: string;
  readonly generatedAt: string;
  readonly milliseconds: number;
}
