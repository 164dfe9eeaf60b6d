import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';

const limits = ['First', 'Last', 'All'] as const;

/** Which of a person's events go on. */
export function LimitField({ value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const type = String(valueAt(value, ['Type']) ?? 'First').toLowerCase();
  return (
    <Choice
      label={label}
      value={limits.find((one) => one.toLowerCase() === type) ?? null}
      onChange={(chosen) => set([...path, 'Type'], chosen)}
      options={limits.map((id) => ({ id, label: t(`builder.limit.${id}`) }))}
    />
  );
}
