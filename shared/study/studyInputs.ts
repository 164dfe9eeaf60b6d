import { z } from 'zod';

const file = z.strictObject({ name: z.string().max(1_000), text: z.string().max(50_000_000) });
const id = z.string().min(1).max(200);
const age = z.int().min(0).max(150).nullable();

/** What the operations of studies accept. */
export const studyInputs = {
  'studies.shipped': z.strictObject({}),
  'studies.matrix': file,
  'studies.run': file,
  'studies.balance': z.strictObject({ hash: id, target: id, comparator: id }),
  'studies.patientsLike': z.strictObject({
    hash: id,
    profile: z.strictObject({
      ageFrom: age,
      ageTo: age,
      sex: z.enum(['male', 'female']).nullable(),
      categories: z.record(id, z.string().max(200)),
    }),
  }),
};
