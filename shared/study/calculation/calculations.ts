import type { Checkpoint } from '../../stats/outcome.ts';
import { analyseComparison, type ComparisonAnalysis } from '../analysis/analyseComparison.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import type { GeneralisedPropensity } from '../effects/generalisedPropensity.ts';
import type { ComparablePatients } from '../effects/outcomeLike.ts';
import { patientsLike } from '../effects/patientsLike.ts';
import type { PatientProfile } from '../result/comparisonResult.ts';
import {
  analyseSafety,
  type SafetyAnalysis,
  type SafetyStudyData,
} from '../safety/analysis/analyseSafety.ts';
import { decideFilters, type FilterDecision, type FilterQuestion } from '../safety/filter/decideFilters.ts';
import type { SeriesOptions } from '../safety/refine/caseSeries.ts';
import type { CountedSet } from '../safety/refine/countedSet.ts';
import type { FindingRecords } from '../safety/refine/findingRecords.ts';
import type { SelfControlledRefinement } from '../safety/refine/refinementResult.ts';
import { selfControlled } from '../safety/refine/selfControlled.ts';
import { readReports } from '../safety/reports/readReports.ts';
import type { ReportBook } from '../safety/reports/reportBook.ts';
import {
  type ReportedInput,
  type ReportedOutput,
  reportedAgainstObserved,
} from '../safety/reports/reportedAgainstObserved.ts';
import type { ReportFile } from '../safety/reports/reportedTable.ts';

/** What runs in a thread of its own, by name. Inputs and outputs can be cloned. */
export interface Calculations {
  comparison: { input: ComparisonInput; output: ComparisonAnalysis };
  patientsLike: { input: PatientsLikeInput; output: ComparablePatients };
  safety: { input: SafetyStudyData; output: SafetyAnalysis };
  selfControlled: { input: SelfControlledInput; output: SelfControlledRefinement<CountedSet> };
  readReports: { input: ReportFiles; output: ReportBook };
  reported: { input: ReportedInput; output: ReportedOutput };
  safetyFilters: { input: FilterQuestion; output: FilterDecision };
}

interface PatientsLikeInput {
  readonly input: ComparisonInput;
  readonly profile: PatientProfile;
  readonly propensity: GeneralisedPropensity;
}

interface SelfControlledInput {
  readonly records: FindingRecords;
  readonly options: SeriesOptions;
}

interface ReportFiles {
  readonly files: readonly ReportFile[];
  readonly drugKeys: ReadonlySet<string>;
}

export type CalculationName = keyof Calculations;

export const calculations: {
  readonly [N in CalculationName]: (
    input: Calculations[N]['input'],
    checkpoint: Checkpoint,
  ) => Calculations[N]['output'];
} = {
  comparison: analyseComparison,
  patientsLike: ({ input, profile, propensity }, checkpoint) =>
    patientsLike(input, profile, propensity, checkpoint),
  safety: analyseSafety,
  selfControlled: ({ records, options }) => selfControlled(records, options),
  readReports: ({ files, drugKeys }, checkpoint) => readReports(files, drugKeys, checkpoint),
  reported: reportedAgainstObserved,
  safetyFilters: decideFilters,
};
