import type { NodePath } from '../../cohort/edit/nodePath.ts';
import type { Sentence } from '../../cohort/sentences/wording.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, type MessageKey, type MessageParams, translate } from '../../i18n/translate.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';

/** Says things about one study in one language. */
export interface Speaker<Study = ComparisonSpecification> {
  readonly locale: Locale;
  readonly study: Study;
}

/** What naming a study's definitions asks of it. */
export type WithDefinitions = Pick<ComparisonSpecification, 'definitions'>;

/** A statement about a place of the study's file. */
export function says(path: NodePath, text: string, members: readonly Sentence[] = []): Sentence {
  return { path, parts: [{ text }], members };
}

/** A statement by its message. */
export function told(
  { locale }: Pick<Speaker, 'locale'>,
  path: NodePath,
  key: MessageKey,
  params: MessageParams = {},
  members: readonly Sentence[] = [],
): Sentence {
  return says(path, translate(locale, key, params), members);
}

/** A name as its reader's language has it. */
export function called({ locale }: Pick<Speaker, 'locale'>, name: string): string {
  return inLanguage(name, locale);
}

/** Names one after the other; numbers as they are written in the language. */
export function listed({ locale }: Pick<Speaker, 'locale'>, names: readonly (string | number)[]): string {
  return names.map(String).join(locale === 'ja' ? '、' : ', ');
}

/** A definition of the study by what people call it. */
export function definitionName(speaker: Speaker<WithDefinitions>, id: string): string {
  const { definitions } = speaker.study;
  return called(speaker, Object.hasOwn(definitions, id) ? (definitions[id]?.name ?? id) : id);
}
