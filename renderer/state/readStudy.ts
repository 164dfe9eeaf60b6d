import { type NodePath, parsePath } from '../../shared/cohort/edit/nodePath.ts';
import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { Failure } from '../../shared/errors/akashiError.ts';
import { parseSafetyStudy } from '../../shared/study/safety/specification/parseSafetyStudy.ts';
import type { SafetySpecification } from '../../shared/study/safety/specification/safetySpecification.ts';
import { parseStudy } from '../../shared/study/specification/parseStudy.ts';
import { type Study, type StudyTab, studyDocument, studyType } from './studies.ts';
import { type StudyForm, studyForm } from './studyForm.ts';

/** A study's file as it was understood. */
export interface ReadStudy {
  /** Null while the text is no JSON object. */
  readonly document: JsonObject | null;
  /** A comparison as its forms show it. */
  readonly form: StudyForm | null;
  /** A safety study that can run. */
  readonly safety: SafetySpecification | null;
  readonly hash: string | null;
  readonly failures: readonly Failure[];
}

const known = new WeakMap<Study, ReadStudy>();

/** Reads a study; the same object is read once. */
export function readStudy(study: Study): ReadStudy {
  const present = known.get(study);
  if (present) return present;
  const read = studyType(study) === 'safety' ? readSafety(study) : readComparison(study);
  known.set(study, read);
  return read;
}

function readComparison(study: Study): ReadStudy {
  const document = studyDocument(study.text);
  const parsed = parseStudy({ name: study.name, text: study.text });
  return {
    document,
    form: parsed.ok ? parsed.study : document && studyForm(document),
    safety: null,
    hash: parsed.ok ? parsed.hash : null,
    failures: parsed.ok ? [] : parsed.failures,
  };
}

function readSafety(study: Study): ReadStudy {
  const parsed = parseSafetyStudy({ name: study.name, text: study.text });
  return {
    document: studyDocument(study.text),
    form: null,
    safety: parsed.ok ? parsed.study : null,
    hash: parsed.ok ? parsed.hash : null,
    failures: parsed.ok ? [] : parsed.failures,
  };
}

const tabOfKey: Readonly<Record<string, StudyTab>> = {
  definitions: 'arms',
  matrix: 'arms',
  arms: 'arms',
  immortalTime: 'arms',
  doseResponse: 'arms',
  population: 'followUp',
  timesAtRisk: 'followUp',
  outcomes: 'followUp',
  horizons: 'followUp',
  pieces: 'followUp',
  outcomeModel: 'covariates',
  covariates: 'covariates',
  adjustment: 'covariates',
  subgroups: 'subgroups',
  negativeControls: 'sensitivity',
};

/** Where in the file a failure lies; null where it does not say. */
export function failurePath({ params }: Failure): NodePath | null {
  return 'path' in params && typeof params.path === 'string' ? parsePath(params.path) : null;
}

/** The tab whose forms show a place of the file. */
export function tabOfPath(path: NodePath): StudyTab {
  return tabOfKey[String(path[0] ?? '')] ?? 'file';
}

/** The tab whose forms can mend a failure. */
export function failureTab(failure: Failure): StudyTab {
  return tabOfPath(failurePath(failure) ?? []);
}
