import { createBuilder } from 'vite';

/** Builds everything into `out/`. @throws Vite's error */
export async function build(): Promise<void> {
  const builder = await createBuilder({});
  await builder.buildApp();
}
