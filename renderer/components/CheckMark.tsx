import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import { Checkbox } from 'react-aria-components';

interface CheckMarkProps {
  readonly label: string;
  readonly checked: boolean;
  /** Some of what it stands for, not all. */
  readonly partly?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A checkbox without a visible label; it belongs to the row it stands in. */
export function CheckMark({ label, checked, partly = false, onChange }: CheckMarkProps) {
  const Sign = checked ? Check : Minus;
  return (
    <Checkbox
      slot={null}
      className="check"
      aria-label={label}
      isSelected={checked}
      isIndeterminate={!checked && partly}
      onChange={onChange}
    >
      <span className="box">{(checked || partly) && <Sign size={12} aria-hidden />}</span>
    </Checkbox>
  );
}
