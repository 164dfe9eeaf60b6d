import type { Locale } from '../../i18n/translate.ts';
import { translate } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { isObject } from '../expression/definitionReader.ts';
import { conceptSetSentences } from './conceptSetSentences.ts';
import { type DefinitionNames, definitionNames } from './definitionNames.ts';
import { additionalSentences, entrySentences, observationSentences } from './entrySentences.ts';
import { censoringSentences, collapseSentences, exitSentences } from './exitSentences.ts';
import { ruleSentences } from './ruleSentences.ts';
import type { Sentence, Wording } from './wording.ts';

export const sectionIds = [
  'entry',
  'observation',
  'additional',
  'rules',
  'exit',
  'censoring',
  'collapse',
  'conceptSets',
] as const;
export type SectionId = (typeof sectionIds)[number];

/** A chapter of a definition's text. */
export interface TextSection {
  readonly id: SectionId;
  readonly title: string;
  readonly path: NodePath;
  /** Whether the statements are counted: inclusion rules are numbered, concept sets listed. */
  readonly numbered: boolean;
  readonly sentences: readonly Sentence[];
}

/** A definition in words. */
export interface DefinitionText {
  readonly locale: Locale;
  readonly sections: readonly TextSection[];
}

/**
 * A definition as a protocol would say it. Everything that decides who is in the cohort and when is said, every place
 * by a chip with its path from the root of the file; sections that the definition does not use are left out.
 * @param names what its concepts are called; by default as the document says
 */
export function definitionText(
  definition: CohortDefinition,
  locale: Locale,
  names: DefinitionNames = definitionNames(definition.raw, locale),
): DefinitionText {
  const wording: Wording = { names, about: 'index' };
  const root: NodePath =
    isObject(definition.raw) && isObject(definition.raw.PrimaryCriteria) ? [] : ['expression'];
  const section = (id: SectionId, path: NodePath, sentences: readonly Sentence[]): TextSection[] =>
    sentences.length === 0
      ? []
      : [
          {
            id,
            path,
            sentences,
            title: translate(locale, `sentence.section.${id}`),
            numbered: id === 'rules' && definition.inclusionRules.length > 0,
          },
        ];
  return {
    locale,
    sections: [
      ...section('entry', [...root, 'PrimaryCriteria'], entrySentences(wording, definition, root)),
      ...section(
        'observation',
        [...root, 'PrimaryCriteria', 'ObservationWindow'],
        observationSentences(wording, definition, root),
      ),
      ...section(
        'additional',
        [...root, 'AdditionalCriteria'],
        additionalSentences(wording, definition, root),
      ),
      ...section('rules', [...root, 'InclusionRules'], ruleSentences(wording, definition, root)),
      ...section('exit', [...root, 'EndStrategy'], exitSentences(wording, definition, root)),
      ...section('censoring', [...root, 'CensoringCriteria'], censoringSentences(wording, definition, root)),
      ...section('collapse', [...root, 'CollapseSettings'], collapseSentences(wording, definition, root)),
      ...section('conceptSets', [...root, 'ConceptSets'], conceptSetSentences(wording, definition, root)),
    ],
  };
}
