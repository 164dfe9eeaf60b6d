import type { Sentence } from '../../cohort/sentences/wording.ts';
import { type Speaker, told } from './statement.ts';

/** Who may be in the study, whichever arm they are in. */
export function eligibilityWords(speaker: Speaker): Sentence[] {
  const { population } = speaker.study;
  const { from, to, ageFrom, ageTo } = population;
  const at = (...keys: readonly string[]) => ['population', ...keys];
  const sentences = [
    told(speaker, at('firstEntryOnly'), population.firstEntryOnly ? 'trial.firstEntry' : 'trial.everyEntry'),
    told(speaker, at('priorObservationDays'), 'trial.priorObservation', {
      days: population.priorObservationDays,
    }),
  ];
  if (population.washoutOtherArmsDays !== null) {
    sentences.push(
      told(speaker, at('washoutOtherArmsDays'), 'trial.washout', { days: population.washoutOtherArmsDays }),
    );
  }
  if (from !== null && to !== null) {
    sentences.push(told(speaker, at('from'), 'trial.periodBetween', { from, to }));
  } else if (from !== null) sentences.push(told(speaker, at('from'), 'trial.periodFrom', { from }));
  else if (to !== null) sentences.push(told(speaker, at('to'), 'trial.periodTo', { to }));
  if (population.commonPeriod) sentences.push(told(speaker, at('commonPeriod'), 'trial.commonPeriod'));
  if (ageFrom !== null && ageTo !== null) {
    sentences.push(told(speaker, at('ageFrom'), 'trial.ageBetween', { from: ageFrom, to: ageTo }));
  } else if (ageFrom !== null)
    sentences.push(told(speaker, at('ageFrom'), 'trial.ageFrom', { from: ageFrom }));
  else if (ageTo !== null) sentences.push(told(speaker, at('ageTo'), 'trial.ageTo', { to: ageTo }));
  if (population.sex !== 'all') sentences.push(told(speaker, at('sex'), `trial.sex.${population.sex}`));
  sentences.push(
    told(speaker, at('inSeveralArms'), `trial.inSeveralArms.${population.inSeveralArms}`),
    told(speaker, at('minimumDaysAtRisk'), 'trial.minimumDays', { days: population.minimumDaysAtRisk }),
  );
  return sentences;
}
