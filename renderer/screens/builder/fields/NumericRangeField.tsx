import type { RangeExtra } from '../../../../shared/cohort/edit/formFields.ts';
import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { milligramConcept } from '../../../../shared/cohort/expression/akashiExtension.ts';
import { type RangeOperator, rangeOperators } from '../../../../shared/cohort/expression/ranges.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { NumberInput } from './NumberInput.tsx';
import { withOperator } from './withOperator.ts';

interface NumericRangeFieldProps extends ControlProps {
  readonly whole: boolean;
  readonly extras: readonly RangeExtra[];
}

/** A comparison with a number, or with two. */
export function NumericRangeField({ value, path, set, label, whole, extras }: NumericRangeFieldProps) {
  const { t } = useTexts();
  const op = operatorOf(value);
  const between = op === 'bt' || op === '!bt';
  return (
    <>
      <div className="control-line">
        <NumberInput
          label={`${label} · ${t(between ? 'builder.from' : 'builder.value')}`}
          value={valueAt(value, ['Value'])}
          whole={whole}
          onChange={(number) => set([...path, 'Value'], number)}
        />
        {between && (
          <NumberInput
            label={`${label} · ${t('builder.to')}`}
            value={valueAt(value, ['Extent'])}
            whole={whole}
            onChange={(number) => set([...path, 'Extent'], number)}
          />
        )}
        <Choice<RangeOperator>
          label={`${label} · ${t('builder.op')}`}
          value={op}
          onChange={(chosen) => set(path, withOperator(value, chosen))}
          options={rangeOperators.map((id) => ({ id, label: t(`builder.op.${id}`) }))}
        />
      </div>
      {extras.length > 0 && (
        <div className="control-line">
          {extras.includes('Unit') && <DoseUnit value={value} path={path} set={set} label={label} />}
          {extras.includes('GapDays') && (
            <span className="small-field">
              <span>{t('builder.gapDays')}</span>
              <NumberInput
                label={`${label} · ${t('builder.gapDays')}`}
                value={valueAt(value, ['GapDays']) ?? 0}
                whole
                least={0}
                onChange={(number) => set([...path, 'GapDays'], number)}
              />
            </span>
          )}
        </div>
      )}
    </>
  );
}

const microgram = 9655;
const internationalUnit = 8510;
const doseUnits: readonly (readonly [id: number, text: string])[] = [
  [milligramConcept, 'mg'],
  [microgram, 'µg'],
  [internationalUnit, 'U'],
];

function DoseUnit({ value, path, set, label }: Pick<ControlProps, 'value' | 'path' | 'set' | 'label'>) {
  const { t } = useTexts();
  const unit = Number(valueAt(value, ['Unit']) ?? milligramConcept);
  const known = doseUnits.map(([id, text]) => ({ id: String(id), label: text }));
  const options = known.some(({ id }) => id === String(unit))
    ? known
    : [...known, { id: String(unit), label: t('builder.unit.other', { id: String(unit) }) }];
  return (
    <Choice
      label={`${label} · ${t('builder.unit')}`}
      value={String(unit)}
      onChange={(id) => set([...path, 'Unit'], Number(id))}
      options={options}
    />
  );
}

/** The operator of a range as Circe reads it: whatever its case. */
export function operatorOf(value: unknown): RangeOperator | null {
  const op = String(valueAt(value, ['Op']) ?? '').toLowerCase();
  return rangeOperators.find((one) => one === op) ?? null;
}
