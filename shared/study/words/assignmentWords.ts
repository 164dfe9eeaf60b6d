import type { Sentence } from '../../cohort/sentences/wording.ts';
import { translate } from '../../i18n/translate.ts';
import { conceptsText, itemsText } from './conceptWords.ts';
import { called, listed, type Speaker, says, told } from './statement.ts';

/** What stands in for randomisation: the guard against immortal time, and what the arms are made alike in. */
export function assignmentWords(speaker: Speaker): Sentence[] {
  const { covariates, immortalTime } = speaker.study;
  const at = (...keys: readonly (string | number)[]) => ['covariates', ...keys];
  const { picked, domains, windows, exclude, excludeProxies } = covariates;
  const word = (
    key: `study.domain.${(typeof domains)[number]}` | `study.window.${(typeof windows)[number]}`,
  ) => translate(speaker.locale, key);
  const sentences: Sentence[] = [told(speaker, [], 'trial.notRandomised')];
  if (immortalTime?.kind === 'landmark') {
    sentences.push(told(speaker, ['immortalTime'], 'trial.landmark', { day: immortalTime.day }));
  } else if (immortalTime) {
    sentences.push(
      told(speaker, ['immortalTime'], 'trial.cloneCensorWeight', { days: immortalTime.graceDays }),
    );
  }
  sentences.push(
    domains.length === 0
      ? told(speaker, at('domains'), 'trial.noFamilies')
      : told(speaker, at('domains'), 'trial.families', {
          domains: listed(
            speaker,
            domains.map((domain) => word(`study.domain.${domain}`)),
          ),
          windows: listed(
            speaker,
            windows.map((window) => word(`study.window.${window}`)),
          ),
          persons: covariates.minimumPersons,
        }),
  );
  if (picked.length > 0) {
    sentences.push(
      told(
        speaker,
        at('picked'),
        'trial.picked',
        { count: picked.length },
        picked.map((each, i) =>
          told(speaker, at('picked', i), `trial.picked.${each.take}`, {
            name: called(speaker, each.name),
            concepts: conceptsText(speaker, each),
            window: word(`study.window.${each.window}`),
          }),
        ),
      ),
    );
  }
  if (exclude.length > 0) {
    sentences.push(told(speaker, at('exclude'), 'trial.exclude', { concepts: itemsText(speaker, exclude) }));
  }
  if (excludeProxies.definitions) {
    sentences.push(told(speaker, at('excludeProxies', 'definitions'), 'trial.excludeDefinitions'));
  }
  sentences.push(
    told(speaker, at('excludeProxies', 'correlation'), 'trial.excludeCorrelation', {
      correlation: excludeProxies.correlation,
    }),
  );
  const { negativeControls } = speaker.study;
  if (negativeControls.length > 0) {
    sentences.push(
      told(
        speaker,
        ['negativeControls'],
        'trial.negativeControls',
        { count: negativeControls.length },
        negativeControls.map((control, i) =>
          says(
            ['negativeControls', i],
            `${called(speaker, control.name)} (${conceptsText(speaker, control)})`,
          ),
        ),
      ),
    );
  }
  return sentences;
}
