export const app = {
  'app.name': '証 Akashi',
} as const;
