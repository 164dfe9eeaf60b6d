import { type Locale, translate } from '../../i18n/translate.ts';
import { definitionNames } from '../sentences/definitionNames.ts';
import { placeLabel } from '../sentences/placeLabel.ts';
import type { DesignWarning } from './designWarning.ts';

/**
 * A warning in words. `{label}` is what the place is called, `{other}` the other place.
 * @param document the JSON that the warnings are about
 */
export function warningTexts(
  document: unknown,
  warnings: readonly DesignWarning[],
  locale: Locale,
): { readonly warning: DesignWarning; readonly text: string }[] {
  const names = definitionNames(document, locale);
  return warnings.map((warning) => {
    const { code, path, other, params } = warning;
    const text = translate(locale, `check.${code}`, {
      ...params,
      label: placeLabel(document, path, locale, names).label,
      other: other === null ? '' : placeLabel(document, other, locale, names).label,
    });
    return { warning, text };
  });
}
