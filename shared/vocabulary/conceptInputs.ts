import { z } from 'zod';
import type { ConceptOperations } from './conceptApi.ts';

const conceptId = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const labels = z.array(z.string().max(1_000)).max(1_000);
const items = z
  .array(
    z.strictObject({
      conceptId,
      isExcluded: z.boolean(),
      includeDescendants: z.boolean(),
      includeMapped: z.boolean(),
    }),
  )
  .max(100_000);

/** What each operation on concepts accepts. */
export const conceptInputs: {
  readonly [N in keyof ConceptOperations]: z.ZodType<ConceptOperations[N]['input']>;
} = {
  'concepts.overview': z.strictObject({}),
  'concepts.search': z.strictObject({
    text: z.string().max(1_000),
    domains: labels,
    vocabularies: labels,
    standardOnly: z.boolean(),
    usedOnly: z.boolean(),
    offset: z.int().min(0),
    limit: z.int().min(1).max(1_000),
  }),
  'concepts.page': z.strictObject({ id: conceptId }),
  'concepts.lookup': z.strictObject({ ids: z.array(conceptId).max(100_000) }),
  'concepts.resolve': z.strictObject({ items }),
  'concepts.orphans': z.strictObject({ items }),
  'concepts.compare': z.strictObject({ a: items, b: items }),
};
