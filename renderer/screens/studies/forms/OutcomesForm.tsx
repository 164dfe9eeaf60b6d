import Trash2 from 'lucide-react/icons/trash-2';
import type { ComparisonOutcome } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Term, TermHelp } from '../../../components/Term.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { editStudy } from '../../../state/studyActions.ts';
import { freeId } from '../../../state/studyForm.ts';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { TextInput } from '../../builder/fields/TextInput.tsx';
import { takenIn, useDefinitionChoices } from './CohortArms.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';

/** What is looked for, who is left out for having had it, what competes with it, and how true its records are. */
export function OutcomesForm(props: FormProps) {
  const app = useApp();
  const { t } = useTexts();
  const choices = useDefinitionChoices(props);
  const { form, document, study } = props;
  return (
    <Panel
      title={t('studies.outcomes.title')}
      aside={<TermHelp id="outcome" />}
      actions={
        choices.length > 0 && (
          <Choice
            label={t('studies.outcomes.add')}
            value={null}
            placeholder={t('studies.outcomes.add')}
            options={choices}
            onChange={(chosen) => {
              const choice = choices.find(({ id }) => id === chosen);
              if (!choice) return;
              const { id, edits } = takenIn(choice);
              const name = choice.added?.name ?? form.definitions[id]?.name ?? id;
              const outcomes = Array.isArray(document.outcomes) ? document.outcomes : [];
              void editStudy(
                app,
                study.id,
                [
                  ...edits,
                  {
                    path: ['outcomes'],
                    value: [...outcomes, { id: freeId('outcome', form.outcomes), name, cohort: id }],
                  },
                ],
                { title: { key: 'studies.change.followUp' }, tab: 'followUp' },
              );
            }}
          />
        )
      }
    >
      {form.outcomes.length === 0 ? (
        <p className="hint">
          {t(choices.length > 0 ? 'studies.outcomes.none' : 'studies.form.noDefinitions')}
        </p>
      ) : (
        form.outcomes.map((outcome) => <Outcome key={outcome.id} {...props} outcome={outcome} />)
      )}
    </Panel>
  );
}

function Outcome({ outcome, ...props }: FormProps & { readonly outcome: ComparisonOutcome }) {
  const { t, own } = useTexts();
  const { setIn, remove } = useStudySetters(props, 'followUp');
  const name = own(outcome.name);
  const put = (key: readonly string[], value: unknown) => setIn('outcomes', outcome.id, key, value);
  const { priorOutcome, competing, ppv } = outcome;
  const definitions = Object.entries(props.form.definitions).map(([id, one]) => ({
    id,
    label: own(one.name),
  }));
  return (
    <fieldset className="study-axis">
      <legend>{name}</legend>
      <div className="study-fields">
        <Field label={t('studies.form.name')}>
          <TextInput
            label={t('studies.form.nameOf', { name })}
            value={outcome.name}
            onChange={(next) => next !== '' && put(['name'], next)}
          />
        </Field>
        <Field label={t('studies.outcomes.cohort')}>
          <Choice
            label={t('studies.outcomes.cohortOf', { name })}
            value={outcome.cohort}
            onChange={(id) => put(['cohort'], id)}
            options={definitions}
          />
        </Field>
        <Field label={<Term id="competingRisk">{t('studies.outcomes.competing')}</Term>}>
          <Choice
            label={t('studies.outcomes.competingOf', { name })}
            value={competing as string}
            onChange={(id) => put(['competing'], id)}
            options={[
              { id: 'death', label: t('studies.outcomes.death') },
              { id: 'none', label: t('studies.outcomes.noCompeting') },
              ...definitions,
            ]}
          />
        </Field>
        <Field label={t('studies.outcomes.prior')}>
          <Toggle
            label={t('studies.outcomes.priorOut')}
            on={priorOutcome !== false}
            onChange={(on) => put(['priorOutcome'], on ? { lookbackDays: null } : false)}
          />
        </Field>
        {priorOutcome !== false && (
          <Field label={<Term id="lookback">{t('studies.outcomes.lookback')}</Term>}>
            <NumberInput
              label={t('studies.outcomes.lookbackOf', { name })}
              value={priorOutcome.lookbackDays}
              whole
              least={0}
              optional
              placeholder={t('study.window.anyTime')}
              onChange={(days) => put(['priorOutcome'], { lookbackDays: days })}
            />
          </Field>
        )}
        <Field label={<Term id="ppv" />}>
          <NumberInput
            label={t('studies.outcomes.ppvOf', { name })}
            value={ppv?.value ?? null}
            whole={false}
            least={0}
            optional
            onChange={(value) =>
              put(['ppv'], value === null ? undefined : { value, source: ppv?.source ?? '' })
            }
          />
        </Field>
        {ppv && (
          <Field label={t('studies.outcomes.ppvSource')}>
            <TextInput
              label={t('studies.outcomes.ppvSourceOf', { name })}
              value={ppv.source}
              onChange={(source) => put(['ppv', 'source'], source)}
            />
          </Field>
        )}
        <Button
          kind="quiet"
          icon={Trash2}
          aria-label={t('studies.form.remove', { name })}
          onPress={() => remove('outcomes', outcome.id)}
        />
      </div>
    </fieldset>
  );
}
