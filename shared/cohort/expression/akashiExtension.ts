import type { DeviceAttribute } from '../../vocabulary/deviceAttributes.ts';
import type { NumericRange } from './ranges.ts';

/**
 * What Circe lacks on OMOP CDM 5.4, under the key `akashi` of a criterion. ATLAS and Circe ignore the key, so a
 * definition stays portable (without these filters).
 *
 * ```json
 * {"DrugExposure": {"CodesetId": 1, "akashi": {
 *   "DailyDose":         {"Op": "gte", "Value": 100, "Unit": 8576},
 *   "CumulativeDose":    {"Op": "bt", "Value": 1000, "Extent": 5000, "Unit": 8576, "GapDays": 30},
 *   "TreatmentDuration": {"Op": "gte", "Value": 180, "GapDays": 30}}}}
 * {"DeviceExposure": {"CodesetId": 2, "akashi": {
 *   "Material": [{"CONCEPT_ID": 2100000102}], "Coating": [{"CONCEPT_ID": 2100000202}],
 *   "Diameter": {"Op": "lt", "Value": 3}, "Length": {"Op": "bt", "Value": 18, "Extent": 28}}}}
 * ```
 *
 * Drug exposures. The amount of an exposure is quantity × strength summed over the ingredients that have one in
 * `drug_strength` (valid rows; amount_value, or numerator_value ÷ denominator_value where a denominator is missing
 * counts as 1), in the unit `Unit` (a UCUM concept, default milligram) or, when the row gives another unit, not at
 * all. The **daily dose** is the amount ÷ days supply; days supply that is missing or not positive is the exposure's
 * length in days, at least 1. An exposure without quantity or strength has no dose and fails every dose filter.
 *
 * A **treatment course** joins a person's exposures of the criterion's concept sets while the next starts at most
 * `GapDays` (default 0) after the latest end so far. `CumulativeDose` is the amount of all exposures of the course
 * that the event belongs to, `TreatmentDuration` the days from the course's first start to its latest end. Courses
 * are built from all exposures of the concept sets, before `First` and any other filter.
 *
 * Device exposures. Attributes are observations linked to the exposure; see vocabulary/deviceAttributes.ts. Diameter
 * and Length are millimetres; an exposure without the attribute fails the filter.
 */
export type AkashiFilter =
  | { readonly kind: 'dailyDose'; readonly range: NumericRange; readonly unit: number }
  | {
      readonly kind: 'cumulativeDose';
      readonly range: NumericRange;
      readonly unit: number;
      readonly gapDays: number;
    }
  | { readonly kind: 'treatmentDuration'; readonly range: NumericRange; readonly gapDays: number }
  | { readonly kind: 'deviceSize'; readonly attribute: DeviceAttribute; readonly range: NumericRange }
  | {
      readonly kind: 'deviceQuality';
      readonly attribute: DeviceAttribute;
      readonly conceptIds: readonly number[];
    };

/** UCUM concept of the milligram, the unit of a dose filter that names none. */
export const milligramConcept = 8576;
