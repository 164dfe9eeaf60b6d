import { translate } from '../../i18n/translate.ts';
import type { ConceptSetItem } from '../../vocabulary/conceptSet.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { isObject } from '../expression/definitionReader.ts';
import type { Parts } from './part.ts';
import { phrase } from './phrase.ts';
import type { Sentence, Wording } from './wording.ts';

/** Every concept set with its items as written: vocabulary, code, id, and what is taken in with them. */
export function conceptSetSentences(
  wording: Wording,
  definition: CohortDefinition,
  root: NodePath,
): Sentence[] {
  const { names } = wording;
  const codes = sourceCodes(definition.raw, root);
  return definition.conceptSets.map(({ id, items }, i): Sentence => {
    const path = [...root, 'ConceptSets', i];
    const set: Parts = [{ kind: 'conceptSet', path, text: names.conceptSet(id) }];
    return {
      path,
      parts: phrase(names.locale, items.length === 0 ? 'sentence.set.empty' : 'sentence.set', { set }),
      members: items.map((item, j) => {
        const place = [...path, 'expression', 'items', j];
        return { path: place, parts: itemPhrase(wording, item, place, codes.get(`${i}.${j}`)), members: [] };
      }),
    };
  });
}

/** One item in words: `狭心症（ICD10JP I20、コンセプト ID 123、下位を含む）`. */
export function itemPhrase(
  { names }: Wording,
  item: ConceptSetItem,
  path: NodePath,
  code: SourceCode | undefined,
): Parts {
  const { locale } = names;
  const name = names.conceptName(item.conceptId);
  const id = translate(locale, 'sentence.item.id', { id: String(item.conceptId) });
  const details = [
    ...(code === undefined ? [] : [translate(locale, 'sentence.item.code', { ...code })]),
    ...(name === null ? [] : [id]),
    ...(item.includeDescendants ? [translate(locale, 'sentence.item.descendants')] : []),
    ...(item.includeMapped ? [translate(locale, 'sentence.item.mapped')] : []),
    ...(item.includeDescendants || item.includeMapped ? [] : [translate(locale, 'sentence.item.only')]),
  ];
  const said = phrase(locale, 'sentence.item', {
    name: [{ kind: 'concept', path, text: name ?? id }],
    details: details.join(translate(locale, 'sentence.item.separator')),
  });
  return item.isExcluded ? phrase(locale, 'sentence.item.excluded', { item: said }) : said;
}

interface SourceCode {
  readonly vocabulary: string;
  readonly code: string;
}

/** Vocabulary and code of each item as the document gives them, by `set.item`. */
function sourceCodes(document: unknown, root: NodePath): Map<string, SourceCode> {
  const expression = root.length > 0 && isObject(document) ? document.expression : document;
  const sets = isObject(expression) && Array.isArray(expression.ConceptSets) ? expression.ConceptSets : [];
  const codes = new Map<string, SourceCode>();
  for (const [i, set] of sets.entries()) {
    const items = isObject(set) && isObject(set.expression) ? set.expression.items : undefined;
    if (!Array.isArray(items)) continue;
    for (const [j, item] of items.entries()) {
      const concept: unknown = isObject(item) ? item.concept : undefined;
      if (!isObject(concept)) continue;
      const { VOCABULARY_ID: vocabulary, CONCEPT_CODE: code } = concept;
      if (typeof vocabulary === 'string' && typeof code === 'string' && code !== '')
        codes.set(`${i}.${j}`, { vocabulary, code });
    }
  }
  return codes;
}
