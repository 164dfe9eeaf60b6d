export const app = {
  'app.name': 'Akashi',
} as const;
