import { type Locale, translate } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import { definitionNames } from '../sentences/definitionNames.ts';
import { placeLabel } from '../sentences/placeLabel.ts';
import type { DesignWarning } from './designWarning.ts';

/**
 * Warnings in words. A place is named with the criterion that holds it.
 * @param document the JSON that the warnings are about
 */
export function warningTexts(
  document: unknown,
  warnings: readonly DesignWarning[],
  locale: Locale,
): { readonly warning: DesignWarning; readonly text: string }[] {
  const names = definitionNames(document, locale);
  const labelOf = (path: NodePath): string => {
    const place = placeLabel(document, path, locale, names);
    const end = path.findLastIndex((key) => typeof key === 'number') + 1;
    if (end === 0 || place.path.length <= end) return place.label;
    const holder = placeLabel(document, path.slice(0, end), locale, names).label;
    return holder.includes(place.label)
      ? holder
      : translate(locale, 'label.place', { place: holder, value: place.label });
  };
  return warnings.map((warning) => {
    const { code, path, other, params } = warning;
    const text = translate(locale, `check.${code}`, {
      ...params,
      label: labelOf(path),
      other: other === null ? '' : labelOf(other),
    });
    return { warning, text };
  });
}
