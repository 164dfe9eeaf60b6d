import Trash2 from 'lucide-react/icons/trash-2';
import { isAfterIndex } from '../../../../shared/study/specification/axisCategories.ts';
import type { MatrixAxis } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { deviceAttributeConcepts } from '../../../../shared/vocabulary/deviceAttributes.ts';
import { Button } from '../../../components/Button.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { TextInput } from '../../builder/fields/TextInput.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { NumberList } from './NumberList.tsx';
import { SourceMembers } from './SourceMembers.tsx';

/** One axis of the table: what it tells and where its bands lie. */
export function AxisForm({
  axis,
  place,
  ...props
}: FormProps & { readonly axis: MatrixAxis; readonly place: number }) {
  const { t, own } = useTexts();
  const { set } = useStudySetters(props, 'arms');
  const at = (...key: readonly (string | number)[]) => ['matrix', 'axes', place, ...key];
  const name = own(axis.name);
  return (
    <fieldset className="study-axis">
      <legend>
        {t(`studies.axis.${axis.kind}`)}
        {isAfterIndex(axis) && (
          <span className="badge stale">
            <Term id="immortalTime">{t('studies.matrix.afterIndex')}</Term>
          </span>
        )}
      </legend>
      <div className="study-fields">
        <Field label={t('studies.form.name')}>
          <TextInput
            label={t('studies.form.nameOf', { name })}
            value={axis.name}
            onChange={(next) => next !== '' && set(at('name'), next)}
          />
        </Field>
        {'breaks' in axis && (
          <Field label={t(breaksLabel(axis))}>
            <NumberList
              label={t('studies.form.breaksOf', { name })}
              value={axis.breaks}
              onChange={(breaks) => set(at('breaks'), breaks)}
            />
          </Field>
        )}
        {'gapDays' in axis && (
          <Field label={t('studies.form.gapDays')}>
            <NumberInput
              label={t('studies.form.gapDays')}
              value={axis.gapDays}
              whole
              least={0}
              onChange={(days) => set(at('gapDays'), days)}
            />
          </Field>
        )}
        {axis.kind === 'treatment' && (
          <Field label={t('studies.form.withinDays')}>
            <NumberInput
              label={t('studies.form.withinDays')}
              value={axis.withinDays}
              whole
              least={0}
              onChange={(days) => set(at('withinDays'), days)}
            />
          </Field>
        )}
        {axis.kind === 'deviceSize' && (
          <Field label={t('studies.form.attribute')}>
            <Segments
              label={t('studies.form.attribute')}
              value={axis.attribute}
              onChange={(attribute) => set(at('attribute'), attribute)}
              options={(['diameter', 'length'] as const).map((id) => ({
                id,
                label: t(`studies.form.attribute.${id}`),
              }))}
            />
          </Field>
        )}
        {axis.kind === 'deviceQuality' && (
          <Qualities axis={axis} onRemove={(i) => set(at('categories'), axis.categories.toSpliced(i, 1))} />
        )}
        <Button
          kind="quiet"
          icon={Trash2}
          aria-label={t('studies.form.remove', { name })}
          onPress={() => set(at(), undefined)}
        />
      </div>
      {axis.kind === 'treatment' && (
        <SourceMembers
          label={name}
          addLabel={t('studies.matrix.addTreatment')}
          stem="kind"
          members={axis.categories}
          onAdd={(member) => set(at('categories'), [...axis.categories, member])}
          onRemove={(id) =>
            set(
              at('categories'),
              axis.categories.filter((one) => one.id !== id),
            )
          }
          onChange={(id, key, value) =>
            set(
              at(
                'categories',
                axis.categories.findIndex((one) => one.id === id),
                key,
              ),
              value,
            )
          }
        />
      )}
    </fieldset>
  );
}

function breaksLabel({ kind }: MatrixAxis) {
  switch (kind) {
    case 'dailyDose':
    case 'cumulativeDose':
      return 'studies.form.breaksDose';
    case 'deviceSize':
      return 'studies.form.breaksMillimetres';
    default:
      return 'studies.form.breaksDays';
  }
}

function Qualities({
  axis,
  onRemove,
}: {
  readonly axis: Extract<MatrixAxis, { kind: 'deviceQuality' }>;
  readonly onRemove: (place: number) => void;
}) {
  const { t, own, locale } = useTexts();
  const named = (id: number) => {
    const found = deviceAttributeConcepts.find(({ conceptId }) => conceptId === id);
    return found ? (locale === 'ja' ? found.japaneseName : found.conceptName) : String(id);
  };
  return (
    <Field label={t('studies.form.qualities')} wide>
      <ul className="concept-chips">
        {axis.categories.map(({ id, name, conceptIds }, i) => (
          <li key={id} className="concept-chip" title={conceptIds.map(named).join(', ')}>
            {own(name)}
            {axis.categories.length > 1 && (
              <Button
                kind="quiet"
                icon={Trash2}
                aria-label={t('studies.form.remove', { name: own(name) })}
                onPress={() => onRemove(i)}
              />
            )}
          </li>
        ))}
      </ul>
    </Field>
  );
}
