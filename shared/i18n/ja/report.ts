/** Messages of one area; see translate.ts. */
export const report = {} as const;
