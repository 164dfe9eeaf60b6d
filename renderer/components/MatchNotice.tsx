import CircleHelp from 'lucide-react/icons/circle-question-mark';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { reviewMatch } from '../state/matchActions.ts';
import { Button } from './Button.tsx';

/** Where a cohort's definition has concepts that the open release does not know: how many, and the way to them. */
export function MatchNotice({ cohort }: { readonly cohort: string }) {
  const app = useApp();
  const { t } = useTexts();
  const count = useAppState((state) => state.unknownConcepts[cohort]);
  if (count === undefined) return null;
  return (
    <div className="stale-notice" role="status">
      <CircleHelp size={16} aria-hidden />
      <p>{t('match.notice', { count })}</p>
      <Button onPress={() => reviewMatch(app, cohort)}>{t('match.review')}</Button>
    </div>
  );
}
