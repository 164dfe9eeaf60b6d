import type { FormField } from '../../../../shared/cohort/edit/formFields.ts';
import type { MessageKey } from '../../../../shared/i18n/translate.ts';
import type { Texts } from '../../../state/AppContext.tsx';

/** The message that names a field. */
export function fieldKey({ name }: FormField): MessageKey {
  return `builder.field.${name}` as MessageKey;
}

/** What a field is called; a concept set that stands in for a list of concepts says so. */
export function fieldLabel(field: FormField, { t }: Texts): string {
  const label = t(fieldKey(field));
  return field.control.kind === 'conceptSelection' ? t('builder.set.asSet', { field: label }) : label;
}
