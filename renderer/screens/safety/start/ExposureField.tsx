import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { studyDocument } from '../../../state/studies.ts';
import { conceptName } from '../../concepts/conceptTexts.ts';
import type { ExposureChoice } from './newSafetyStudy.ts';

interface ExposureFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: ExposureChoice | null;
  readonly onChange: (value: ExposureChoice | null) => void;
  /** Asks for a drug. */
  readonly onPick: () => void;
  readonly ready: boolean;
}

/** A drug found in the release, or a cohort of the list. */
export function ExposureField({ label, hint, value, onChange, onPick, ready }: ExposureFieldProps) {
  const app = useApp();
  const { t, own, locale } = useTexts();
  const listed = useAppState((state) => state.cohorts.value);
  const cohorts = (listed ?? []).filter(({ id }) => app.definitions.has(id));
  const choose = (id: string) => {
    const expression = studyDocument(app.definitions.get(id)?.text ?? '');
    const title = cohorts.find((one) => one.id === id)?.title ?? id;
    if (expression) onChange({ kind: 'cohort', id, title, expression });
  };
  return (
    <div className="field safety-exposure">
      <span>{label}</span>
      {value ? (
        <span className="safety-chosen">
          <strong>{value.kind === 'drug' ? conceptName(value.concept, locale) : own(value.title)}</strong>
          <span className="quiet">
            {value.kind === 'drug'
              ? `${value.concept.conceptClass} · ${value.concept.code}`
              : t('safety.new.cohort')}
          </span>
          <Button
            kind="quiet"
            icon={X}
            aria-label={t('studies.form.remove', { name: label })}
            onPress={() => onChange(null)}
          />
        </span>
      ) : (
        <span className="safety-chosen">
          <Button
            icon={Search}
            isDisabled={!ready}
            onPress={onPick}
            aria-label={`${label} · ${t('safety.new.drug')}`}
          >
            {t('safety.new.drug')}
          </Button>
          {cohorts.length > 0 && (
            <Choice
              label={`${label} · ${t('safety.new.cohort')}`}
              value={null}
              placeholder={t('safety.new.cohort')}
              onChange={choose}
              options={cohorts.map(({ id, title }) => ({ id, label: own(title) }))}
            />
          )}
        </span>
      )}
      <p className="hint">{hint}</p>
    </div>
  );
}
