/** Messages of one area; see translate.ts. */
export const engine = {} as const;
