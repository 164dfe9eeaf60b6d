import { type MessageKey, translate } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition, ExitStrategy } from '../expression/cohortDefinition.ts';
import { nestedSentences } from './criteriaSentences.ts';
import { eventSentence } from './entrySentences.ts';
import { eventPhrase } from './eventPhrase.ts';
import type { Chip } from './part.ts';
import { chip, type PhraseParams, phrase } from './phrase.ts';
import { dateText } from './values.ts';
import { memberPath, type Sentence, type Wording } from './wording.ts';

/** When a cohort period ends. */
export function exitSentences(wording: Wording, { exit }: CohortDefinition, root: NodePath): Sentence[] {
  const { locale } = wording.names;
  const path = [...root, 'EndStrategy'];
  const sentence = (place: NodePath, key: MessageKey, params: PhraseParams = {}): Sentence => ({
    path: place,
    parts: phrase(locale, key, params),
    members: [],
  });
  const whole = (place: NodePath, key: MessageKey, params: PhraseParams = {}): Sentence => ({
    path: place,
    parts: [chip(locale, { kind: 'exit', path: place }, key, params)],
    members: [],
  });
  switch (exit.type) {
    case 'observationEnd':
      return [whole(path, 'sentence.exit.observationEnd')];
    case 'dateOffset':
      return [sentence(path, 'sentence.exit.offset', { date: [offsetChip(wording, exit, path)] })];
    case 'drugEra': {
      const place = [...path, 'CustomEra'];
      const { conceptSetId, gapDays, offset, daysSupplyOverride } = exit;
      const set: Chip = {
        kind: 'conceptSet',
        path: [...place, 'DrugCodesetId'],
        text: wording.names.conceptSet(conceptSetId),
      };
      const pad = offset > 0 ? 'padAfter' : offset < 0 ? 'padBefore' : 'padNone';
      return [
        sentence(place, 'sentence.exit.era', { set: [set] }),
        gapDays > 0
          ? whole([...place, 'GapDays'], 'sentence.exit.gap', { days: gapDays })
          : whole([...place, 'GapDays'], 'sentence.exit.touching'),
        whole([...place, 'Offset'], `sentence.exit.${pad}`, offset === 0 ? {} : { days: Math.abs(offset) }),
        ...(daysSupplyOverride === null
          ? []
          : [whole([...place, 'DaysSupplyOverride'], 'sentence.exit.supply', { days: daysSupplyOverride })]),
      ];
    }
  }
}

function offsetChip(
  { names: { locale } }: Wording,
  { field, offset }: Extract<ExitStrategy, { type: 'dateOffset' }>,
  path: NodePath,
): Chip {
  const anchor = translate(locale, `sentence.anchor.${field}`);
  const place = { kind: 'exit', path: [...path, 'DateOffset'] } as const;
  if (offset === 0) {
    return field === 'start'
      ? chip(locale, place, 'sentence.exit.offset.same')
      : chip(locale, place, 'sentence.exit.offset.on', { anchor });
  }
  const days = Math.abs(offset);
  const side = offset < 0 ? 'Before' : 'After';
  return field === 'start'
    ? chip(locale, place, `sentence.exit.offset.start${side}`, { days })
    : chip(locale, place, `sentence.exit.offset.end${side}`, { anchor, days });
}

/** Events that end a cohort period early. */
export function censoringSentences(
  wording: Wording,
  { censoring }: CohortDefinition,
  root: NodePath,
): Sentence[] {
  const { locale } = wording.names;
  const [only] = censoring;
  if (only === undefined) return [];
  if (censoring.length === 1) {
    const parts = phrase(locale, 'sentence.censoring.one', { event: eventPhrase(wording, only, 'one') });
    return [{ path: memberPath(only.path), parts, members: nestedSentences(wording, only) }];
  }
  return [
    {
      path: [...root, 'CensoringCriteria'],
      parts: phrase(locale, 'sentence.censoring.several'),
      members: censoring.map((criterion) => eventSentence(wording, criterion)),
    },
  ];
}

/** How the cohort periods of a person become one, and what calendar they are cut to. */
export function collapseSentences(
  { names: { locale } }: Wording,
  { eraPad, censorWindow }: CohortDefinition,
  root: NodePath,
): Sentence[] {
  const path = [...root, 'CollapseSettings', 'EraPad'];
  const place = { kind: 'collapse', path } as const;
  const collapse =
    eraPad === 0
      ? chip(locale, place, 'sentence.collapse.touch')
      : chip(locale, place, 'sentence.collapse.pad', { days: eraPad });
  const sentences: Sentence[] = [{ path, parts: [collapse], members: [] }];
  if (censorWindow !== null) {
    const { startDate, endDate } = censorWindow;
    const window = [...root, 'CensorWindow'];
    const from = startDate === null ? '' : dateText(locale, startDate);
    const to = endDate === null ? '' : dateText(locale, endDate);
    const key = startDate === null ? 'to' : endDate === null ? 'from' : 'both';
    const text = chip(locale, { kind: 'collapse', path: window }, `sentence.censorWindow.${key}`, {
      from,
      to,
    });
    sentences.push({ path: window, parts: [text], members: [] });
  }
  return sentences;
}
