/** Messages of the hosts. */
export const host = {
  'error.unexpected': 'Something unexpected happened ({name}). Nothing was lost; try again.',
} as const;
