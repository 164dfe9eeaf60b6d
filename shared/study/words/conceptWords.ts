import { isObject } from '../../cohort/expression/definitionReader.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { translate } from '../../i18n/translate.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { listed, type Speaker, type WithDefinitions } from './statement.ts';

type Source = ComparisonSpecification['negativeControls'][number];
type Item = Source['concepts'][number];

/** Records of one kind whose concept is in a set, by name where the study's definitions have one for it. */
export function conceptsText(
  speaker: Speaker<WithDefinitions>,
  { domain, concepts }: Pick<Source, 'domain' | 'concepts'>,
): string {
  return translate(speaker.locale, 'trial.records', {
    domain: translate(speaker.locale, `study.domain.${domain}`),
    concepts: itemsText(speaker, concepts),
  });
}

/** The items of a concept set. */
export function itemsText(speaker: Speaker<WithDefinitions>, items: readonly Item[]): string {
  const names = conceptNames(speaker);
  return listed(
    speaker,
    items.map((item) => {
      const marks = [
        ...(item.isExcluded ? [translate(speaker.locale, 'trial.conceptExcluded')] : []),
        ...(item.includeDescendants ? [] : [translate(speaker.locale, 'trial.conceptAlone')]),
        ...(item.includeMapped ? [translate(speaker.locale, 'trial.conceptMapped')] : []),
      ];
      const name = names.get(item.conceptId);
      const concept = name === undefined ? String(item.conceptId) : `${name} (${item.conceptId})`;
      return marks.length > 0 ? `${concept} [${marks.join(', ')}]` : concept;
    }),
  );
}

/** Names of concepts as the study's definitions caption them. */
function conceptNames({ study, locale }: Speaker<WithDefinitions>): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const member of value) collect(member);
    if (!isObject(value)) return;
    const { CONCEPT_ID: id, CONCEPT_NAME: name } = value;
    if (typeof id === 'number' && typeof name === 'string' && name !== '')
      names.set(id, inLanguage(name, locale));
    for (const member of Object.values(value)) collect(member);
  };
  for (const { expression } of Object.values(study.definitions)) collect(expression.ConceptSets);
  return names;
}
