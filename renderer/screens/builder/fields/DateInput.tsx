import { useState } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';
import { useTexts } from '../../../state/AppContext.tsx';

interface DateInputProps {
  readonly label: string;
  readonly value: unknown;
  /** Whether it may be left empty; then `onChange` gets null. */
  readonly optional?: boolean;
  readonly onChange: (date: string | null) => void;
}

/** A date as `2020-01-31`, which reads the same in every language; takes effect when it is one. */
export function DateInput({ label, value, optional = false, onChange }: DateInputProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const given = typeof value === 'string' ? value : '';
  const text = typed ?? given;
  const read = readDate(text, optional);
  return (
    <TextField
      className="date-input"
      aria-label={label}
      value={text}
      isInvalid={read === undefined}
      onChange={(next) => {
        setTyped(next);
        const date = readDate(next, optional);
        if (date !== undefined && (date ?? '') !== given) onChange(date);
      }}
      onBlur={() => setTyped(null)}
    >
      <Input placeholder="2020-01-31" inputMode="numeric" />
      <FieldError className="field-error">{t('builder.invalidDate')}</FieldError>
    </TextField>
  );
}

function readDate(text: string, optional: boolean): string | null | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/[/.年月]/g, '-')
    .replace('日', '');
  if (plain === '') return optional ? null : undefined;
  const [, year, month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}
