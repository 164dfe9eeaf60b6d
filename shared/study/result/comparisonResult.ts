import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { Provenance } from '../../workbenchApi.ts';
import type { Covariate, ExcludedCovariate } from '../covariates/covariateMatrix.ts';
import type { PopulationStep } from '../population/studyPopulation.ts';

/**
 * What a comparison found, as data. `C` is how persons are counted: plain numbers inside the analysis
 * (`ComparisonResult<number>`), published counts once it leaves (the default). Figures that would tell a withheld count
 * are null then, and `estimates` are null as long as diagnostics blind them.
 */
export interface ComparisonResult<C = PublishedCount> {
  /** SHA-256 of the specification's canonical text. */
  readonly studyHash: string;
  readonly name: string;
  readonly seed: number;
  readonly arms: readonly ArmResult<C>[];
  readonly covariates: { readonly count: number; readonly excluded: readonly ExcludedCovariate[] };
  /** Every pair of arms; the later arm of the specification is the comparator. */
  readonly pairs: readonly PairResult<C>[];
  /** All arms at once, with generalized propensity weights; null for two arms. */
  readonly multiArm: MultiArmResult<C> | null;
  readonly doseResponse: readonly DoseResponse[] | null;
  readonly notes: readonly StudyNote[];
  readonly provenance: Provenance;
}

export interface ArmResult<C = PublishedCount> {
  readonly id: string;
  readonly name: string;
  readonly persons: C;
  readonly attrition: readonly { readonly step: PopulationStep; readonly persons: C }[];
}

/** Something that a reader must know; the text is `study.note.<kind>`. */
export interface StudyNote {
  readonly kind:
    | 'emptyArm'
    | 'armsOverlap'
    | 'noEvents'
    | 'separated'
    | 'oneCovariateExplains'
    | 'noTimeAtRisk'
    | 'allHadOutcome'
    | 'sampledForPropensity'
    | 'missingTables'
    | 'curvesCross'
    | 'tooFewControls'
    | 'lowPositivity'
    | 'immortalTimeGuarded';
  /** What it is about: an arm, outcome, covariate or table, by name. */
  readonly about: string;
}

export interface PairResult<C = PublishedCount> {
  readonly target: string;
  readonly comparator: string;
  readonly propensity: PropensityResult<C>;
  readonly balance: BalanceSummary;
  /** Table 1: demographics, scores, picked covariates and the most unbalanced, before and after. */
  readonly tableOne: readonly BalanceRow[];
  readonly outcomes: readonly OutcomeResult<C>[];
}

export interface PropensityResult<C = PublishedCount> {
  readonly model: 'large' | 'picked' | 'none';
  /** How the model ended; anything but `fitted` leaves the pair without adjustment. */
  readonly outcome: 'fitted' | 'noInformation' | 'collinear' | 'separated' | 'notConverged' | 'notNeeded';
  readonly auc: number | null;
  /** Share of the persons between preference scores 0.3 and 0.7. */
  readonly equipoise: number | null;
  /** Prior variance that cross-validation chose. */
  readonly variance: number | null;
  /** Largest coefficients first. */
  readonly coefficients: readonly { readonly covariate: Covariate; readonly beta: number }[];
  readonly coefficientsNotZero: number;
  /** Preference score in equal bins from 0 to 1, per arm (target, comparator). */
  readonly preference: readonly { readonly target: C; readonly comparator: C }[];
  /** Persons left after trimming, matching and so on, in order. */
  readonly steps: readonly {
    readonly step: 'all' | 'outcomeFree' | 'trimmed' | 'matched' | 'stratified' | 'weighted';
    readonly target: C;
    readonly comparator: C;
  }[];
  /** Kish's effective number of persons after weighting; null where nothing is weighted. */
  readonly effective: { readonly target: number; readonly comparator: number } | null;
  readonly largestWeight: number | null;
}

export interface BalanceSummary {
  readonly covariates: number;
  /** Largest absolute standardised difference. */
  readonly before: number;
  readonly after: number;
  /** Covariates whose absolute difference is above the threshold. */
  readonly aboveBefore: number;
  readonly aboveAfter: number;
}

/** One covariate in both arms. Means of binary ones are shares; null where they would tell a withheld count. */
export interface BalanceRow {
  readonly covariate: Covariate;
  readonly before: BalanceMoments;
  readonly after: BalanceMoments;
}

export interface BalanceMoments {
  readonly target: number | null;
  readonly comparator: number | null;
  readonly sdTarget: number | null;
  readonly sdComparator: number | null;
  /** Null where withheld or without variance. */
  readonly standardisedDifference: number | null;
}

export type EffectMeasure =
  | 'hazardRatio'
  | 'subdistributionHazardRatio'
  | 'riskRatio'
  | 'oddsRatio'
  | 'rateRatio'
  | 'riskDifference'
  | 'rateDifference'
  | 'rmstDifference'
  | 'rmstRatio';

/** One effect of target against comparator. Rates per 1,000 person-years, risks as shares, RMST in days. */
export interface Effect {
  readonly measure: EffectMeasure;
  /** Days, for measures at a horizon. */
  readonly horizon: number | null;
  /** Follow-up between two days only (piecewise). */
  readonly piece: { readonly from: number; readonly to: number | null } | null;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number | null;
  /** Of the logarithm for ratios, of the difference otherwise. */
  readonly standardError: number | null;
}

export interface OutcomeResult<C = PublishedCount> {
  readonly outcome: string;
  readonly name: string;
  readonly timeAtRisk: string;
  readonly target: ArmOutcome<C>;
  readonly comparator: ArmOutcome<C>;
  readonly diagnostics: readonly Diagnostic[];
  /** Null when everything passed; otherwise the override that opens it, or that it is blinded. */
  readonly blinding: null | {
    readonly failed: readonly Diagnostic['kind'][];
    readonly override: { readonly reason: string; readonly by: string; readonly at: string } | null;
  };
  /** Null while blinded. */
  readonly estimates: OutcomeEstimates<C> | null;
}

export interface ArmOutcome<C = PublishedCount> {
  readonly persons: C;
  readonly withOutcome: C;
  readonly withCompeting: C;
  readonly personYears: number | null;
  /** Per 1,000 person-years with an exact interval: crude. */
  readonly rate: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
  /** Days of follow-up. */
  readonly followUp: { readonly lower: number; readonly median: number; readonly upper: number } | null;
}

/** `value` null: it could not be worked out, which fails it where `passes` is false. */
export interface Diagnostic {
  readonly kind:
    | 'equipoise'
    | 'balance'
    | 'minimumDetectableRelativeRisk'
    | 'systematicError'
    | 'positivity'
    | 'events';
  readonly value: number | null;
  readonly threshold: number | null;
  readonly passes: boolean;
}

export interface OutcomeEstimates<C = PublishedCount> {
  /** Without any adjustment. */
  readonly crude: readonly Effect[];
  /** By the study's method; the first is the main one. */
  readonly adjusted: readonly Effect[];
  /** The main effect again, calibrated by the negative controls; null with too few. */
  readonly calibrated: Effect | null;
  /** Number needed to treat at each horizon (negative: to harm), with an interval that may run through infinity. */
  readonly numbersNeeded: readonly {
    readonly horizon: number;
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  }[];
  /** Cumulative incidence with competing events, crude and adjusted, at days where publishing allows. */
  readonly curves: readonly IncidenceCurve<C>[];
  readonly proportionality: {
    readonly p: number | null;
    readonly crosses: boolean;
    readonly pieces: readonly Effect[];
  } | null;
  readonly subgroups: readonly SubgroupEffects<C>[];
  readonly sensitivity: Sensitivity;
}

/** Points have at least the minimum cell of events between them, so that no step tells of few persons. */
export interface IncidenceCurve<C = PublishedCount> {
  readonly arm: string;
  readonly adjusted: boolean;
  readonly days: readonly number[];
  readonly incidence: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Empty where so few had a competing event that it is withheld. */
  readonly competing: readonly number[];
  /** Persons still followed, on round days. */
  readonly atRisk: readonly { readonly day: number; readonly persons: C }[];
}

export interface SubgroupEffects<C = PublishedCount> {
  readonly id: string;
  readonly name: string;
  readonly categories: readonly {
    readonly id: string;
    readonly name: string;
    readonly target: C;
    readonly comparator: C;
    readonly targetEvents: C;
    readonly comparatorEvents: C;
    /** Null where there is too little to say. */
    readonly effect: Effect | null;
    /** Pulled towards the common effect by how uncertain it is (empirical Bayes). */
    readonly shrunk: Effect | null;
  }[];
  readonly interactionP: number | null;
  /** After Holm's correction over the study's subgroups. */
  readonly interactionAdjustedP: number | null;
}

export interface Sensitivity {
  readonly eValue: { readonly estimate: number; readonly limit: number } | null;
  /** The main effect if only so many of the recorded cases are true, at the outcome's PPV. */
  readonly misclassification: {
    readonly ppv: number;
    readonly source: string;
    readonly corrected: Effect;
  } | null;
  /** Strength of an unmeasured confounder (risk ratio with outcome, prevalence difference) that would move the interval to the null. */
  readonly tippingPoint: readonly { readonly prevalenceDifference: number; readonly riskRatio: number }[];
  readonly negativeControls: {
    readonly estimable: number;
    readonly asked: number;
    readonly systematicError: number | null;
    readonly nullMean: number | null;
    readonly nullSd: number | null;
    readonly points: readonly {
      readonly id: string;
      readonly name: string;
      readonly logEstimate: number;
      readonly standardError: number;
    }[];
  } | null;
  /** The main effect under other analyses: name is `study.variant.<kind>`. */
  readonly variants: readonly {
    readonly kind:
      | 'intentionToTreat'
      | 'perProtocol'
      | 'untrimmed'
      | 'doublyRobust'
      | 'matching'
      | 'stratification'
      | 'weighting'
      | 'standardisation'
      | 'overlap';
    readonly effect: Effect;
  }[];
}

/** Weighted by generalized propensity scores: all arms at once against the first. */
export interface MultiArmResult<C = PublishedCount> {
  readonly outcomes: readonly {
    readonly outcome: string;
    readonly timeAtRisk: string;
    readonly arms: readonly {
      readonly arm: string;
      readonly persons: C;
      readonly effective: number | null;
      readonly risks: readonly {
        readonly horizon: number;
        readonly estimate: number;
        readonly lower: number;
        readonly upper: number;
      }[];
      /** Against the first arm; null for it, and while blinded. */
      readonly effect: Effect | null;
    }[];
  }[];
  /** Largest standardised difference between any two arms, before and after. */
  readonly balance: { readonly before: number; readonly after: number };
  readonly blinded: boolean;
}

export interface DoseResponse {
  readonly outcome: string;
  readonly timeAtRisk: string;
  readonly trend: Effect | null;
  /** Restricted cubic spline of the dose: hazard ratio against the lowest dose; null while blinded. */
  readonly curve:
    | readonly {
        readonly dose: number;
        readonly ratio: number;
        readonly lower: number;
        readonly upper: number;
      }[]
    | null;
  readonly nonLinearityP: number | null;
}

/** Who is comparable to one profile, per arm, and what became of them. */
export interface PatientsLike<C = PublishedCount> {
  /** Outcomes of which nothing is said because diagnostics blind some pair of arms. */
  readonly blinded: readonly string[];
  readonly arms: readonly {
    readonly arm: string;
    readonly name: string;
    readonly persons: C;
    /** How well the arm's persons cover the profile. */
    readonly overlap: 'ample' | 'slight' | 'none';
    /** Adjusted risks at the study's horizons; null where there are too few to say. */
    readonly risks: readonly {
      readonly outcome: string;
      readonly horizon: number;
      readonly risk: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
    }[];
    readonly curves: readonly {
      readonly outcome: string;
      readonly days: readonly number[];
      readonly incidence: readonly number[];
      readonly lower: readonly number[];
      readonly upper: readonly number[];
    }[];
  }[];
}

/** What a profile may fix: ages, sex, and categories of the study's subgroups by their id. */
export interface PatientProfile {
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly sex: 'male' | 'female' | null;
  readonly categories: Readonly<Record<string, string>>;
}
