import type { Sentence } from '../../cohort/sentences/wording.ts';
import { translate } from '../../i18n/translate.ts';
import type { Adjustment, SubgroupSpecification } from '../specification/comparisonSpecification.ts';
import { conceptsText } from './conceptWords.ts';
import { called, listed, type Speaker, told } from './statement.ts';
import { bandText } from './strategyWords.ts';

/** Which effects are asked for: pairs, whom they are the effect for, and when. */
export function contrastWords(speaker: Speaker): Sentence[] {
  const { arms, adjustment, horizons, pieces, subgroups, doseResponse } = speaker.study;
  const sentences = [
    ...arms.flatMap((target, i) =>
      arms.slice(i + 1).map((comparator, k) =>
        told(speaker, ['arms', i + 1 + k], 'trial.pair', {
          target: called(speaker, target.name),
          comparator: called(speaker, comparator.name),
        }),
      ),
    ),
    told(speaker, ['adjustment', 'estimand'], `trial.estimand.${adjustment.estimand}`),
    told(speaker, ['horizons'], 'trial.horizons', { days: listed(speaker, horizons) }),
  ];
  if (pieces.length > 0) {
    sentences.push(told(speaker, ['pieces'], 'trial.pieces', { days: listed(speaker, pieces) }));
  }
  if (doseResponse) {
    const doses = doseResponse.arms.map(({ arm, dose }) => {
      const found = arms.find(({ id }) => id === arm);
      return `${found ? called(speaker, found.name) : arm} = ${dose}`;
    });
    sentences.push(told(speaker, ['doseResponse'], 'trial.doseResponse', { doses: listed(speaker, doses) }));
  }
  if (subgroups.length > 0) {
    sentences.push(
      told(
        speaker,
        ['subgroups'],
        'trial.subgroups',
        {},
        subgroups.map((subgroup, i) => subgroupWords(speaker, subgroup, i)),
      ),
    );
  }
  return sentences;
}

function subgroupWords(speaker: Speaker, subgroup: SubgroupSpecification, place: number): Sentence {
  const path = ['subgroups', place];
  const name = called(speaker, subgroup.name);
  const bands = (breaks: readonly number[]) =>
    listed(
      speaker,
      [...breaks, Number.NaN].map((_, band) => bandText(breaks, band)),
    );
  if (subgroup.kind === 'sex') return told(speaker, path, 'trial.subgroup.sex', { name });
  if (subgroup.kind === 'age') {
    return told(speaker, path, 'trial.subgroup.age', { name, bands: bands(subgroup.breaks) });
  }
  const window = translate(speaker.locale, `study.window.${subgroup.window}`);
  const concepts = conceptsText(speaker, subgroup);
  return subgroup.kind === 'history'
    ? told(speaker, path, 'trial.subgroup.history', { name, window, concepts })
    : told(speaker, path, 'trial.subgroup.value', { name, window, concepts, bands: bands(subgroup.breaks) });
}

/** How the arms are made comparable, how effects are estimated, and what must hold before one is shown. */
export function analysisWords(speaker: Speaker): Sentence[] {
  const { adjustment, outcomeModel, thresholds, seed } = speaker.study;
  const { method } = adjustment;
  const sentences = [
    told(speaker, ['adjustment', 'method'], 'trial.method', {
      method: translate(speaker.locale, `study.method.${method}`),
    }),
    told(speaker, ['adjustment', 'propensity'], `trial.propensity.${adjustment.propensity.model}`, {
      folds: adjustment.propensity.folds,
      persons: adjustment.propensity.mostPersons,
    }),
    trimWords(speaker, adjustment.trim),
    ...methodWords(speaker, adjustment),
    told(speaker, ['outcomeModel', 'kind'], 'trial.outcomeModel', {
      model: translate(speaker.locale, `study.outcomeModel.${outcomeModel.kind}`),
    }),
    told(speaker, ['outcomeModel', 'covariates'], `trial.outcomeCovariates.${outcomeModel.covariates}`),
    told(speaker, ['thresholds'], 'trial.thresholds', {
      equipoise: thresholds.equipoise,
      difference: thresholds.standardisedDifference,
      ratio: thresholds.minimumDetectableRelativeRisk,
      error: thresholds.systematicError,
    }),
    told(speaker, ['seed'], 'trial.seed', { seed: String(seed) }),
  ];
  return sentences;
}

function trimWords(speaker: Speaker, trim: Adjustment['trim']): Sentence {
  const at = ['adjustment', 'trim'];
  switch (trim.kind) {
    case 'none':
      return told(speaker, at, 'trial.trim.none');
    case 'symmetric':
      return told(speaker, at, 'trial.trim.symmetric', { lower: trim.bound, upper: rounded(1 - trim.bound) });
    case 'optimal':
      return told(speaker, at, 'trial.trim.optimal');
    case 'asymmetric':
      return told(speaker, at, 'trial.trim.asymmetric', { fraction: trim.fraction });
    case 'equipoise':
      return told(speaker, at, 'trial.trim.equipoise', { lower: trim.lower, upper: trim.upper });
  }
}

/** Settings of the methods; those of methods that the study does not use are said too, as other analyses use them. */
function methodWords(speaker: Speaker, { matching, strata, truncateWeights }: Adjustment): Sentence[] {
  return [
    told(
      speaker,
      ['adjustment', 'matching'],
      matching.ratio === 0 ? 'trial.matchingVariable' : 'trial.matching',
      {
        ratio: matching.ratio,
        caliper: matching.caliper,
        scale: translate(speaker.locale, `trial.scale.${matching.scale}`),
        order: translate(speaker.locale, `trial.order.${matching.order}`),
      },
    ),
    told(speaker, ['adjustment', 'strata'], 'trial.strata', { count: strata }),
    truncateWeights === null
      ? told(speaker, ['adjustment', 'truncateWeights'], 'trial.weightsWhole')
      : told(speaker, ['adjustment', 'truncateWeights'], 'trial.weightsCut', {
          lower: truncateWeights.lower,
          upper: truncateWeights.upper,
        }),
  ];
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}
