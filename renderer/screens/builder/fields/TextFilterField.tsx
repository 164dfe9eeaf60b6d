import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { type TextOperator, textOperators } from '../../../../shared/cohort/expression/ranges.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { TextInput } from './TextInput.tsx';

/** A comparison with a text. */
export function TextFilterField({ value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const op = String(valueAt(value, ['Op']) ?? '').toLowerCase();
  return (
    <div className="control-line">
      <TextInput
        label={`${label} · ${t('builder.text')}`}
        value={String(valueAt(value, ['Text']) ?? '')}
        onChange={(text) => set([...path, 'Text'], text)}
      />
      <Choice<TextOperator>
        label={`${label} · ${t('builder.op')}`}
        value={textOperators.find((one) => one.toLowerCase() === op) ?? null}
        onChange={(chosen) => set([...path, 'Op'], chosen)}
        options={textOperators.map((id) => ({ id, label: t(`builder.textOp.${id}`) }))}
      />
    </div>
  );
}
