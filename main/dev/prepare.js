// Builds after `npm ci`, so that `npx akashi` works. Without development dependencies there is nothing to build with.
const vite = await import('vite').catch(() => null);
if (vite) await (await vite.createBuilder({})).buildApp();
