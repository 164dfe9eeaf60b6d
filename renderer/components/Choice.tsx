import ChevronDown from 'lucide-react/icons/chevron-down';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly options: readonly { readonly id: V; readonly label: string }[];
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly className?: string;
}

/** One of a list that opens. */
export function Choice<V extends string>({
  label,
  value,
  onChange,
  options,
  placeholder,
  className = '',
}: ChoiceProps<V>) {
  return (
    <Select
      className={`choice ${className}`}
      aria-label={label}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
    >
      <Button className="choice-button">
        <SelectValue />
        <ChevronDown size={13} aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="menu choice-list">
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.label}>
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
