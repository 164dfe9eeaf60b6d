import { Panel } from '../../../components/Panel.tsx';
import { TermHelp } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { SourceMembers } from './SourceMembers.tsx';

/** Outcomes that the treatments cannot cause. */
export function ControlsForm(props: FormProps) {
  const { t } = useTexts();
  const { add, remove, setIn } = useStudySetters(props, 'sensitivity');
  const { negativeControls } = props.form;
  return (
    <Panel
      title={t('studies.form.controls')}
      aside={
        <>
          <TermHelp id="negativeControl" />{' '}
          {t('studies.form.controlsAside', { count: negativeControls.length })}
        </>
      }
    >
      <SourceMembers
        label={t('studies.form.controls')}
        addLabel={t('studies.form.addControl')}
        stem="control"
        members={negativeControls}
        onAdd={(member) => add('negativeControls', member)}
        onRemove={(id) => remove('negativeControls', id)}
        onChange={(id, key, value) => setIn('negativeControls', id, [key], value)}
      />
    </Panel>
  );
}
