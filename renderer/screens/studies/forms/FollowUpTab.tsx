import { Panel } from '../../../components/Panel.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { TrialTable } from '../file/TrialTable.tsx';
import type { FormProps } from './formProps.ts';
import { OutcomesForm } from './OutcomesForm.tsx';
import { PopulationForm } from './PopulationForm.tsx';
import { TimesAtRiskForm } from './TimesAtRiskForm.tsx';

/** Who is followed, from when to when, for what; the trial that this emulates fills in beside it. */
export function FollowUpTab(props: FormProps) {
  const { t } = useTexts();
  return (
    <div className="study-beside">
      <div className="study-stack">
        <PopulationForm {...props} />
        <TimesAtRiskForm {...props} />
        <OutcomesForm {...props} />
      </div>
      <Panel title={t('studies.trial.title')} aside={<Term id="targetTrial" />} className="study-trial">
        <TrialTable form={props.form} label={t('studies.trial.title')} />
      </Panel>
    </div>
  );
}
