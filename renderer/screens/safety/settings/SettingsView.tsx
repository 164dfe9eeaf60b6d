import FileWarning from 'lucide-react/icons/file-warning';
import { Input, TextField } from 'react-aria-components';
import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import type { SafetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import type { Study } from '../../../state/studies.ts';
import { editStudy } from '../../../state/studyActions.ts';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { Field } from '../../studies/forms/Field.tsx';
import { NumberList } from '../../studies/forms/NumberList.tsx';
import { SourceMembers } from '../../studies/forms/SourceMembers.tsx';
import { WindowsForm } from './WindowsForm.tsx';

export interface SafetyFormProps {
  readonly study: Study;
  readonly settings: SafetySpecification;
  /** Changes the study's file; it has to run again. */
  readonly set: (path: NodePath, value: unknown) => void;
}

/** What a safety study asks: each change is one of its file, can be undone, and makes what is shown stale. */
export function SettingsView({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const { safety, document } = readStudy(study);
  if (!safety || !document) {
    return (
      <div className="panel">
        <EmptyState icon={FileWarning} title={t('studies.state.broken')} text={t('safety.settings.broken')}>
          <Button kind="primary" onPress={() => app.store.setState({ safetyView: 'file' })}>
            {t('studies.unreadableGo')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  const set = (path: NodePath, value: unknown) =>
    void editStudy(app, study.id, [{ path, value }], {
      title: { key: 'safety.change.settings' },
      tab: 'file',
      merge: path.join('.'),
    });
  const props: SafetyFormProps = { study, settings: safety, set };
  return (
    <div className="safety-two">
      <PopulationPanel {...props} />
      <EventsPanel {...props} />
      <WindowsForm {...props} />
      <ControlsPanel {...props} />
    </div>
  );
}

function PopulationPanel({ settings: { population, unexposed, ageBreaks }, set }: SafetyFormProps) {
  const { t } = useTexts();
  return (
    <Panel title={t('safety.settings.population')}>
      <div className="study-fields">
        <Days
          name="washout"
          value={population.washoutDays}
          ever
          onChange={(days) => set(['population', 'washoutDays'], days)}
        />
        <Days
          name="prior"
          value={population.priorObservationDays}
          onChange={(days) => set(['population', 'priorObservationDays'], days)}
        />
        {(['from', 'to'] as const).map((key) => (
          <Field key={key} label={t(`studies.population.${key}`)}>
            <TextField
              aria-label={t(`studies.population.${key}`)}
              value={population[key] ?? ''}
              onChange={(day) => set(['population', key], day === '' ? null : day)}
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
              onChange={(age) => set(['population', key], age)}
            />
          </Field>
        ))}
        <Field label={t('safety.settings.ageBreaks')}>
          <NumberList
            label={t('safety.settings.ageBreaks')}
            value={ageBreaks}
            onChange={(breaks) => set(['ageBreaks'], breaks)}
          />
        </Field>
        <Field label={t('safety.settings.ratio')}>
          <NumberInput
            label={t('safety.settings.ratio')}
            value={unexposed.ratio}
            whole
            least={1}
            onChange={(ratio) => ratio !== null && set(['unexposed', 'ratio'], ratio)}
          />
        </Field>
        <div className="study-toggles">
          <Toggle
            label={t('safety.settings.careSetting')}
            on={unexposed.careSetting}
            onChange={(on) => set(['unexposed', 'careSetting'], on)}
          />
          <Toggle
            label={t('safety.settings.censor')}
            on={unexposed.censorAtExposure}
            onChange={(on) => set(['unexposed', 'censorAtExposure'], on)}
          />
        </div>
      </div>
    </Panel>
  );
}

function EventsPanel({ settings: { events, multiplicity }, set }: SafetyFormProps) {
  const { t } = useTexts();
  return (
    <Panel title={t('safety.settings.events')}>
      <div className="study-fields">
        <Field label={t('safety.settings.count')}>
          <Segments
            label={t('safety.settings.count')}
            value={events.count}
            onChange={(count) => set(['events', 'count'], count)}
            options={(['first', 'recurrent'] as const).map((id) => ({ id, label: t(`safety.chip.${id}`) }))}
          />
        </Field>
        <Days
          name="clean"
          value={events.cleanWindowDays}
          ever
          onChange={(days) => set(['events', 'cleanWindowDays'], days)}
        />
        <Field label={t('safety.settings.minimum')}>
          <NumberInput
            label={t('safety.settings.minimum')}
            value={events.minimumPersons}
            whole
            least={1}
            onChange={(persons) => persons !== null && set(['events', 'minimumPersons'], persons)}
          />
        </Field>
        <Field label={t('safety.settings.level')}>
          <NumberInput
            label={t('safety.settings.level')}
            value={multiplicity.level}
            whole={false}
            least={0.0001}
            onChange={(level) => level !== null && set(['multiplicity', 'level'], level)}
          />
        </Field>
      </div>
    </Panel>
  );
}

function ControlsPanel({ settings: { negativeControls }, set }: SafetyFormProps) {
  const { t } = useTexts();
  const change = (id: string, key: string, value: unknown) =>
    set(
      ['negativeControls'],
      negativeControls.map((one) => (one.id === id ? { ...one, [key]: value } : one)),
    );
  return (
    <Panel
      className="safety-whole"
      title={t('safety.new.controls')}
      aside={t('studies.form.controlsAside', { count: negativeControls.length })}
    >
      <SourceMembers
        label={t('safety.new.controls')}
        addLabel={t('studies.form.addControl')}
        stem="control"
        members={negativeControls}
        onAdd={(member) => set(['negativeControls'], [...negativeControls, member])}
        onRemove={(id) =>
          set(
            ['negativeControls'],
            negativeControls.filter((one) => one.id !== id),
          )
        }
        onChange={change}
      />
    </Panel>
  );
}

/** A number of days; where it may be left empty that means for ever before. */
function Days({
  name,
  value,
  ever = false,
  onChange,
}: {
  readonly name: 'washout' | 'prior' | 'clean';
  readonly value: number | null;
  readonly ever?: boolean;
  readonly onChange: (days: number | null) => void;
}) {
  const { t } = useTexts();
  const label = t(`safety.settings.${name}`);
  return (
    <Field label={label}>
      <NumberInput
        label={label}
        value={value}
        whole
        least={0}
        optional={ever}
        {...(ever ? { placeholder: t('safety.settings.ever') } : {})}
        onChange={(days) => (ever || days !== null) && onChange(days)}
      />
    </Field>
  );
}
