import type { Sentence } from '../../cohort/sentences/wording.ts';
import { translate } from '../../i18n/translate.ts';
import type { ComparisonOutcome, TimeAtRisk } from '../specification/comparisonSpecification.ts';
import { called, definitionName, type Speaker, told } from './statement.ts';
import { definitionWords } from './strategyWords.ts';

/** When somebody counts as at risk, for every time-at-risk. */
export function followUpWords(speaker: Speaker): Sentence[] {
  return speaker.study.timesAtRisk.map((window, i) => {
    const path = ['timesAtRisk', i];
    const toTheEnd = window.end.anchor === 'observationEnd' && window.end.days === 0;
    const more = window.censorAtSwitch
      ? [told(speaker, [...path, 'censorAtSwitch'], 'trial.censorAtSwitch')]
      : [];
    return told(
      speaker,
      path,
      toTheEnd ? 'trial.timeAtRiskToEnd' : 'trial.timeAtRisk',
      {
        name: called(speaker, window.name),
        start: anchorText(speaker, window.start),
        end: anchorText(speaker, window.end),
      },
      more,
    );
  });
}

/** A day by what it is counted from: `the day of index`, `30 days after the end of the cohort`. */
function anchorText({ locale }: Speaker, { anchor, days }: TimeAtRisk['start'] | TimeAtRisk['end']): string {
  const of = translate(locale, `trial.anchor.${anchor}`);
  if (days === 0) return translate(locale, 'trial.onAnchor', { anchor: of });
  return translate(locale, days > 0 ? 'trial.afterAnchor' : 'trial.beforeAnchor', {
    anchor: of,
    count: Math.abs(days),
  });
}

/** What is counted, who is left out of it, and what competes with it. */
export function outcomeWords(speaker: Speaker): Sentence[] {
  return speaker.study.outcomes.map((outcome, i) => {
    const path = ['outcomes', i];
    const definition = definitionName(speaker, outcome.cohort);
    return told(speaker, path, 'trial.outcome', { name: called(speaker, outcome.name), definition }, [
      priorWords(speaker, outcome, path),
      competingWords(speaker, outcome, path),
      ...(outcome.ppv
        ? [
            told(speaker, [...path, 'ppv'], 'trial.ppv', {
              value: outcome.ppv.value,
              source: called(speaker, outcome.ppv.source),
            }),
          ]
        : []),
      ...definitionWords(speaker, outcome.cohort),
    ]);
  });
}

function priorWords(
  speaker: Speaker,
  { priorOutcome }: ComparisonOutcome,
  path: readonly (string | number)[],
): Sentence {
  const at = [...path, 'priorOutcome'];
  if (priorOutcome === false) return told(speaker, at, 'trial.priorOutcomeKept');
  const { lookbackDays } = priorOutcome;
  return lookbackDays === null
    ? told(speaker, at, 'trial.priorOutcomeEver')
    : told(speaker, at, 'trial.priorOutcomeDays', { days: lookbackDays });
}

function competingWords(
  speaker: Speaker,
  { competing }: ComparisonOutcome,
  path: readonly (string | number)[],
): Sentence {
  const at = [...path, 'competing'];
  if (competing === 'death') return told(speaker, at, 'trial.competingDeath');
  if (competing === 'none') return told(speaker, at, 'trial.competingNone');
  return told(speaker, at, 'trial.competing', { name: definitionName(speaker, competing) });
}
