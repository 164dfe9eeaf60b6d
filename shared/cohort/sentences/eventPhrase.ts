import { type MessageKey, translate } from '../../i18n/translate.ts';
import type { Criterion } from '../expression/criterion.ts';
import { domains } from '../expression/domains.ts';
import { withArticle } from './attributeName.ts';
import { criterionFilters } from './filterPhrase.ts';
import { groupWords } from './groupWords.ts';
import { type Chip, type Parts, partsText } from './part.ts';
import { joined, listed, phrase } from './phrase.ts';
import { placeOf, type Wording } from './wording.ts';

/** How many events the words are about; `bare` is one without an article. */
export type Number = 'one' | 'many' | 'bare';

/** The events of a criterion as a noun phrase: concepts, `First`, filters, and the lead of criteria around them. */
export function eventPhrase(wording: Wording, criterion: Criterion, number: Number): Parts {
  const { locale } = wording.names;
  const noun = nounPhrase(wording, criterion, number);
  const filters = criterionFilters(wording, criterion);
  const filtered =
    filters.length === 0
      ? noun
      : phrase(locale, 'sentence.withFilters', { event: noun, filters: listed(locale, filters, 'and') });
  if (criterion.correlated === null) return filtered;
  const nested: Chip = {
    kind: 'group',
    path: placeOf(criterion.correlated.path),
    text: groupWords(locale, criterion.correlated, 'nested'),
  };
  return phrase(locale, 'sentence.withNested', { event: filtered, nested: [nested] });
}

/** Concepts and `First` alone. */
export function nounPhrase(wording: Wording, criterion: Criterion, number: Number): Parts {
  const { locale } = wording.names;
  const { domain, first, conceptSetId } = criterion;
  const any = conceptSetId === null && domains[domain].hasConceptSet;
  const kinds = any
    ? ({ one: 'anyEvent', many: 'anyEvents', first: 'anyFirst' } as const)
    : ({ one: 'event', many: 'events', first: 'firstEvent' } as const);
  const kind = kinds[first ? 'first' : number === 'many' ? 'many' : 'one'];
  const place = { kind: 'first', path: placeOf(criterion.path, 'First') } as const;
  const words = phrase(locale, `sentence.${kind}.${domain}` as MessageKey, {
    ...(domains[domain].hasConceptSet ? { [any ? 'any' : 'set']: [conceptSetChip(wording, criterion)] } : {}),
    ...(first ? { first: [{ ...place, text: translate(locale, 'sentence.first') }] } : {}),
  });
  if (locale === 'ja' || number !== 'one') return words;
  const article = first ? 'the ' : withArticle(locale, partsText(words)).slice(0, -partsText(words).length);
  return joined(locale, [{ text: article }, ...words]);
}

function conceptSetChip({ names }: Wording, { domain, conceptSetId, path }: Criterion): Chip {
  const text =
    conceptSetId === null
      ? translate(names.locale, `sentence.any.${domain}` as MessageKey)
      : names.conceptSet(conceptSetId);
  const kind = conceptSetId === null ? 'event' : 'conceptSet';
  return { kind, path: placeOf(path, 'CodesetId'), text };
}
