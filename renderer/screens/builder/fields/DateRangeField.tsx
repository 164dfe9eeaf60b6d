import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { type RangeOperator, rangeOperators } from '../../../../shared/cohort/expression/ranges.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { DateInput } from './DateInput.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { operatorOf } from './NumericRangeField.tsx';
import { withOperator } from './withOperator.ts';

/** A comparison with a date, or with two. */
export function DateRangeField({ value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const op = operatorOf(value);
  return (
    <div className="control-line">
      <DateInput
        label={`${label} · ${t('builder.date')}`}
        value={valueAt(value, ['Value'])}
        onChange={(date) => set([...path, 'Value'], date)}
      />
      {(op === 'bt' || op === '!bt') && (
        <DateInput
          label={`${label} · ${t('builder.to')}`}
          value={valueAt(value, ['Extent'])}
          onChange={(date) => set([...path, 'Extent'], date)}
        />
      )}
      <Choice<RangeOperator>
        label={`${label} · ${t('builder.op')}`}
        value={op}
        onChange={(chosen) => set(path, withOperator(value, chosen))}
        options={rangeOperators.map((id) => ({ id, label: t(`builder.dateOp.${id}`) }))}
      />
    </div>
  );
}
