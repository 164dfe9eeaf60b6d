import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { StudyNote } from '../../study/result/comparisonResult.ts';

/** A note of a study as it is read. */
export function noteText({ kind, about }: StudyNote, locale: Locale): string {
  return translate(locale, `study.note.${kind}`, { about: inLanguage(about, locale) });
}
