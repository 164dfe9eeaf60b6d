import { type MessageKey, translate } from '../../i18n/translate.ts';
import type {
  CorrelatedCriterion,
  CriteriaGroup,
  DemographicCriterion,
} from '../expression/criteriaGroup.ts';
import type { Criterion } from '../expression/criterion.ts';
import { eventPhrase } from './eventPhrase.ts';
import { criterionFilters, personFilters } from './filterPhrase.ts';
import { groupSize, groupWords, isSingle } from './groupWords.ts';
import type { Chip } from './part.ts';
import { capitalised, chip, joined, listed, phrase } from './phrase.ts';
import { whenPhrase } from './windowPhrase.ts';
import { placeOf, type Sentence, type Wording } from './wording.ts';

/** A group as a statement that introduces its members; a group of one is that member. */
export function groupSentence(wording: Wording, group: CriteriaGroup): Sentence {
  const members = groupMembers(wording, group);
  const path = placeOf(group.path);
  const [only] = members;
  if (only && isSingle(group)) return only;
  const { locale } = wording.names;
  const text =
    groupSize(group) === 0 ? translate(locale, 'sentence.group.empty') : groupWords(locale, group, 'group');
  return { path, parts: [{ kind: 'group', path, text }], members };
}

/** What the members of a group say, in the group's order: criteria, conditions on the person, groups. */
export function groupMembers(wording: Wording, group: CriteriaGroup): Sentence[] {
  return [
    ...group.criteria.map((member) => correlatedSentence(wording, member)),
    ...group.demographics.map((member) => personSentence(wording, member)),
    ...group.groups.map((member) => groupSentence(wording, member)),
  ];
}

/** The statements about the events of a criterion that it introduces. */
export function nestedSentences({ names }: Wording, { domain, correlated }: Criterion): Sentence[] {
  return correlated === null ? [] : groupMembers({ names, about: domain }, correlated);
}

function correlatedSentence(wording: Wording, correlated: CorrelatedCriterion): Sentence {
  const { locale } = wording.names;
  const { criterion, occurrence, path } = correlated;
  const { type, count, distinct } = occurrence;
  const place = { kind: 'occurrence', path: placeOf(path, 'Occurrence') } as const;
  const none = distinct === null && count === 0 && type !== 'atLeast';
  const how = none
    ? chip(locale, place, 'sentence.occurrence.none')
    : distinct === null
      ? chip(locale, place, `sentence.occurrence.${type}`, { count })
      : chip(locale, place, `sentence.distinct.${type}`, {
          count,
          column: translate(locale, `distinct.${distinct}`),
        });
  const number = count === 1 && distinct === null ? 'bare' : 'many';
  const event = eventPhrase(wording, criterion, number);
  const outside: Chip = {
    kind: 'outside',
    path: placeOf(path, 'IgnoreObservationPeriod'),
    text: translate(locale, 'sentence.outside.chip'),
  };
  const subject = correlated.ignoreObservationPeriod
    ? phrase(locale, 'sentence.outside', { event, outside: [outside] })
    : event;
  // A long event needs a comma before its time.
  const long = criterionFilters(wording, criterion).length > 0 || criterion.correlated !== null;
  const said = phrase(locale, 'sentence.has', {
    when: whenPhrase(wording, correlated),
    event: long ? phrase(locale, 'sentence.closed', { event: subject }) : subject,
    occurrence: [how],
  });
  const always = type === 'atLeast' && count === 0;
  return {
    path: placeOf(path),
    parts: always ? phrase(locale, 'sentence.always', { sentence: said }) : said,
    members: nestedSentences(wording, criterion),
  };
}

function personSentence(wording: Wording, { path, filters }: DemographicCriterion): Sentence {
  const { locale } = wording.names;
  const { about } = wording;
  const said = personFilters(wording, path, filters);
  const list = listed(locale, said, 'and');
  const parts =
    said.length === 0
      ? [{ kind: 'filter', path: placeOf(path), text: translate(locale, 'sentence.person.any') } as const]
      : filters.every(({ kind }) => kind === 'date') && about === 'index'
        ? capitalised(phrase(locale, 'sentence.person', { filters: list }))
        : about === 'index'
          ? phrase(locale, 'sentence.person.atIndex', { filters: list })
          : phrase(locale, 'sentence.person.atEvent', {
              filters: list,
              that: translate(locale, `sentence.that.${about}` as MessageKey),
            });
  return { path: placeOf(path), parts: joined(locale, parts), members: [] };
}
