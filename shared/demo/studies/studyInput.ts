import type { z } from 'zod';
import type { comparisonSpecification } from '../../study/specification/comparisonSpecification.ts';

/** A study as somebody writes it: settings that are left out are at their defaults. */
export type StudyInput = z.input<typeof comparisonSpecification>;

/** A shipped study: `id` becomes the file's stem, and the stem that its truth is listed under. */
export interface ShippedStudy {
  readonly id: string;
  readonly study: StudyInput;
}
