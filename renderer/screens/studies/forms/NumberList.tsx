import { useState } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';
import { useTexts } from '../../../state/AppContext.tsx';

interface NumberListProps {
  readonly label: string;
  readonly value: readonly number[];
  /** Whether none is a list too. */
  readonly optional?: boolean;
  readonly onChange: (numbers: readonly number[]) => void;
}

/** Ascending numbers with commas between them; takes effect with each key that leaves it such a list. */
export function NumberList({ label, value, optional = false, onChange }: NumberListProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const given = value.join(', ');
  const read = typed === null ? value : readNumbers(typed, optional);
  return (
    <TextField
      className="number-input"
      aria-label={label}
      value={typed ?? given}
      onChange={(next) => {
        setTyped(next);
        const numbers = readNumbers(next, optional);
        if (numbers && numbers.join(', ') !== given) onChange(numbers);
      }}
      onBlur={() => setTyped(null)}
      isInvalid={read === null}
    >
      <Input inputMode="decimal" />
      <FieldError className="field-error">{t('studies.form.ascending')}</FieldError>
    </TextField>
  );
}

function readNumbers(text: string, optional: boolean): readonly number[] | null {
  const parts = text
    .normalize('NFKC')
    .replaceAll('、', ',')
    .split(/[,\s]+/)
    .filter((part) => part !== '');
  const numbers = parts.map(Number);
  if (numbers.length === 0) return optional ? [] : null;
  const isAscending = numbers.every(
    (number, i) => Number.isFinite(number) && (i === 0 || number > (numbers[i - 1] ?? 0)),
  );
  return isAscending ? numbers : null;
}
