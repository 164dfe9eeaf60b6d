import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Icon } from './Button.tsx';

interface SegmentsProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: readonly { readonly id: V; readonly label: string; readonly icon?: Icon }[];
}

/** One of a few, side by side; an option with an icon shows only that and is named by its label. */
export function Segments<V extends string>({ label, value, onChange, options }: SegmentsProps<V>) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find(({ id }) => keys.has(id));
        if (chosen) onChange(chosen.id);
      }}
    >
      {options.map(({ id, label: name, icon: IconShape }) => (
        <ToggleButton key={id} id={id} {...(IconShape ? { 'aria-label': name } : {})}>
          {IconShape ? <IconShape size={14} aria-hidden /> : name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
