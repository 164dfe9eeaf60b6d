import { z } from 'zod';
import { comparisonSpecification } from './comparisonSpecification.ts';

/** The JSON Schema (draft 2020-12) of study files, for editors and for whoever writes them by program. */
export function studySchema(): z.core.JSONSchema.BaseSchema {
  return { title: 'Akashi study', ...z.toJSONSchema(comparisonSpecification, { io: 'input' }) };
}
