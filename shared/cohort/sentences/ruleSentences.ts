import { inLanguage } from '../../i18n/inLanguage.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition, InclusionRule } from '../expression/cohortDefinition.ts';
import { groupSentence } from './criteriaSentences.ts';
import { limitSentence } from './entrySentences.ts';
import { placeOf, type Sentence, type Wording } from './wording.ts';

/** The inclusion rules under their names, and which entries are kept of those that meet them all. */
export function ruleSentences(wording: Wording, definition: CohortDefinition, root: NodePath): Sentence[] {
  const { inclusionRules, expressionLimit, entry, additionalCriteria, qualifiedLimit } = definition;
  const rules = inclusionRules.map((rule) => ruleSentence(wording, rule));
  const onePerPerson = entry.limit !== 'All' || (additionalCriteria !== null && qualifiedLimit !== 'All');
  if (onePerPerson || (rules.length === 0 && expressionLimit === 'All')) return rules;
  const stage = rules.length === 0 ? 'final' : 'expression';
  return [...rules, limitSentence(wording, [...root, 'ExpressionLimit'], stage, expressionLimit)];
}

function ruleSentence(wording: Wording, { path, name, description, group }: InclusionRule): Sentence {
  const { locale } = wording.names;
  return {
    ...groupSentence(wording, group),
    path: placeOf(path),
    ...(name.trim() === '' ? {} : { heading: inLanguage(name.trim(), locale) }),
    ...(description.trim() === '' ? {} : { note: inLanguage(description.trim(), locale) }),
  };
}
