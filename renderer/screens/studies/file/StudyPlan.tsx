import { Input, TextArea, TextField } from 'react-aria-components';
import { Panel } from '../../../components/Panel.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import type { Study } from '../../../state/studies.ts';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { Field } from '../forms/Field.tsx';
import { type FormProps, useStudySetters } from '../forms/formProps.ts';
import { StudyRemarks } from './StudyRemarks.tsx';
import { TrialTable } from './TrialTable.tsx';

/** The protocol in words: what is asked, the trial that is emulated, and what a reviewer would remark on. */
export function StudyPlan({ study }: { readonly study: Study }) {
  const { t } = useTexts();
  const { document, form } = readStudy(study);
  if (!document || !form) {
    return (
      <Panel title={t('studies.view.plan')}>
        <p className="hint">{t('studies.unreadable')}</p>
      </Panel>
    );
  }
  return (
    <>
      <Question study={study} document={document} form={form} />
      <Panel title={t('studies.trial.title')} aside={<Term id="targetTrial" />}>
        <TrialTable form={form} label={t('studies.trial.title')} />
      </Panel>
      <StudyRemarks form={form} />
    </>
  );
}

function Question(props: FormProps) {
  const { t } = useTexts();
  const { set } = useStudySetters(props, 'plan');
  const { name, description, seed } = props.form;
  return (
    <Panel title={t('studies.plan.question')}>
      <div className="study-fields">
        <Field label={t('studies.name')} wide>
          <TextField
            aria-label={t('studies.name')}
            value={name}
            onChange={(next) => next !== '' && set(['name'], next)}
          >
            <Input />
          </TextField>
        </Field>
        <Field label={t('studies.plan.seed')}>
          <NumberInput
            label={t('studies.plan.seed')}
            value={seed}
            whole
            least={0}
            onChange={(next) => set(['seed'], next)}
          />
        </Field>
        <Field label={t('studies.plan.description')} wide>
          <TextField
            aria-label={t('studies.plan.description')}
            value={description}
            onChange={(next) => set(['description'], next)}
          >
            <TextArea rows={3} />
          </TextField>
        </Field>
      </div>
    </Panel>
  );
}
