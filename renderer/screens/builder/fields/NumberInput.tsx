import { useState } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';
import { useTexts } from '../../../state/AppContext.tsx';

interface NumberInputProps {
  readonly label: string;
  /** A number, or what stands in its place; null shows nothing. */
  readonly value: unknown;
  readonly whole: boolean;
  readonly least?: number;
  /** Whether it may be left empty; then `onChange` gets null. */
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
}

/** A number that takes effect with each key that leaves it a number. Full-width digits count; arrows step by one. */
export function NumberInput(props: NumberInputProps) {
  const {
    label,
    value,
    whole,
    least = -Number.MAX_SAFE_INTEGER,
    optional = false,
    placeholder,
    onChange,
  } = props;
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const given = value === null || value === undefined ? '' : String(value);
  // What was typed stays as long as it means the value: `1.` or an unfinished `-`.
  const read = typed === null ? undefined : readNumber(typed, whole, least, optional);
  const text = typed !== null && (read === undefined || String(read ?? '') === given) ? typed : given;
  const wrong = readNumber(text, whole, least, optional) === undefined;
  const change = (next: string) => {
    setTyped(next);
    const number = readNumber(next, whole, least, optional);
    if (number !== undefined && String(number ?? '') !== given) onChange(number);
  };
  return (
    <TextField
      className="number-input"
      aria-label={label}
      value={text}
      onChange={change}
      onBlur={() => setTyped(null)}
      isInvalid={wrong}
    >
      <Input
        inputMode={whole ? 'numeric' : 'decimal'}
        {...(placeholder === undefined ? {} : { placeholder })}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          const number = readNumber(text, whole, least, optional);
          if (by === 0 || event.altKey || typeof number !== 'number' || number + by < least) return;
          event.preventDefault();
          change(String(number + by));
        }}
      />
      <FieldError className="field-error">
        {t('builder.invalidNumber', { least: least === -Number.MAX_SAFE_INTEGER ? '−' : least })}
      </FieldError>
    </TextField>
  );
}

/** The number that a text means, null for an empty one where that may be, undefined where it means none. */
function readNumber(
  text: string,
  whole: boolean,
  least: number,
  optional: boolean,
): number | null | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/g, '').replace('−', '-');
  if (plain === '') return optional ? null : undefined;
  const number = Number(plain);
  if (!Number.isFinite(number) || number < least || (whole && !Number.isInteger(number))) return undefined;
  return number;
}
