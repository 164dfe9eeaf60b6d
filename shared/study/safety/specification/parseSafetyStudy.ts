import { documentHash } from '../../../cohort/definitionHash.ts';
import { type RefusedStudy, readStudyJson, refusedStudy } from '../../specification/readStudyJson.ts';
import { schemaFailures } from '../../specification/schemaFailures.ts';
import type { StudyFile } from '../../studyApi.ts';
import { safetyFailures } from './safetyFailures.ts';
import { type SafetySpecification, safetySpecification } from './safetySpecification.ts';

/** A safety study with every default filled in and its hash, or what is wrong with its file. */
export type ParsedSafetyStudy =
  | { readonly ok: true; readonly study: SafetySpecification; readonly hash: string }
  | RefusedStudy;

/**
 * Reads the file of a safety study: its form, then what its parts say of each other, then its definitions.
 * @returns the study, or failures `study.*` and, of its definitions, `definition.*`; it never throws
 */
export function parseSafetyStudy(file: StudyFile): ParsedSafetyStudy {
  const { name } = file;
  const read = readStudyJson(file);
  if (!read.ok) return read;
  const parsed = safetySpecification.safeParse(read.json);
  if (!parsed.success) {
    return refusedStudy(name, schemaFailures(name, safetySpecification, parsed.error.issues, read.json));
  }
  const study = parsed.data;
  const failures = safetyFailures(name, study);
  return failures.length > 0 ? refusedStudy(name, failures) : { ok: true, study, hash: documentHash(study) };
}
