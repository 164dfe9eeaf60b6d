import { Panel } from '../../../components/Panel.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { Field } from '../../studies/forms/Field.tsx';
import type { SafetyFormProps } from './SettingsView.tsx';

/** The times at risk: the lag after treatment, the gap that joins supplies, and the cap on follow-up. */
export function WindowsForm({ settings: { timesAtRisk }, set }: SafetyFormProps) {
  const { t, own } = useTexts();
  return (
    <Panel
      className="safety-whole"
      title={t('safety.settings.windows')}
      aside={t('safety.settings.windowsAside')}
    >
      <ul className="study-members">
        {timesAtRisk.map((window, i) => {
          const days = (
            key: 'fromDay' | 'lagDays' | 'gapDays' | 'capDays' | 'from' | 'to',
            value: number | null,
          ) => (
            <Field key={key} label={t(`safety.settings.${key}`)}>
              <NumberInput
                label={`${own(window.name)} · ${t(`safety.settings.${key}`)}`}
                value={value}
                whole
                least={0}
                optional={key === 'capDays'}
                {...(key === 'capDays' ? { placeholder: t('safety.settings.noCap') } : {})}
                onChange={(next) =>
                  (key === 'capDays' || next !== null) && set(['timesAtRisk', i, key], next)
                }
              />
            </Field>
          );
          return (
            <li key={window.id} className="study-member safety-window-form">
              <strong>{own(window.name)}</strong>
              {window.kind === 'fixed' ? (
                <>
                  {days('from', window.from)}
                  {days('to', window.to)}
                </>
              ) : (
                <>
                  {days('fromDay', window.fromDay)}
                  {window.kind === 'onTreatment' && days('lagDays', window.lagDays)}
                  {window.kind === 'onTreatment' && days('gapDays', window.gapDays)}
                  {days('capDays', window.capDays)}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
