/** What the user is shown of an opened release; holds no patient data. */
export interface ReleaseCard {
  readonly releaseId: string;
  readonly title: string;
  readonly kind: 'anonymized' | 'pseudonymized' | 'unmanaged';
  readonly provider: { readonly name: string; readonly certification: string | null } | null;
  readonly model: { readonly name: string; readonly version: string };
  readonly released: string | null;
  readonly dataCutoff: string | null;
  readonly supersedes: string | null;
  readonly terms: ReleaseTerms;
  readonly signature: SignatureState;
  /** SHA-256 over the sorted `path hash` lines of all data files: names the exact data in every provenance. */
  readonly digest: string;
  readonly persons: number;
  readonly withdrawnSince: number | null;
  readonly tables: readonly TableCard[];
  /** First and last day of observation, ISO. Null when there is none. */
  readonly coverage: {
    readonly first: string;
    readonly last: string;
    /** Of the observation periods; null where few persons are observed. */
    readonly medianDays: number | null;
  } | null;
  /** What is missing, derived or odd, most important first. Does not stop the work. */
  readonly notes: readonly ReleaseNote[];
}

export interface ReleaseTerms {
  readonly purpose: string | null;
  readonly licensee: string | null;
  readonly expires: string | null;
  readonly outputRules: string;
  readonly minimumCell: number;
  readonly personLevelView: boolean;
}

export type SignatureState =
  | { readonly state: 'trusted'; readonly keyId: string; readonly keyName: string }
  | { readonly state: 'unknownKey'; readonly keyId: string }
  | { readonly state: 'unsigned' };

export interface TableCard {
  readonly table: string;
  readonly rows: number;
  /** `derived` when Akashi computed it (eras, concepts, hierarchy) because the release has none. */
  readonly origin: 'release' | 'derived' | 'absent';
}

/** Codes of release notes; each has a translated text `release.note.<code>`. */
export type ReleaseNote =
  | { readonly code: 'unmanaged' }
  | { readonly code: 'unsigned' }
  | { readonly code: 'unknownKey'; readonly keyId: string }
  | { readonly code: 'expiresSoon'; readonly expires: string }
  | { readonly code: 'noHierarchy' }
  | { readonly code: 'hierarchyFromPrefixes' }
  | { readonly code: 'conceptsFromSourceCodes'; readonly concepts: number }
  | { readonly code: 'erasDerived'; readonly table: string }
  | { readonly code: 'tableAbsent'; readonly table: string }
  | { readonly code: 'columnAbsent'; readonly table: string; readonly column: string }
  | { readonly code: 'nullRequired'; readonly table: string; readonly column: string; readonly rows: number }
  | {
      readonly code: 'danglingReference';
      readonly table: string;
      readonly column: string;
      readonly rows: number;
    }
  /** Before 1900 or more than a year after opening. */
  | {
      readonly code: 'implausibleDate';
      readonly table: string;
      readonly column: string;
      readonly rows: number;
    }
  | { readonly code: 'endBeforeStart'; readonly table: string; readonly rows: number }
  /** The manifest's number of persons is not the table's. */
  | { readonly code: 'populationDiffers'; readonly stated: number; readonly found: number }
  | { readonly code: 'fileIgnored'; readonly file: string };

/** A release that the user opened before: where and what, never its data. */
export interface RecentRelease {
  readonly locator: string;
  readonly title: string;
  readonly releaseId: string;
  readonly kind: ReleaseCard['kind'];
  readonly openedAt: string;
}
