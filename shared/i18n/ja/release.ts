/** Messages of one area; see translate.ts. */
export const release = {} as const;
