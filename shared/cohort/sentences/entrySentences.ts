import { translate } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition, Limit } from '../expression/cohortDefinition.ts';
import type { Criterion } from '../expression/criterion.ts';
import { type DomainName, domains } from '../expression/domains.ts';
import { groupMembers, groupSentence, nestedSentences } from './criteriaSentences.ts';
import { eventPhrase, nounPhrase } from './eventPhrase.ts';
import { criterionFilters } from './filterPhrase.ts';
import { isSingle } from './groupWords.ts';
import type { Chip, Parts } from './part.ts';
import { capitalised, phrase } from './phrase.ts';
import { memberPath, placeOf, type Sentence, type Wording } from './wording.ts';

/** Domains whose events last: they begin; the others are recorded. */
const lasting: ReadonlySet<DomainName> = new Set([
  'ConditionEra',
  'DoseEra',
  'DrugEra',
  'LocationRegion',
  'ObservationPeriod',
  'PayerPlanPeriod',
  'VisitDetail',
  'VisitOccurrence',
]);

/** Which events start a cohort entry, and which of a person's several. */
export function entrySentences(wording: Wording, { entry }: CohortDefinition, root: NodePath): Sentence[] {
  const { locale } = wording.names;
  const path = [...root, 'PrimaryCriteria'];
  const [only] = entry.criteria;
  const events: Sentence =
    only && entry.criteria.length === 1
      ? {
          path: memberPath(only.path),
          parts: entryPhrase(wording, only),
          members: nestedSentences(wording, only),
        }
      : {
          path: [...path, 'CriteriaList'],
          parts: phrase(locale, 'sentence.entry.several'),
          members: entry.criteria.map((criterion) => eventSentence(wording, criterion)),
        };
  const limit = limitChip(wording, [...path, 'PrimaryCriteriaLimit'], 'primary', entry.limit);
  return [
    events,
    {
      path: [...path, 'PrimaryCriteriaLimit'],
      parts: phrase(locale, 'sentence.limit.primary', { limit: [limit] }),
      members: [],
    },
  ];
}

/** An event as an item of a list. */
export function eventSentence(wording: Wording, criterion: Criterion): Sentence {
  return {
    path: memberPath(criterion.path),
    parts: capitalised(eventPhrase(wording, criterion, 'one')),
    members: nestedSentences(wording, criterion),
  };
}

function entryPhrase(wording: Wording, criterion: Criterion): Parts {
  const { locale } = wording.names;
  const key = lasting.has(criterion.domain) ? 'began' : 'recorded';
  const plain = criterion.correlated === null && criterionFilters(wording, criterion).length === 0;
  if (!criterion.first || !plain || !domains[criterion.domain].hasConceptSet) {
    return phrase(locale, `sentence.entry.${key}`, { event: eventPhrase(wording, criterion, 'one') });
  }
  const first: Chip = {
    kind: 'first',
    path: placeOf(criterion.path, 'First'),
    text: translate(locale, 'sentence.firstTime'),
  };
  const event = nounPhrase(wording, { ...criterion, first: false }, 'bare');
  return phrase(locale, `sentence.entry.${key}First`, { event, first: [first] });
}

/** How long a person must have been observed around the index date. */
export function observationSentences(
  { names: { locale } }: Wording,
  definition: CohortDefinition,
  root: NodePath,
): Sentence[] {
  const { priorDays, postDays } = definition.entry;
  const path = [...root, 'PrimaryCriteria', 'ObservationWindow'];
  const days = (key: 'PriorDays' | 'PostDays', count: number): Parts => [
    { kind: 'observation', path: [...path, key], text: translate(locale, 'sentence.days', { days: count }) },
  ];
  const prior = days('PriorDays', priorDays);
  const post = days('PostDays', postDays);
  const parts =
    priorDays > 0 && postDays > 0
      ? phrase(locale, 'sentence.observation.both', { prior, post })
      : priorDays > 0
        ? phrase(locale, 'sentence.observation.prior', { prior })
        : postDays > 0
          ? phrase(locale, 'sentence.observation.post', { post })
          : [{ kind: 'observation', path, text: translate(locale, 'sentence.observation.none') } as const];
  const records = phrase(locale, 'sentence.observation.records');
  const bounded: Sentence = { path, parts: records, members: [], remark: true };
  return [{ path, parts, members: [] }, ...(looksAtRecords(definition) ? [bounded] : [])];
}

function looksAtRecords({ entry, additionalCriteria, inclusionRules }: CohortDefinition): boolean {
  return (
    additionalCriteria !== null ||
    entry.criteria.some(({ correlated }) => correlated !== null) ||
    inclusionRules.some(({ group }) => group.criteria.length + group.groups.length > 0)
  );
}

/** What an entry event must meet before the limit is drawn again. */
export function additionalSentences(
  wording: Wording,
  definition: CohortDefinition,
  root: NodePath,
): Sentence[] {
  const { additionalCriteria: group, qualifiedLimit, entry } = definition;
  if (group === null) return [];
  const sentences =
    group.type === 'ALL' || isSingle(group) ? groupMembers(wording, group) : [groupSentence(wording, group)];
  // After the first limit a person has one entry: another changes nothing.
  const limit =
    entry.limit === 'All'
      ? [limitSentence(wording, [...root, 'QualifiedLimit'], 'qualified', qualifiedLimit)]
      : [];
  return [...sentences, ...limit];
}

/** Which of the entries that are left are kept. */
export function limitSentence(
  wording: Wording,
  path: NodePath,
  stage: 'qualified' | 'expression' | 'final',
  limit: Limit,
): Sentence {
  const kept = limitChip(wording, path, 'kept', limit);
  return {
    path,
    parts: phrase(wording.names.locale, `sentence.limit.${stage}`, { limit: [kept] }),
    members: [],
  };
}

function limitChip({ names }: Wording, path: NodePath, stage: 'primary' | 'kept', limit: Limit): Chip {
  return { kind: 'limit', path, text: translate(names.locale, `sentence.limit.${stage}.${limit}`) };
}
