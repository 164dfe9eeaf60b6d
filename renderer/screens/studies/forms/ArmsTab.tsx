import Trash2 from 'lucide-react/icons/trash-2';
import { axisCategories } from '../../../../shared/study/specification/axisCategories.ts';
import type { ComparisonArm } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { Button } from '../../../components/Button.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { CountValue } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { TextInput } from '../../builder/fields/TextInput.tsx';
import { CohortArms } from './CohortArms.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { GuardForm } from './GuardForm.tsx';
import { MatrixPanel } from './MatrixPanel.tsx';
import { axisCategoryName } from './matrixNames.ts';

/** Who is compared: arms of cohorts, or cut from a table of treatments. */
export function ArmsTab(props: FormProps) {
  return (
    <div className="study-stack">
      <Arms {...props} />
      <GuardForm {...props} />
      <MatrixPanel {...props} />
    </div>
  );
}

function Arms(props: FormProps) {
  const { t } = useTexts();
  const { arms } = props.form;
  const label = t('studies.tab.arms');
  return (
    <Panel title={label} aside={t('studies.form.armsAside')} actions={<CohortArms {...props} />}>
      {arms.length === 0 ? (
        <p className="hint">{t('studies.form.noArms')}</p>
      ) : (
        <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
          <table className="data study-arms" aria-label={label}>
            <thead>
              <tr>
                <th scope="col">{t('studies.form.armName')}</th>
                <th scope="col">{t('studies.form.armFrom')}</th>
                <th scope="col" className="end">
                  {t('chart.persons')}
                </th>
                <td />
              </tr>
            </thead>
            <tbody>
              {arms.map((arm) => (
                <Arm key={arm.id} arm={arm} {...props} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}

function Arm({ arm, ...props }: FormProps & { readonly arm: ComparisonArm }) {
  const { t, own } = useTexts();
  const { setIn, remove } = useStudySetters(props, 'arms');
  const persons = useAppState(
    ({ studyWork }) => studyWork.runs[props.study.id]?.result?.arms.find(({ id }) => id === arm.id)?.persons,
  );
  const { definitions, matrix } = props.form;
  const from =
    arm.cohort !== null
      ? own(definitions[arm.cohort]?.name ?? arm.cohort)
      : Object.entries(arm.cells ?? {})
          .map(([id, categories]) => {
            const axis = matrix?.axes.find((one) => one.id === id);
            if (!axis) return id;
            const all = axisCategories(axis);
            return `${own(axis.name)}: ${categories
              .map((category) => own(axisCategoryName(axis, all.indexOf(category)) ?? category))
              .join('・')}`;
          })
          .join(' / ');
  const name = own(arm.name);
  return (
    <tr>
      <th scope="row">
        <TextInput
          label={t('studies.form.nameOf', { name })}
          value={arm.name}
          onChange={(next) => next !== '' && setIn('arms', arm.id, ['name'], next)}
        />
      </th>
      <td>
        <span className="badge">
          {t(arm.cohort !== null ? 'studies.form.armOfCohort' : 'studies.form.armOfCells')}
        </span>{' '}
        {from}
      </td>
      <td className="end num">{persons === undefined ? '—' : <CountValue count={persons} label={name} />}</td>
      <td className="end">
        <Button
          kind="quiet"
          icon={Trash2}
          aria-label={t('studies.form.remove', { name })}
          onPress={() => remove('arms', arm.id)}
        />
      </td>
    </tr>
  );
}
