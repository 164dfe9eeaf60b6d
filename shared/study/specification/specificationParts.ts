import { z } from 'zod';

/** A name that other parts of a study use. */
export const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);

/** What people read; may be `日本語 / English`. */
export const label = z.string().min(1).max(500);

export const days = z.int().min(0).max(36_500);

/** Items of a concept set, as Circe resolves them. */
export const conceptItems = z
  .array(
    z.strictObject({
      conceptId: z.int(),
      isExcluded: z.boolean().default(false),
      includeDescendants: z.boolean().default(true),
      includeMapped: z.boolean().default(false),
    }),
  )
  .max(10_000);

/** Records of one kind whose concept is in a set. */
export const sourceConcepts = {
  domain: z.enum(['condition', 'drug', 'procedure', 'device', 'measurement', 'observation', 'visit']),
  concepts: conceptItems.min(1),
};

/** Circe definitions by the name that the study uses them by: whole, so that the file stands alone. */
export const definitions = z.record(
  identifier,
  z.strictObject({ name: label, expression: z.record(z.string(), z.unknown()) }),
);
