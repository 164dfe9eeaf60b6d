import { Input, TextField } from 'react-aria-components';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { Term } from '../../../components/Term.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';

/** New users, washout, study period, ages and sex. */
export function PopulationForm(props: FormProps) {
  const { t } = useTexts();
  const { set } = useStudySetters(props, 'followUp');
  const { population } = props.form;
  const put = (key: keyof typeof population, value: unknown) => set(['population', key], value);
  return (
    <Panel title={t('studies.population.title')} aside={<Term id="newUser" />}>
      <div className="study-fields">
        <Field label={<Term id="washout">{t('studies.population.prior')}</Term>}>
          <NumberInput
            label={t('studies.population.prior')}
            value={population.priorObservationDays}
            whole
            least={0}
            onChange={(days) => put('priorObservationDays', days)}
          />
        </Field>
        <Field label={t('studies.population.washoutOther')}>
          <NumberInput
            label={t('studies.population.washoutOther')}
            value={population.washoutOtherArmsDays}
            whole
            least={0}
            optional
            placeholder={t('studies.population.notLookedAt')}
            onChange={(days) => put('washoutOtherArmsDays', days)}
          />
        </Field>
        {(['from', 'to'] as const).map((key) => (
          <Field key={key} label={t(`studies.population.${key}`)}>
            <TextField
              aria-label={t(`studies.population.${key}`)}
              value={population[key] ?? ''}
              onChange={(day) => put(key, day === '' ? null : day)}
            >
              <Input type="date" />
            </TextField>
          </Field>
        ))}
        {(['ageFrom', 'ageTo'] as const).map((key) => (
          <Field key={key} label={t(`studies.patients.${key}`)}>
            <NumberInput
              label={t(`studies.patients.${key}`)}
              value={population[key]}
              whole
              least={0}
              optional
              placeholder={t('studies.patients.any')}
              onChange={(age) => put(key, age)}
            />
          </Field>
        ))}
        <Field label={t('chart.sex.title')}>
          <Segments
            label={t('chart.sex.title')}
            value={population.sex}
            onChange={(sex) => put('sex', sex)}
            options={[
              { id: 'all', label: t('studies.patients.any') },
              { id: 'male', label: t('chart.sex.male') },
              { id: 'female', label: t('chart.sex.female') },
            ]}
          />
        </Field>
        <Field label={t('studies.population.severalArms')}>
          <Segments
            label={t('studies.population.severalArms')}
            value={population.inSeveralArms}
            onChange={(next) => put('inSeveralArms', next)}
            options={(['keepFirst', 'removeAll'] as const).map((id) => ({
              id,
              label: t(`studies.population.${id}`),
            }))}
          />
        </Field>
        <Field label={t('studies.population.minimumDays')}>
          <NumberInput
            label={t('studies.population.minimumDays')}
            value={population.minimumDaysAtRisk}
            whole
            least={0}
            onChange={(days) => put('minimumDaysAtRisk', days)}
          />
        </Field>
        <div className="study-toggles">
          <Toggle
            label={t('studies.population.firstOnly')}
            on={population.firstEntryOnly}
            onChange={(on) => put('firstEntryOnly', on)}
          />
          <Toggle
            label={t('studies.population.commonPeriod')}
            on={population.commonPeriod}
            onChange={(on) => put('commonPeriod', on)}
          />
        </div>
      </div>
    </Panel>
  );
}
