import type { FormProps } from './formProps.ts';
import { OutcomesForm } from './OutcomesForm.tsx';
import { PopulationForm } from './PopulationForm.tsx';
import { TimesAtRiskForm } from './TimesAtRiskForm.tsx';

/** Who is followed, from when to when, for what. */
export function FollowUpTab(props: FormProps) {
  return (
    <div className="study-stack">
      <PopulationForm {...props} />
      <TimesAtRiskForm {...props} />
      <OutcomesForm {...props} />
    </div>
  );
}
