import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import { DateInput } from './DateInput.tsx';
import type { ControlProps } from './FieldControl.tsx';

/** A span of days, open at either end. */
export function PeriodField({ value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const end = (key: 'StartDate' | 'EndDate', name: string) => (
    <span className="small-field">
      <span>{name}</span>
      <DateInput
        label={`${label} · ${name}`}
        value={valueAt(value, [key])}
        optional
        onChange={(date) => set([...path, key], date ?? undefined)}
      />
    </span>
  );
  return (
    <div className="control-line">
      {end('StartDate', t('builder.period.from'))}
      {end('EndDate', t('builder.period.to'))}
    </div>
  );
}
