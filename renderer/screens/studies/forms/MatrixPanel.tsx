import Grid3x3 from 'lucide-react/icons/grid-3x3';
import Trash2 from 'lucide-react/icons/trash-2';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { ProvenanceArea } from '../../../components/Provenance.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import { sameText } from '../../../state/studies.ts';
import { editStudy } from '../../../state/studyActions.ts';
import { loadMatrix } from '../../../state/studyRuns.ts';
import { AxisForm } from './AxisForm.tsx';
import { AxisMenu } from './AxisMenu.tsx';
import { takenIn, useDefinitionChoices } from './CohortArms.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { MatrixTable } from './MatrixTable.tsx';

/** Persons of one cohort by kind, dose, duration, material, size and stay: cells become arms. */
export function MatrixPanel(props: FormProps) {
  const app = useApp();
  const { t } = useTexts();
  const { set } = useStudySetters(props, 'arms');
  const choices = useDefinitionChoices(props);
  const { form, study } = props;
  const { matrix } = form;
  const ready = useAppState(({ host, release }) => host.state === 'ready' && release !== null);
  const counted = useAppState(({ studyWork }) => studyWork.matrices[study.id]);
  const fine = readStudy(study).failures.length === 0;
  const base = (chosen: string) => {
    const choice = choices.find(({ id }) => id === chosen);
    if (!choice) return;
    const { id, edits } = takenIn(choice);
    void editStudy(
      app,
      study.id,
      [...edits, { path: ['matrix'], value: matrix ? { ...matrix, base: id } : { base: id, axes: [] } }],
      { title: { key: 'studies.change.arms' }, tab: 'arms' },
    );
  };
  return (
    <Panel
      title={t('studies.matrix.title')}
      aside={t('studies.matrix.aside')}
      actions={
        matrix && (
          <>
            <Button
              icon={Grid3x3}
              isDisabled={!ready || !fine || counted?.loading === true}
              onPress={() => void loadMatrix(app, study.id)}
            >
              {t(counted?.value ? 'studies.matrix.countAgain' : 'studies.matrix.count')}
            </Button>
            <Button
              kind="quiet"
              icon={Trash2}
              aria-label={t('studies.matrix.remove')}
              onPress={() => set(['matrix'], undefined)}
            />
          </>
        )
      }
    >
      <div className="study-fields">
        <Field label={t('studies.matrix.base')}>
          <Choice
            label={t('studies.matrix.base')}
            value={matrix?.base ?? null}
            placeholder={t('studies.matrix.baseNone')}
            options={choices}
            onChange={base}
          />
        </Field>
        {matrix && <AxisMenu {...props} matrix={matrix} />}
      </div>
      {counted?.failure && (
        <FailurePanel failure={counted.failure} retry={() => void loadMatrix(app, study.id)} />
      )}
      {counted?.value && matrix && (
        <ProvenanceArea provenance={counted.value.provenance}>
          <div className={counted.loading || !sameText(counted.text, study.text) ? 'dim' : ''}>
            <MatrixTable {...props} matrix={counted.value} />
          </div>
        </ProvenanceArea>
      )}
      {matrix && matrix.axes.length > 0 && (
        <details className="study-axes" open={!counted?.value}>
          <summary>{t('studies.matrix.axes', { count: matrix.axes.length })}</summary>
          {matrix.axes.map((axis, place) => (
            <AxisForm key={axis.id} {...props} axis={axis} place={place} />
          ))}
        </details>
      )}
    </Panel>
  );
}
