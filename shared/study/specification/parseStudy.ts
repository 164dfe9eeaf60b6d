import { documentHash } from '../../cohort/definitionHash.ts';
import { isObject } from '../../cohort/expression/definitionReader.ts';
import { jsonSyntaxError } from '../../cohort/expression/jsonSyntax.ts';
import type { Failure } from '../../errors/akashiError.ts';
import type { StudyFile } from '../studyApi.ts';
import { type ComparisonSpecification, comparisonSpecification } from './comparisonSpecification.ts';
import { designFailures } from './designFailures.ts';
import { referenceFailures } from './referenceFailures.ts';
import { schemaFailures } from './schemaFailures.ts';

/** A study with every default filled in and its hash, or what is wrong with its file. */
export type ParsedStudy =
  | { readonly ok: true; readonly study: ComparisonSpecification; readonly hash: string }
  | { readonly ok: false; readonly failures: readonly Failure[] };

/** The version of study files that this Akashi reads and writes. */
export const studyVersion = 1;

/** Problems that are listed; more are only counted. */
const mostFailures = 30;

/** Deeper than any Circe expression; what walks a study may call itself as often. */
const mostLevels = 200;

/**
 * Reads a study file: its form, then what its parts say of each other, then its definitions.
 * @returns the study, or failures `study.*` and, of its definitions, `definition.*`; it never throws
 */
export function parseStudy({ name, text }: StudyFile): ParsedStudy {
  const source = text.replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return refused(name, [{ code: 'study.notJson', params: { study: name, ...jsonSyntaxError(source) } }]);
  }
  if (!isObject(json) || !Object.hasOwn(json, 'akashiStudy')) {
    return refused(name, [{ code: 'study.notAStudy', params: { study: name } }]);
  }
  const version = json.akashiStudy;
  if (typeof version === 'number' && version > studyVersion) {
    return refused(name, [{ code: 'study.newer', params: { study: name, version, known: studyVersion } }]);
  }
  if (isDeeperThan(json, mostLevels)) {
    return refused(name, [{ code: 'study.tooDeep', params: { study: name, limit: mostLevels } }]);
  }
  const parsed = comparisonSpecification.safeParse(json);
  if (!parsed.success) return refused(name, schemaFailures(name, parsed.error.issues, json));
  const study = parsed.data;
  const failures = [...referenceFailures(name, study), ...designFailures(name, study)];
  return failures.length > 0 ? refused(name, failures) : { ok: true, study, hash: studyHash(study) };
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

function refused(study: string, failures: readonly Failure[]): ParsedStudy {
  if (failures.length <= mostFailures) return { ok: false, failures };
  const count = failures.length - mostFailures;
  return {
    ok: false,
    failures: [...failures.slice(0, mostFailures), { code: 'study.moreProblems', params: { study, count } }],
  };
}

/** Without recursion: what is too deep must not overflow here either. */
function isDeeperThan(json: unknown, levels: number): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
