import type { AkashiFilter } from './akashiExtension.ts';
import type { CriteriaGroup } from './criteriaGroup.ts';
import type { DomainName } from './domains.ts';
import type { DateRange, NumericRange, Period, TextOperator } from './ranges.ts';

/** Events of one domain: Circe's `{"ConditionOccurrence": {…}}` and its siblings. */
export interface Criterion {
  readonly domain: DomainName;
  /** JSON path of the criterion in the definition. */
  readonly path: string;
  /** Null: any concept. */
  readonly conceptSetId: number | null;
  /** Null: any source concept. Both sets must match when both are given. */
  readonly sourceConceptSetId: number | null;
  /** Only a person's first event of the concept sets, chosen before any other filter. */
  readonly first: boolean;
  readonly filters: readonly AttributeFilter[];
  /** Only for ObservationPeriod and PayerPlanPeriod: the event gets these dates and the period must hold them. */
  readonly userDefinedPeriod: Period | null;
  readonly dateAdjustment: DateAdjustment | null;
  /** Criteria around each event; an event outside every observation period fails them. Null when empty. */
  readonly correlated: CriteriaGroup | null;
  /** What Circe lacks; see akashiExtension.ts. */
  readonly akashi: readonly AkashiFilter[];
}

/** A condition on one attribute of an event; `attribute` is its Circe key (without `CS`). */
export type AttributeFilter =
  | { readonly kind: 'integer' | 'decimal'; readonly attribute: string; readonly range: NumericRange }
  | { readonly kind: 'date'; readonly attribute: string; readonly range: DateRange }
  | { readonly kind: 'text'; readonly attribute: string; readonly op: TextOperator; readonly text: string }
  | {
      readonly kind: 'concepts';
      readonly attribute: string;
      readonly conceptIds: readonly number[];
      readonly exclude: boolean;
    }
  | {
      readonly kind: 'conceptSet';
      readonly attribute: string;
      /** Null asks only whether there is a value (`exclude`: whether there is none). */
      readonly conceptSetId: number | null;
      readonly exclude: boolean;
    }
  | { readonly kind: 'flag'; readonly attribute: string };

/** Moves an event: its start becomes `startWith` + `startOffset` days, its end `endWith` + `endOffset` days. */
export interface DateAdjustment {
  readonly startWith: 'start' | 'end';
  readonly startOffset: number;
  readonly endWith: 'start' | 'end';
  readonly endOffset: number;
}
