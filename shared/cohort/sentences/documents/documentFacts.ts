import { type Locale, translate } from '../../../i18n/translate.ts';

/** What stands at the head of a document about a definition. */
export interface DocumentFacts {
  readonly title: string;
  /** The definition's hash; see definitionHash.ts. */
  readonly hash: string;
  /** The day it was written, `YYYY-MM-DD`. */
  readonly date: string;
  /** What the author wrote about it. */
  readonly description?: string;
  readonly akashiVersion: string;
}

/** The facts below the title in one line. */
export function factsLine(locale: Locale, { hash, date, akashiVersion }: DocumentFacts): string {
  return translate(locale, 'document.facts', { hash, date, version: akashiVersion });
}
