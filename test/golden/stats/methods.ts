import type { Adapter } from './adapter.ts';
import { specialFunctions } from './adapters/specialFunctions.ts';

/** The adapter of every method name that cases use. */
export const methods: ReadonlyMap<string, Adapter> = new Map<string, Adapter>([
  ['special-functions', specialFunctions],
]);
