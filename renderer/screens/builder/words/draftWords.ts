import { definitionHash } from '../../../../shared/cohort/definitionHash.ts';
import { parseDefinition } from '../../../../shared/cohort/expression/parseDefinition.ts';
import { definitionText } from '../../../../shared/cohort/sentences/definitionText.ts';
import type { DocumentFacts } from '../../../../shared/cohort/sentences/documents/documentFacts.ts';
import { htmlDocument } from '../../../../shared/cohort/sentences/documents/htmlDocument.ts';
import { markdownDocument } from '../../../../shared/cohort/sentences/documents/markdownDocument.ts';
import { inLanguage } from '../../../../shared/i18n/inLanguage.ts';
import type { Locale } from '../../../../shared/i18n/translate.ts';
import { AKASHI_VERSION } from '../../../../shared/version.ts';
import { type Draft, draftTitle } from '../../../state/drafts.ts';

/**
 * The definition as a document of sentences; null while it cannot be read.
 * @param date the day that stands on it, `YYYY-MM-DD`
 */
export function draftWords(draft: Draft, kind: 'md' | 'html', locale: Locale, date: string): string | null {
  const { document } = draft;
  const title = inLanguage(draftTitle(draft), locale);
  const parsed = parseDefinition(title, JSON.stringify(document));
  if (!parsed.ok) return null;
  const { description } = document;
  const facts: DocumentFacts = {
    title,
    hash: definitionHash(parsed.definition),
    date,
    akashiVersion: AKASHI_VERSION,
    ...(typeof description === 'string' ? { description: inLanguage(description, locale) } : {}),
  };
  const text = definitionText(parsed.definition, locale);
  return kind === 'md' ? markdownDocument(text, facts) : htmlDocument(text, facts);
}
