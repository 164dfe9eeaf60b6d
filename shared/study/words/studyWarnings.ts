import type { Severity } from '../../cohort/checks/warningKinds.ts';
import type { NodePath } from '../../cohort/edit/nodePath.ts';
import { type Locale, type MessageParams, translate } from '../../i18n/translate.ts';
import { afterIndexAxes } from '../specification/axisCategories.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { looksAhead } from './looksAhead.ts';
import { called, type Speaker } from './statement.ts';

/** Kinds of things about a study's design that its author should know, with how much they matter. */
export const studyWarningKinds = {
  armLooksAhead: 'warning',
  armsTheSame: 'error',
  cloneCensorWeight: 'info',
  fewNegativeControls: 'info',
  horizonBeyondRisk: 'warning',
  horizonBeyondRelease: 'warning',
  indexDayAtRisk: 'info',
  landmark: 'info',
  landmarkTooEarly: 'warning',
  manyResults: 'info',
  matchingIsAtt: 'warning',
  noAdjustment: 'warning',
  noCovariates: 'error',
  noNegativeControls: 'warning',
  outcomeIsArm: 'error',
  overridden: 'warning',
  pickedModelOnly: 'info',
  shortHistory: 'info',
  trimmed: 'info',
} as const satisfies Readonly<Record<string, Severity>>;

export type StudyWarningCode = keyof typeof studyWarningKinds;

export interface StudyWarning {
  readonly code: StudyWarningCode;
  readonly severity: Severity;
  /** The place to go to, from the root of the study's file. */
  readonly path: NodePath;
  readonly text: string;
}

/** What is known of the release that the study is for; null where none is open. */
export interface StudyRelease {
  /** Days between the first and the last day that it observes. */
  readonly days: number;
}

/** Effects in a study beyond which some will differ from chance alone. */
const manyResults = 40;

/** As many as empirical calibration is usually done with. */
const enoughControls = 20;

/**
 * What an experienced reviewer would remark on before a study is run; what is plainly wrong is refused by the reader
 * already (parseStudy.ts).
 */
export function studyWarnings(
  study: ComparisonSpecification,
  locale: Locale,
  release: StudyRelease | null = null,
): StudyWarning[] {
  const speaker: Speaker = { study, locale };
  const say = (code: StudyWarningCode, path: NodePath, params: MessageParams = {}): StudyWarning => ({
    code,
    severity: studyWarningKinds[code],
    path,
    text: translate(locale, `studyCheck.${code}`, params),
  });
  return [
    ...armWarnings(speaker, say),
    ...immortalTimeWarnings(speaker, say),
    ...horizonWarnings(study, release, say),
    ...adjustmentWarnings(study, say),
    ...resultWarnings(study, say),
  ];
}

type Say = (code: StudyWarningCode, path: NodePath, params?: MessageParams) => StudyWarning;

function armWarnings(speaker: Speaker, say: Say): StudyWarning[] {
  const { arms, outcomes, definitions, immortalTime } = speaker.study;
  const keys = arms.map(({ cohort, cells }) => JSON.stringify(cohort ?? cells));
  return arms.flatMap((arm, i) => {
    const warnings: StudyWarning[] = [];
    const name = called(speaker, arm.name);
    const twin = keys.indexOf(keys[i] ?? '');
    if (twin < i) {
      const other = called(speaker, arms[twin]?.name ?? '');
      warnings.push(say('armsTheSame', ['arms', i], { arm: name, other }));
    }
    if (arm.cohort === null) return warnings;
    if (outcomes.some(({ cohort }) => cohort === arm.cohort)) {
      warnings.push(say('outcomeIsArm', ['arms', i], { arm: name }));
    }
    const days = looksAhead(arm.cohort, definitions[arm.cohort]?.expression);
    const landmark = immortalTime?.kind === 'landmark' ? immortalTime.day : 0;
    if (days === null || days > landmark) warnings.push(say('armLooksAhead', ['arms', i], { arm: name }));
    return warnings;
  });
}

function immortalTimeWarnings(speaker: Speaker, say: Say): StudyWarning[] {
  const { arms, immortalTime } = speaker.study;
  if (immortalTime?.kind === 'cloneCensorWeight') {
    return [say('cloneCensorWeight', ['immortalTime'], { days: immortalTime.graceDays })];
  }
  if (immortalTime === null) return [];
  const late = arms.flatMap((arm) =>
    afterIndexAxes(speaker.study, arm).flatMap((axis) => {
      if (axis.kind === 'cumulativeDose' || !('breaks' in axis)) return [];
      return (arm.cells?.[axis.id] ?? []).flatMap((band) => axis.breaks[Number(band.slice(4)) - 1] ?? []);
    }),
  );
  const beyond = late.filter((days) => days > immortalTime.day);
  return [
    say('landmark', ['immortalTime'], { day: immortalTime.day }),
    ...(beyond.length > 0
      ? [
          say('landmarkTooEarly', ['immortalTime', 'day'], {
            day: immortalTime.day,
            days: Math.max(...beyond),
          }),
        ]
      : []),
  ];
}

function horizonWarnings(
  { horizons, timesAtRisk, population }: ComparisonSpecification,
  release: StudyRelease | null,
  say: Say,
): StudyWarning[] {
  const lasts = timesAtRisk.map(({ end }) => (end.anchor === 'index' ? end.days : Number.POSITIVE_INFINITY));
  const longest = Math.max(...lasts);
  const observed = release ? release.days - population.priorObservationDays : Number.POSITIVE_INFINITY;
  return [
    ...horizons.flatMap((day, i) => {
      if (day > longest) return [say('horizonBeyondRisk', ['horizons', i], { day, last: longest })];
      return day > observed
        ? [say('horizonBeyondRelease', ['horizons', i], { day, last: Math.max(0, observed) })]
        : [];
    }),
    ...timesAtRisk.flatMap(({ start }, i) =>
      start.anchor === 'index' && start.days <= 0 ? [say('indexDayAtRisk', ['timesAtRisk', i, 'start'])] : [],
    ),
  ];
}

function adjustmentWarnings(study: ComparisonSpecification, say: Say): StudyWarning[] {
  const { adjustment, covariates, negativeControls, population } = study;
  const { method, estimand, propensity, trim } = adjustment;
  const warnings: StudyWarning[] = [];
  const controls = negativeControls.length;
  if (method === 'none') warnings.push(say('noAdjustment', ['adjustment', 'method']));
  else if (covariates.domains.length + covariates.picked.length === 0) {
    warnings.push(say('noCovariates', ['covariates']));
  } else if (propensity.model === 'picked') {
    warnings.push(
      say('pickedModelOnly', ['adjustment', 'propensity', 'model'], { count: covariates.picked.length }),
    );
  }
  if (method === 'matching' && estimand !== 'ATT') {
    warnings.push(say('matchingIsAtt', ['adjustment', 'estimand'], { estimand }));
  }
  if (trim.kind !== 'none') warnings.push(say('trimmed', ['adjustment', 'trim']));
  if (controls === 0) warnings.push(say('noNegativeControls', ['negativeControls']));
  else if (controls < enoughControls) {
    warnings.push(
      say('fewNegativeControls', ['negativeControls'], { count: controls, enough: enoughControls }),
    );
  }
  const asksForYear = covariates.domains.length > 0 && covariates.windows.includes('long');
  if (asksForYear && population.priorObservationDays < 365) {
    warnings.push(
      say('shortHistory', ['population', 'priorObservationDays'], { days: population.priorObservationDays }),
    );
  }
  return warnings;
}

function resultWarnings(
  { arms, outcomes, timesAtRisk, overrides }: ComparisonSpecification,
  say: Say,
): StudyWarning[] {
  const results = ((arms.length * (arms.length - 1)) / 2) * outcomes.length * timesAtRisk.length;
  return [
    ...(results > manyResults ? [say('manyResults', ['outcomes'], { count: results })] : []),
    ...(overrides.length > 0 ? [say('overridden', ['overrides'], { count: overrides.length })] : []),
  ];
}
