import { builderFields } from '../../i18n/en/builderFields.ts';
import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { FormField } from './formFields.ts';

/** The message that names a field: the builder's own, else what sentences call the attribute. */
export function fieldKey({ name }: Pick<FormField, 'name'>): MessageKey {
  const own = `builder.field.${name}`;
  return (Object.hasOwn(builderFields, own) ? own : `attribute.${name}`) as MessageKey;
}

/** What a field is called; a concept set that stands in for a list of concepts says so. */
export function fieldName(locale: Locale, field: FormField): string {
  const words = translate(locale, fieldKey(field));
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return field.control.kind === 'conceptSelection'
    ? translate(locale, 'builder.set.asSet', { field: name })
    : name;
}
