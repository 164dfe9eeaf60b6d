import { Switch } from 'react-aria-components';

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, with its name beside it. */
export function Toggle({ label, on, onChange }: ToggleProps) {
  return (
    <Switch className="toggle" isSelected={on} onChange={onChange}>
      <span className="toggle-track">
        <span className="toggle-knob" />
      </span>
      {label}
    </Switch>
  );
}
