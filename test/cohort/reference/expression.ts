/** The parts of a Circe cohort expression as its JSON spells them. A key that is absent or null means "not used". */
export interface CohortExpression {
  readonly ConceptSets?: readonly ConceptSet[] | null;
  readonly PrimaryCriteria: PrimaryCriteria;
  readonly AdditionalCriteria?: CriteriaGroup | null;
  readonly QualifiedLimit?: Limit;
  readonly ExpressionLimit?: Limit;
  readonly InclusionRules?: readonly InclusionRule[];
  readonly EndStrategy?: EndStrategy | null;
  readonly CensoringCriteria?: readonly CriteriaJson[] | null;
  readonly CollapseSettings?: { readonly CollapseType?: 'ERA'; readonly EraPad?: number };
  readonly CensorWindow?: Period | null;
}

export interface ConceptSet {
  readonly id: number;
  readonly name?: string;
  readonly expression: { readonly items: readonly ConceptSetItem[] };
}

export interface ConceptSetItem {
  readonly concept: ConceptJson;
  readonly isExcluded?: boolean;
  readonly includeDescendants?: boolean;
  readonly includeMapped?: boolean;
}

export interface ConceptJson {
  readonly CONCEPT_ID: number;
  readonly CONCEPT_NAME?: string;
}

export interface PrimaryCriteria {
  readonly CriteriaList: readonly CriteriaJson[];
  readonly ObservationWindow: { readonly PriorDays?: number; readonly PostDays?: number };
  readonly PrimaryCriteriaLimit?: Limit;
}

/** `First`, `Last` or `All` in any case. An absent key means First. */
export interface Limit {
  readonly Type?: string | null;
}

/** One key, the domain, whose value holds the attributes: `{"ConditionOccurrence": {"CodesetId": 1}}`. */
export type CriteriaJson = Readonly<Record<string, Attributes>>;
export type Attributes = Readonly<Record<string, unknown>>;

export interface CriteriaGroup {
  readonly Type?: string;
  readonly Count?: number | null;
  readonly CriteriaList?: readonly CorrelatedCriteria[];
  readonly DemographicCriteriaList?: readonly Attributes[];
  readonly Groups?: readonly CriteriaGroup[];
}

export interface CorrelatedCriteria {
  readonly Criteria: CriteriaJson;
  readonly StartWindow: Window;
  readonly EndWindow?: Window | null;
  readonly RestrictVisit?: boolean;
  readonly IgnoreObservationPeriod?: boolean;
  readonly Occurrence: Occurrence;
}

export interface Window {
  readonly Start: Endpoint;
  readonly End: Endpoint;
  readonly UseIndexEnd?: boolean | null;
  readonly UseEventEnd?: boolean | null;
}

/** `Days` null or absent: unbounded on the side of `Coeff` (-1 before, 1 after). */
export interface Endpoint {
  readonly Days?: number | null;
  readonly Coeff: number;
}

/** Type 0 exactly, 1 at most, 2 at least. */
export interface Occurrence {
  readonly Type: number;
  readonly Count: number;
  readonly IsDistinct?: boolean;
  readonly CountColumn?: string | null;
}

export interface InclusionRule {
  readonly name?: string;
  readonly expression: CriteriaGroup;
}

export interface EndStrategy {
  readonly DateOffset?: { readonly DateField?: 'StartDate' | 'EndDate'; readonly Offset?: number };
  readonly CustomEra?: {
    readonly DrugCodesetId?: number | null;
    readonly GapDays?: number;
    readonly Offset?: number;
    readonly DaysSupplyOverride?: number | null;
  };
}

export interface Period {
  readonly StartDate?: string | null;
  readonly EndDate?: string | null;
}

export interface Range {
  readonly Op: string;
  readonly Value: number;
  readonly Extent?: number | null;
}

export interface DateRange {
  readonly Op: string;
  readonly Value: string;
  readonly Extent?: string | null;
}

export interface TextFilter {
  readonly Op: string;
  readonly Text: string;
}

/** A concept set as an attribute's value; without a set it asks whether the column is filled. */
export interface ConceptSetSelection {
  readonly CodesetId?: number | null;
  readonly IsExclusion?: boolean;
}

export interface DateAdjustment {
  readonly StartWith?: 'START_DATE' | 'END_DATE';
  readonly StartOffset?: number;
  readonly EndWith?: 'START_DATE' | 'END_DATE';
  readonly EndOffset?: number;
}
