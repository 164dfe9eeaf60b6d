import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import type { CohortSummary } from '../../shared/workbenchApi.ts';
import { useTexts } from '../state/AppContext.tsx';

const signs = { generated: CircleCheck, notGenerated: CircleDashed, failed: CircleAlert } as const;

/** Generated, not yet, or failed: by shape and word, not by colour alone. */
export function StateMark({ state }: { readonly state: CohortSummary['state'] }) {
  const { t } = useTexts();
  const Sign = signs[state];
  return (
    <span className={`state ${state}`}>
      <Sign size={13} aria-hidden />
      {t(`cohort.state.${state}`)}
    </span>
  );
}
