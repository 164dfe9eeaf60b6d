import CircleAlert from 'lucide-react/icons/circle-alert';
import { pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { failurePath, failureTab, readStudy } from '../../state/readStudy.ts';
import type { Study } from '../../state/studies.ts';

/** What keeps a study from running, each with the way to its place. Nothing where it is fine. */
export function StudyProblems({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, failure: message } = useTexts();
  const tab = useAppState((state) => state.studyTab);
  const { failures } = readStudy(study);
  if (failures.length === 0) return null;
  return (
    <details className="panel study-problems" open={failures.length <= 2}>
      <summary>
        <CircleAlert size={15} aria-hidden />
        {t('studies.broken', { count: failures.length })}
      </summary>
      <ul>
        {failures.map((failure, i) => {
          const place = failureTab(failure);
          const path = failurePath(failure);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole and never reordered
            <li key={i}>
              <p>{message(failure)}</p>
              {place !== tab && (
                <Button kind="quiet" onPress={() => app.store.setState({ studyTab: place })}>
                  {t('studies.goTo', { tab: t(`studies.tab.${place}`) })}
                </Button>
              )}
              {place !== 'file' && tab !== 'file' && path !== null && (
                <Button
                  kind="quiet"
                  onPress={() => app.store.setState({ studyTab: 'file', studyPlace: pathText(path) })}
                >
                  JSON
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
