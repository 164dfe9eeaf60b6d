import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { isObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { ConceptSetField } from './ConceptSetField.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { NumberInput } from './NumberInput.tsx';

const kinds = ['observation', 'dateOffset', 'customEra'] as const;
const dateFields = ['StartDate', 'EndDate'] as const;

/** How a cohort period ends. */
export function ExitField(props: ControlProps) {
  const { value, path, set, label } = props;
  const { t } = useTexts();
  const kind = isObject(valueAt(value, ['DateOffset']))
    ? 'dateOffset'
    : isObject(valueAt(value, ['CustomEra']))
      ? 'customEra'
      : 'observation';
  const start = {
    observation: undefined,
    dateOffset: { DateOffset: { DateField: 'StartDate', Offset: 365 } },
    customEra: { CustomEra: { DrugCodesetId: null, GapDays: 30, Offset: 0 } },
  } as const;
  return (
    <div className="window-field">
      <Choice
        label={label}
        value={kind}
        onChange={(chosen) => chosen !== kind && set(path, start[chosen])}
        options={kinds.map((id) => ({ id, label: t(`builder.exit.${id}`) }))}
      />
      {kind === 'dateOffset' && <OffsetLines {...props} path={[...path, 'DateOffset']} />}
      {kind === 'customEra' && <EraLines {...props} path={[...path, 'CustomEra']} />}
    </div>
  );
}

function OffsetLines({ draft, path, set }: ControlProps) {
  const { t } = useTexts();
  const value = valueAt(draft.document, path);
  const field = String(valueAt(value, ['DateField']) ?? 'StartDate').toLowerCase();
  return (
    <div className="control-line">
      <Choice
        label={t('builder.exit.field')}
        value={dateFields.find((one) => one.toLowerCase() === field) ?? null}
        onChange={(chosen) => set([...path, 'DateField'], chosen)}
        options={dateFields.map((id) => ({ id, label: t(`builder.exit.field.${id}`) }))}
      />
      <span>+</span>
      <NumberInput
        label={t('builder.exit.offset')}
        value={valueAt(value, ['Offset']) ?? 0}
        whole
        onChange={(days) => set([...path, 'Offset'], days)}
      />
    </div>
  );
}

function EraLines(props: ControlProps) {
  const { draft, path, set } = props;
  const { t } = useTexts();
  const value = valueAt(draft.document, path);
  const days = (key: string, name: string, more: { least?: number; optional?: boolean } = {}) => (
    <div className="control-line">
      <span className="line-label">{name}</span>
      <NumberInput
        label={name}
        value={valueAt(value, [key]) ?? (more.optional ? null : 0)}
        whole
        {...more}
        {...(more.optional ? { placeholder: t('builder.exit.overrideHint') } : {})}
        onChange={(number) => set([...path, key], number ?? undefined)}
      />
    </div>
  );
  return (
    <>
      <ConceptSetField
        {...props}
        label={t('builder.field.CodesetId')}
        path={[...path, 'DrugCodesetId']}
        value={valueAt(value, ['DrugCodesetId'])}
      />
      {days('GapDays', t('builder.exit.gap'), { least: 0 })}
      {days('Offset', t('builder.exit.eraOffset'))}
      {days('DaysSupplyOverride', t('builder.exit.override'), { least: 0, optional: true })}
    </>
  );
}
