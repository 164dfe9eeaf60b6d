/** Messages of one area; see translate.ts. */
export const cohort = {} as const;
