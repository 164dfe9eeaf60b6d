import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { ReportingFraction } from '../../stats/safety/reportingFraction.ts';
import type { Provenance } from '../../workbenchApi.ts';
import type { SafetyStep } from './safetyPersons.ts';

/** The groups of a safety study, in the order of every table. */
export type SafetyGroup = 'exposed' | 'unexposed' | 'comparator';

/**
 * The dashboard of a safety study, as data. `C` is how persons are counted: plain numbers inside the analysis,
 * published counts once it leaves. Figures that would tell a withheld count are null.
 */
export interface SafetyResult<C = PublishedCount> {
  /** SHA-256 of the specification's canonical text. */
  readonly studyHash: string;
  readonly name: string;
  readonly seed: number;
  /** What the numbers are of; the whole study where both are null. */
  readonly filter: SafetyFilter;
  /** Ages of the bands that a filter may name, in years; `to` null: and above. */
  readonly ageBands: readonly { readonly from: number; readonly to: number | null }[];
  readonly exposure: ExposureSummary<C>;
  readonly timesAtRisk: readonly SafetyTable<C>[];
  readonly tree: readonly TreeFinding<C>[];
  readonly controls: ControlStrip | null;
  /** Comparisons made, for the footer. */
  readonly comparisons: number;
  readonly provenance: Provenance;
}

/** A part of the study's persons, by sex and by place of their age band at index; null: all. */
export interface SafetyFilter {
  readonly sex: 'male' | 'female' | null;
  readonly ageBand: number | null;
}

export const noFilter: SafetyFilter = { sex: null, ageBand: null };

export interface ExposureSummary<C = PublishedCount> {
  /** Empty under a filter: only of the whole study is it known who was left out. */
  readonly funnel: readonly { readonly step: SafetyStep; readonly exposed: C; readonly comparator: C }[];
  readonly groups: readonly {
    readonly group: SafetyGroup;
    readonly persons: C;
    readonly personYears: number | null;
    readonly days: { readonly lower: number; readonly median: number; readonly upper: number } | null;
  }[];
  /** Milligrams a day of the exposed. */
  readonly dose: { readonly lower: number; readonly median: number; readonly upper: number } | null;
}

/** The event table of one time-at-risk. */
export interface SafetyTable<C = PublishedCount> {
  readonly timeAtRisk: string;
  readonly rows: readonly SafetyRow<C>[];
}

export interface SafetyRow<C = PublishedCount> {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parents: readonly string[];
  readonly level: number;
  readonly groups: readonly GroupRate<C>[];
  /** Exposed against unexposed, and against the active comparator. */
  readonly against: readonly SafetyComparison[];
}

/** In the order exposed, unexposed, comparator (left out where there is none). */
export interface GroupRate<C = PublishedCount> {
  readonly persons: C;
  readonly withEvent: C;
  readonly events: C;
  readonly personYears: number | null;
  /** Per 1,000 person-years with an exact interval. */
  readonly rate: RateEstimate | null;
}

export interface RateEstimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** A ratio with its interval. Null is without end: an upper limit, and the estimate where only the exposed had events. */
export interface RatioEstimate {
  readonly estimate: number | null;
  readonly lower: number;
  readonly upper: number | null;
}

export interface SafetyComparison {
  readonly with: 'unexposed' | 'comparator';
  readonly rateRatio: RatioEstimate | null;
  readonly rateDifference: RateEstimate | null;
  readonly riskRatio: RatioEstimate | null;
  readonly riskDifference: RateEstimate | null;
  /** Persons exposed for one more event; null where the interval of the risk difference holds 0. */
  readonly numberNeededToHarm: number | null;
  readonly p: number | null;
  /** After double FDR over chapters and events. */
  readonly adjustedP: number | null;
  /** Calibrated by the negative controls; null with fewer than 20 of them. */
  readonly calibrated: { readonly rateRatio: RateEstimate; readonly p: number } | null;
  /** A finding: withheld (false) wherever fewer than 20 controls can be estimated. */
  readonly signal: boolean;
}

export interface TreeFinding<C = PublishedCount> {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly exposed: C;
  readonly unexposed: C;
  readonly expected: number | null;
  readonly logLikelihoodRatio: number;
  readonly p: number;
}

export interface ControlStrip {
  readonly asked: number;
  readonly estimable: number;
  readonly nullMean: number | null;
  readonly nullSd: number | null;
  readonly systematicError: number | null;
  readonly points: readonly {
    readonly id: string;
    readonly name: string;
    readonly logEstimate: number;
    readonly standardError: number;
  }[];
}

/** What is drawn of one outcome when it is chosen; under a filter by age and sex alone, the rest is empty. */
export interface OutcomePictures<C = PublishedCount> {
  readonly id: string;
  readonly onset: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly groups: readonly GroupRate<C>[];
  }[];
  /** Cumulative incidence with death competing, thinned as output rules ask. */
  readonly curves: readonly {
    readonly group: SafetyGroup;
    readonly days: readonly number[];
    readonly incidence: readonly number[];
    readonly death: readonly number[];
  }[];
  readonly byDose: readonly {
    readonly from: number | null;
    readonly to: number | null;
    readonly rate: GroupRate<C>;
  }[];
  readonly doseTrendP: number | null;
  readonly byAgeAndSex: readonly {
    readonly ageFrom: number;
    readonly ageTo: number | null;
    readonly sex: 'male' | 'female';
    readonly groups: readonly GroupRate<C>[];
  }[];
  readonly ageStandardised: readonly { readonly group: SafetyGroup; readonly rate: RateEstimate | null }[];
  readonly byInstitution: readonly {
    readonly institution: string;
    readonly rate: GroupRate<C>;
    readonly outsideFunnel: boolean;
  }[];
}

/** Spontaneous reports beside what was observed. */
export interface ReportedRow<C = PublishedCount> {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly reports: number;
  readonly observed: C;
  readonly expected: number | null;
  /** Cases above what is expected. */
  readonly excess: number | null;
  /** Reports ÷ excess of all use of the drug in the release; null where there is no excess, its upper limit where there may be none. */
  readonly reportingFraction: ReportingFraction['fraction'];
  readonly prr: number | null;
  readonly ror: RateEstimate | null;
  readonly ic: RateEstimate | null;
  readonly ebgm: RateEstimate | null;
}
