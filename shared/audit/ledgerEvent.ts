/** What the audit ledger records. Never a value from the data. */
export type LedgerEvent =
  | { readonly type: 'opened'; readonly releaseId: string; readonly digest: string }
  | { readonly type: 'closed'; readonly releaseId: string }
  | { readonly type: 'generated'; readonly cohortHash: string; readonly sql: string; readonly rows: number }
  | { readonly type: 'studied'; readonly studyHash: string; readonly method: string; readonly rows: number }
  | { readonly type: 'exported'; readonly what: string; readonly rows: number }
  | { readonly type: 'overridden'; readonly rule: string; readonly reason: string };
