import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { AkashiFilter } from '../expression/akashiExtension.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type {
  CorrelatedCriterion,
  CriteriaGroup,
  DemographicCriterion,
  Window,
} from '../expression/criteriaGroup.ts';
import type { AttributeFilter, Criterion } from '../expression/criterion.ts';
import { attributeName } from './attributeName.ts';
import type { DefinitionNames } from './definitionNames.ts';
import { akashiName, criterionFilters } from './filterPhrase.ts';
import { groupSize, isSingle } from './groupWords.ts';
import { partsText } from './part.ts';
import { phrase } from './phrase.ts';
import { akashiUnit, dateRangeText, rangeAsUsed, shortRange, unitOf } from './values.ts';
import { isOpen, signedDays } from './windowPhrase.ts';

/** One line for a criterion: `狭心症の初回診断`, with its first filter and how many more there are. */
export function criterionLabel(names: DefinitionNames, criterion: Criterion): string {
  const { locale } = names;
  const { domain, conceptSetId, first } = criterion;
  const kind = conceptSetId === null ? (first ? 'firstAny' : 'any') : first ? 'first' : null;
  const domainName = translate(locale, `domain.${domain}`);
  const set = conceptSetId === null ? '' : names.conceptSet(conceptSetId);
  const event = words(locale, kind === null ? 'label.event' : `label.event.${kind}`, {
    set,
    domain: domainName,
  });
  const filters = [
    ...criterion.filters.map((filter) => filterLabel(names, filter)),
    ...criterion.akashi.map((filter) => akashiLabel(names, filter)),
  ];
  const more =
    criterionFilters({ names, about: 'index' }, criterion).length -
    Math.min(1, filters.length) +
    (criterion.correlated === null ? 0 : groupSize(criterion.correlated));
  const [shown] = filters;
  const label = shown === undefined ? event : words(locale, 'label.window', { label: event, window: shown });
  return more > 0 ? words(locale, 'label.more', { label, count: more }) : label;
}

/** One line for a criterion in its window: `硝酸薬の処方 0 回（−180〜−1 日）`. */
export function correlatedLabel(names: DefinitionNames, correlated: CorrelatedCriterion): string {
  const { locale } = names;
  const { criterion, occurrence, startWindow, endWindow } = correlated;
  const event = criterionLabel(names, criterion);
  const none = occurrence.count === 0 && occurrence.type !== 'atLeast';
  const label = words(locale, none ? 'label.count.none' : `label.count.${occurrence.type}`, {
    event,
    ...(none ? {} : { count: occurrence.count }),
  });
  const window = [startWindow, endWindow].find(
    (candidate): candidate is Window =>
      candidate !== null && !isOpen(candidate, correlated.ignoreObservationPeriod),
  );
  return window === undefined
    ? label
    : words(locale, 'label.window', { label, window: windowLabel(locale, window) });
}

/** `−180〜−1 日`. */
export function windowLabel(locale: Locale, window: Window): string {
  const bound = (days: number | null): string =>
    days === null
      ? translate(locale, 'label.window.open')
      : `${days < 0 ? '−' : days > 0 ? '+' : ''}${Math.abs(days)}`;
  return words(locale, 'label.window.days', {
    from: bound(signedDays(window.start)),
    to: bound(signedDays(window.end)),
  });
}

/** One line for conditions on the person: `年齢 ≥ 65、性別 女性`. */
export function personLabel(names: DefinitionNames, { filters }: DemographicCriterion): string {
  if (filters.length === 0) return translate(names.locale, 'label.person.empty');
  return filters
    .map((filter) => filterLabel(names, filter, true))
    .join(translate(names.locale, 'sentence.item.separator'));
}

/** One line for a group: `いずれかを満たす（3 項目）`; a group of one is that member. */
export function groupLabel(names: DefinitionNames, group: CriteriaGroup): string {
  const size = groupSize(group);
  if (size === 0) return translate(names.locale, 'label.group.empty');
  if (isSingle(group)) {
    const [criterion] = group.criteria;
    if (criterion) return correlatedLabel(names, criterion);
    const [person] = group.demographics;
    if (person) return personLabel(names, person);
    const [inner] = group.groups;
    if (inner) return groupLabel(names, inner);
  }
  const counted = group.type === 'AT_LEAST' || group.type === 'AT_MOST' ? { count: group.count } : {};
  return translate(names.locale, `label.group.${group.type}`, { members: size, ...counted });
}

/** One condition: `年齢 ≥ 65`, `性別 女性`. */
export function filterLabel(names: DefinitionNames, filter: AttributeFilter, ofIndex = false): string {
  const { locale } = names;
  const attribute = capitalised(attributeName(locale, filter.attribute, ofIndex));
  const label = (range: string): string => words(locale, 'label.filter', { attribute, range });
  const not = (list: string, exclude: boolean): string => (exclude ? `≠ ${list}` : list);
  switch (filter.kind) {
    case 'integer':
    case 'decimal':
      return label(shortRange(locale, rangeAsUsed(filter), unitOf(filter.attribute)));
    case 'date':
      return label(dateRangeText(locale, filter.range));
    case 'text':
      return label(translate(locale, `sentence.text.${filter.op}`, { text: filter.text }));
    case 'concepts':
      return label(not(filter.conceptIds.map((id) => names.concept(id)).join(' / '), filter.exclude));
    case 'conceptSet':
      return filter.conceptSetId === null
        ? translate(locale, filter.exclude ? 'label.unknown' : 'label.known', { attribute })
        : label(not(names.conceptSet(filter.conceptSetId), filter.exclude));
    case 'flag':
      return attribute;
  }
}

/** One condition of the `akashi` extension: `1 日量 ≥ 2.5 mg`. */
export function akashiLabel(names: DefinitionNames, filter: AkashiFilter): string {
  const range =
    filter.kind === 'deviceQuality'
      ? filter.conceptIds.map((id) => names.concept(id)).join(' / ')
      : shortRange(names.locale, filter.range, akashiUnit(names, filter));
  const attribute = capitalised(akashiName({ names, about: 'index' }, filter));
  return words(names.locale, 'label.filter', { attribute, range });
}

/** Exit strategy in one line. */
export function exitLabel(names: DefinitionNames, { exit }: Pick<CohortDefinition, 'exit'>): string {
  const { locale } = names;
  switch (exit.type) {
    case 'observationEnd':
      return translate(locale, 'label.exit.observationEnd');
    case 'dateOffset':
      return translate(locale, `label.exit.${exit.field}`, {
        days: `${exit.offset < 0 ? '−' : '+'}${Math.abs(exit.offset)}`,
      });
    case 'drugEra':
      return words(locale, 'label.exit.era', {
        set: names.conceptSet(exit.conceptSetId),
        days: exit.gapDays,
      });
  }
}

function words(locale: Locale, key: MessageKey, params: Readonly<Record<string, string | number>>): string {
  return partsText(phrase(locale, key, params));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
