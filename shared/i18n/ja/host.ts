/** Messages of the hosts. */
export const host = {
  'error.unexpected':
    '予期しない問題が起きました（{name}）。失われたものはありません。もう一度お試しください。',
} as const;
