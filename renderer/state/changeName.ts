import { describeEdit } from '../../shared/cohort/sentences/describeEdit.ts';
import type { Locale } from '../../shared/i18n/translate.ts';
import type { Change } from './history.ts';
import { refText } from './refText.ts';

/** What says more about a change of a definition than the difference that it made. */
const ownName = /^(change\.|builder\.change\.(grouped|ungrouped)$)/;

/**
 * What a change is called: for one edit of a definition what it did, with the values before and after
 * (`「65 歳以上」を「70 歳以上」に変更`), which keystrokes that were joined only have when they are done.
 */
export function changeName(change: Change, locale: Locale): string {
  if (ownName.test(change.title.key)) return refText(change.title, locale);
  const [step, ...more] = change.steps ?? [];
  if (step?.kind !== 'draft' || more.length > 0 || !step.before || !step.after)
    return refText(change.title, locale);
  const known = names.get(change)?.[locale];
  if (known !== undefined) return known;
  const { text: name, path } = describeEdit(step.before.document, step.after.document, locale);
  const described = path.length === 0 ? refText(change.title, locale) : name;
  names.set(change, { ...names.get(change), [locale]: described });
  return described;
}

/** Describing takes a reading of both documents, and names are asked for again and again. */
const names = new WeakMap<Change, Partial<Record<Locale, string>>>();
