import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { NumberInput } from './NumberInput.tsx';

const types = ['ALL', 'ANY', 'AT_LEAST', 'AT_MOST'] as const;

/** How many of a group's criteria have to be met. */
export function GroupTypeField({ draft, value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const type = String(valueAt(value, ['Type']) ?? '').toUpperCase();
  const counted = type === 'AT_LEAST' || type === 'AT_MOST';
  return (
    <div className="control-line">
      <Choice
        label={label}
        value={types.find((one) => one === type) ?? null}
        onChange={(chosen) => {
          const group = valueAt(draft.document, path) ?? {};
          const needsCount = chosen.startsWith('AT_') && valueAt(group, ['Count']) == null;
          set(path, { ...group, Type: chosen, ...(needsCount ? { Count: 1 } : {}) });
        }}
        options={types.map((id) => ({ id, label: t(`builder.group.${id}`) }))}
      />
      {counted && (
        <NumberInput
          label={`${label} · ${t('builder.group.count')}`}
          value={valueAt(value, ['Count'])}
          whole
          least={0}
          onChange={(count) => set([...path, 'Count'], count)}
        />
      )}
    </div>
  );
}
