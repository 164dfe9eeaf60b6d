import { documentHash } from '../../cohort/definitionHash.ts';
import type { StudyFile } from '../studyApi.ts';
import { type ComparisonSpecification, comparisonSpecification } from './comparisonSpecification.ts';
import { designFailures } from './designFailures.ts';
import { type RefusedStudy, readStudyJson, refusedStudy } from './readStudyJson.ts';
import { referenceFailures } from './referenceFailures.ts';
import { schemaFailures } from './schemaFailures.ts';

/** A study with every default filled in and its hash, or what is wrong with its file. */
export type ParsedStudy =
  | { readonly ok: true; readonly study: ComparisonSpecification; readonly hash: string }
  | RefusedStudy;

/**
 * Reads the file of a comparison: its form, then what its parts say of each other, then its definitions.
 * @returns the study, or failures `study.*` and, of its definitions, `definition.*`; it never throws
 */
export function parseStudy(file: StudyFile): ParsedStudy {
  const { name } = file;
  const read = readStudyJson(file);
  if (!read.ok) return read;
  const parsed = comparisonSpecification.safeParse(read.json);
  if (!parsed.success) {
    return refusedStudy(name, schemaFailures(name, comparisonSpecification, parsed.error.issues, read.json));
  }
  const study = parsed.data;
  const failures = [...referenceFailures(name, study), ...designFailures(name, study)];
  return failures.length > 0 ? refusedStudy(name, failures) : { ok: true, study, hash: studyHash(study) };
}

/** A study as the text of its file: what {@link parseStudy} reads back as the same study. */
export function studyText(study: ComparisonSpecification): string {
  return `${JSON.stringify(study, null, 2)}\n`;
}

/**
 * Names a study by its content: SHA-256 (lower-case hex) of the filled-in specification. The order of keys, settings
 * that are left at their defaults, captions of concepts and overrides of diagnostics make no difference.
 */
export function studyHash({ overrides: _, ...study }: ComparisonSpecification): string {
  return documentHash(study);
}
