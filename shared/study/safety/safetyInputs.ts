import { z } from 'zod';
import { refinements } from './refine/refinementResult.ts';

const file = z.strictObject({ name: z.string().max(1_000), text: z.string().max(50_000_000) });
const id = z.string().min(1).max(200);
const filter = z.strictObject({
  sex: z.enum(['male', 'female']).nullable(),
  ageBand: z.int().min(0).max(30).nullable(),
});

/** What the operations of safety studies accept. */
export const safetyInputs = {
  'safety.shipped': z.strictObject({}),
  'safety.firstNumbers': file,
  'safety.run': file,
  'safety.filtered': z.strictObject({ hash: id, filter }),
  'safety.outcome': z.strictObject({ hash: id, timeAtRisk: id, outcome: id, filter }),
  'safety.reported': z.strictObject({
    hash: id,
    files: z
      .array(z.strictObject({ name: z.string().max(1_000), text: z.string().max(500_000_000) }))
      .max(20)
      .nullable(),
  }),
  'safety.refine': z.strictObject({ hash: id, outcome: id, refinement: z.enum(refinements) }),
};
