import { useState } from 'react';
import type {
  MatrixAxis,
  MatrixSpecification,
} from '../../../../shared/study/specification/comparisonSpecification.ts';
import { deviceAttributeConcepts } from '../../../../shared/vocabulary/deviceAttributes.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { freeId } from '../../../state/studyForm.ts';
import { ConceptPicker } from '../../concepts/ConceptPicker.tsx';
import { asItem, bilingualName, domainOf } from './ConceptItems.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';

const kinds = [
  'treatment',
  'dailyDose',
  'duration',
  'cumulativeDose',
  'deviceQuality',
  'deviceSize',
  'lengthOfStay',
] as const;
const mostAxes = 4;

/** Adds an axis to the table; treatments are begun by choosing what they are. */
export function AxisMenu(props: FormProps & { readonly matrix: MatrixSpecification }) {
  const { t } = useTexts();
  const { add } = useAxes(props);
  const [picking, setPicking] = useState(false);
  const released = useAppState((state) => state.release !== null && state.host.state === 'ready');
  const { axes } = props.matrix;
  if (axes.length >= mostAxes) return null;
  return (
    <Field label={t('studies.matrix.addAxis')}>
      <Choice
        label={t('studies.matrix.addAxis')}
        value={null}
        placeholder={t('studies.matrix.addAxisNone')}
        options={kinds
          .filter((kind) => kind !== 'treatment' || released)
          .map((id) => ({ id, label: t(`studies.axis.${id}`) }))}
        onChange={(kind) => (kind === 'treatment' ? setPicking(true) : add(firstAxis(kind, axes)))}
      />
      {picking && (
        <ConceptPicker
          title={t('studies.axis.treatment')}
          multiple
          onClose={() => setPicking(false)}
          onPick={(concepts) => {
            setPicking(false);
            add({
              kind: 'treatment',
              id: freeId('treatment', axes),
              name: '治療 / Treatment',
              categories: concepts.map((concept, i) => ({
                id: `kind${i + 1}`,
                name: bilingualName(concept),
                domain: domainOf(concept),
                concepts: [asItem(concept.id)],
              })),
            });
          }}
        />
      )}
    </Field>
  );
}

function useAxes(props: FormProps & { readonly matrix: MatrixSpecification }) {
  const { set } = useStudySetters(props, 'arms');
  return { add: (axis: object) => set(['matrix', 'axes', props.matrix.axes.length], axis) };
}

function firstAxis(kind: Exclude<MatrixAxis['kind'], 'treatment'>, axes: readonly MatrixAxis[]): object {
  const id = freeId(kind, axes);
  switch (kind) {
    case 'dailyDose':
      return { kind, id, name: '1 日量 / Daily dose', unit: 'mg', breaks: [5, 10] };
    case 'duration':
      return { kind, id, name: '継続期間 / Duration', gapDays: 30, breaks: [90, 365] };
    case 'cumulativeDose':
      return { kind, id, name: '累積量 / Cumulative dose', gapDays: 30, breaks: [1000] };
    case 'deviceQuality':
      return {
        kind,
        id,
        name: '材質 / Material',
        attribute: 'material',
        categories: deviceAttributeConcepts
          .filter(({ conceptClassId }) => conceptClassId === 'Device Material')
          .map(({ conceptId, conceptName, japaneseName }, i) => ({
            id: `material${i + 1}`,
            name: japaneseName === conceptName ? conceptName : `${japaneseName} / ${conceptName}`,
            conceptIds: [conceptId],
          })),
      };
    case 'deviceSize':
      return { kind, id, name: '径 (mm) / Diameter (mm)', attribute: 'diameter', breaks: [2.75, 3.5] };
    case 'lengthOfStay':
      return { kind, id, name: '在院日数 / Length of stay', breaks: [4, 8] };
  }
}
