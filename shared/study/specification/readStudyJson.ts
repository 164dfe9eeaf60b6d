import { isObject, type JsonObject } from '../../cohort/expression/definitionReader.ts';
import { jsonSyntaxError } from '../../cohort/expression/jsonSyntax.ts';
import type { Failure } from '../../errors/akashiError.ts';
import type { StudyFile } from '../studyApi.ts';

/** The kinds of studies. */
export const studyTypes = ['comparison', 'safety'] as const;
export type StudyType = (typeof studyTypes)[number];

/** The version of study files that this Akashi reads and writes. */
export const studyVersion = 1;

/** Problems that are listed; more are only counted. */
const mostFailures = 30;

/** Deeper than any Circe expression; what walks a study may call itself as often. */
const mostLevels = 200;

export interface RefusedStudy {
  readonly ok: false;
  readonly failures: readonly Failure[];
}

/** Reads a file as far as all kinds of studies are alike: JSON of a version that is known, not endlessly deep. */
export function readStudyJson({
  name,
  text,
}: StudyFile): { readonly ok: true; readonly json: JsonObject } | RefusedStudy {
  const source = text.replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return refusedStudy(name, [
      { code: 'study.notJson', params: { study: name, ...jsonSyntaxError(source) } },
    ]);
  }
  if (!isObject(json) || !Object.hasOwn(json, 'akashiStudy')) {
    return refusedStudy(name, [{ code: 'study.notAStudy', params: { study: name } }]);
  }
  const version = json.akashiStudy;
  if (typeof version === 'number' && version > studyVersion) {
    return refusedStudy(name, [
      { code: 'study.newer', params: { study: name, version, known: studyVersion } },
    ]);
  }
  if (isDeeperThan(json, mostLevels)) {
    return refusedStudy(name, [{ code: 'study.tooDeep', params: { study: name, limit: mostLevels } }]);
  }
  if (!studyTypes.some((type) => type === json.type)) {
    const known = studyTypes.map((type) => JSON.stringify(type)).join(', ');
    return refusedStudy(name, [{ code: 'study.unknownType', params: { study: name, known } }]);
  }
  return { ok: true, json };
}

/** The kind of study that a file says it is; null where it cannot be read or says nothing known. */
export function studyTypeOf(text: string): StudyType | null {
  const read = readStudyJson({ name: '', text });
  return (read.ok && studyTypes.find((type) => type === read.json.type)) || null;
}

/** Whether a file says that it is a study, of whatever kind and version. */
export function isStudyFile(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(json) && Object.hasOwn(json, 'akashiStudy');
  } catch {
    return false;
  }
}

/** A file that cannot be used, with the first of what is wrong with it. */
export function refusedStudy(study: string, failures: readonly Failure[]): RefusedStudy {
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
