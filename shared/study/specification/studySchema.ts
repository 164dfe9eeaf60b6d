import { z } from 'zod';
import { safetySpecification } from '../safety/specification/safetySpecification.ts';
import { comparisonSpecification } from './comparisonSpecification.ts';
import { type StudyType, studyTypes, studyVersion } from './readStudyJson.ts';

const specifications: Readonly<Record<StudyType, z.ZodType>> = {
  comparison: comparisonSpecification,
  safety: safetySpecification,
};

const titles: Readonly<Record<StudyType, string>> = {
  comparison: 'Comparison of treatments',
  safety: 'Safety study: exposed, unexposed and active comparator',
};

/**
 * The JSON Schema (draft 2020-12) of study files, for editors and for whoever writes them by program: one of the kinds
 * of studies, told apart by `type`, which stands in front so that an editor knows which to complete.
 */
export function studySchema(): z.core.JSONSchema.BaseSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Akashi study',
    type: 'object',
    properties: { akashiStudy: { const: studyVersion }, type: { enum: [...studyTypes] } },
    required: ['akashiStudy', 'type'],
    anyOf: studyTypes.map((type) => {
      const { $schema: _, ...schema } = z.toJSONSchema(specifications[type], { io: 'input' });
      return { title: titles[type], ...schema };
    }),
  };
}
