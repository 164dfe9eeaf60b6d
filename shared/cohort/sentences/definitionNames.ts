import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import { isObject } from '../expression/definitionReader.ts';
import { knownConcept } from './knownConcepts.ts';

/** What the concepts and concept sets of a definition are called in one language. */
export interface DefinitionNames {
  readonly locale: Locale;
  conceptSet(id: number): string;
  /** With its id, unless it is one of the few that everybody knows. */
  concept(id: number): string;
  /** Name alone, or null when nothing is known of the concept. */
  conceptName(id: number): string | null;
}

/**
 * Names as the document gives them, in the reader's half where they are `日本語 / English`. Concept sets of one name
 * get their numbers, so that two different sets never look the same.
 * @param document the Circe JSON, parsed
 */
export function definitionNames(document: unknown, locale: Locale): DefinitionNames {
  const sets = conceptSetNames(document, locale);
  const captions = new Map<number, string>();
  collectCaptions(document, captions);
  const conceptName = (id: number): string | null => {
    const given = captions.get(id);
    return given === undefined ? null : inLanguage(given, locale);
  };
  return {
    locale,
    conceptSet: (id) => sets.get(id) ?? translate(locale, 'sentence.set.unnamed', { id: String(id) }),
    conceptName,
    concept: (id) => {
      const known = knownConcept(id, locale);
      if (known !== null) return known;
      const name = conceptName(id);
      return name === null
        ? translate(locale, 'sentence.concept', { id: String(id) })
        : translate(locale, 'sentence.concept.named', { name, id: String(id) });
    },
  };
}

function conceptSetNames(document: unknown, locale: Locale): Map<number, string> {
  const expression = isObject(document) && isObject(document.expression) ? document.expression : document;
  const list = isObject(expression) && Array.isArray(expression.ConceptSets) ? expression.ConceptSets : [];
  const sets = list.flatMap((set: unknown) => {
    if (!isObject(set) || typeof set.id !== 'number') return [];
    const name = typeof set.name === 'string' ? inLanguage(set.name.trim(), locale) : '';
    return [{ id: set.id, name }];
  });
  const uses = new Map<string, number>();
  for (const { name } of sets) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(
    sets.map(({ id, name }) => {
      if (name === '') return [id, translate(locale, 'sentence.set.unnamed', { id: String(id) })];
      const shared = (uses.get(name) ?? 0) > 1;
      return [id, shared ? translate(locale, 'sentence.set.numbered', { name, id: String(id) }) : name];
    }),
  );
}

/** Every `{CONCEPT_ID, CONCEPT_NAME}` in the document; the first name of a concept counts. */
function collectCaptions(value: unknown, captions: Map<number, string>): void {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (Array.isArray(next)) pending.push(...[...next].reverse());
    if (!isObject(next)) continue;
    const { CONCEPT_ID: id, CONCEPT_NAME: name } = next;
    if (typeof id === 'number' && typeof name === 'string' && name.trim() !== '' && !captions.has(id)) {
      captions.set(id, name.trim());
    }
    pending.push(...Object.values(next).reverse());
  }
}
