import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { NumberInput } from './NumberInput.tsx';

const anchors = ['START_DATE', 'END_DATE'] as const;

/** Which dates the start and end of an event are read from, and how many days are added. */
export function DateAdjustmentField({ value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const line = (side: 'Start' | 'End', name: string, absent: (typeof anchors)[number]) => {
    const with_ = String(valueAt(value, [`${side}With`]) ?? absent).toUpperCase();
    return (
      <div className="control-line">
        <span className="line-label">{name}</span>
        <Choice
          label={`${label} · ${name}`}
          value={anchors.find((one) => one === with_) ?? null}
          onChange={(chosen) => set([...path, `${side}With`], chosen)}
          options={anchors.map((id) => ({ id, label: t(`builder.adjust.${id}`) }))}
        />
        <span>+</span>
        <NumberInput
          label={`${name} · ${t('builder.adjust.plus')}`}
          value={valueAt(value, [`${side}Offset`]) ?? 0}
          whole
          onChange={(days) => set([...path, `${side}Offset`], days)}
        />
      </div>
    );
  };
  return (
    <>
      {line('Start', t('builder.adjust.start'), 'START_DATE')}
      {line('End', t('builder.adjust.end'), 'END_DATE')}
    </>
  );
}
