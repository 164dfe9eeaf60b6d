/** Messages of one area; see translate.ts. */
export const cli = {} as const;
