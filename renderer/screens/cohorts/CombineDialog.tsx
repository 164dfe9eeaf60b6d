import { useState } from 'react';
import { Form, Input, Label, Radio, RadioGroup, TextField } from 'react-aria-components';
import type { CohortOperation } from '../../../shared/workbenchApi.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { combineCohorts } from '../../state/cohortActions.ts';

const operations = ['union', 'intersection', 'difference'] as const satisfies readonly CohortOperation[];
const signs: Readonly<Record<CohortOperation, string>> = {
  union: ' ∪ ',
  intersection: ' ∩ ',
  difference: ' − ',
};

/** Makes a cohort from the selected ones: all, those in every one, or one without the others. */
export function CombineDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t, own } = useTexts();
  const selected = useAppState((state) => state.selectedCohorts);
  const cohorts = useAppState((state) => state.cohorts.value ?? []).filter(({ id }) => selected.has(id));
  const [operation, setOperation] = useState<CohortOperation>('union');
  const [first, setFirst] = useState(cohorts[0]?.id ?? '');
  const [ownName, setOwnName] = useState<string | null>(null);
  const members =
    operation === 'difference'
      ? cohorts.toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
      : cohorts;
  const name = ownName ?? members.map((cohort) => own(cohort.title)).join(signs[operation]);
  return (
    <Dialog title={t('combine.title')} onClose={onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void combineCohorts(
            app,
            operation,
            members.map(({ id }) => id),
            name,
          );
        }}
      >
        <RadioGroup
          className="radios"
          value={operation}
          onChange={(value) => {
            const chosen = operations.find((one) => one === value);
            if (chosen) setOperation(chosen);
          }}
        >
          <Label>{t('combine.operation')}</Label>
          {operations.map((one) => (
            <Radio key={one} value={one} className="radio">
              <span className="radio-dot" aria-hidden />
              <span>
                <strong>{t(`combine.${one}`)}</strong>
                <small>{t(`combine.${one}.about`)}</small>
              </span>
            </Radio>
          ))}
        </RadioGroup>
        {operation === 'difference' && (
          <RadioGroup className="radios" value={first} onChange={setFirst}>
            <Label>{t('combine.from')}</Label>
            {cohorts.map(({ id, title }) => (
              <Radio key={id} value={id} className="radio">
                <span className="radio-dot" aria-hidden />
                <span>{own(title)}</span>
              </Radio>
            ))}
          </RadioGroup>
        )}
        <TextField value={name} onChange={setOwnName} isRequired>
          <Label>{t('combine.name')}</Label>
          <Input />
        </TextField>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={name.trim() === ''}>
            {t('combine.make')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
