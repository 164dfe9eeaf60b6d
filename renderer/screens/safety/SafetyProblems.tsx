import CircleAlert from 'lucide-react/icons/circle-alert';
import { pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { failurePath, readStudy } from '../../state/readStudy.ts';
import type { Study } from '../../state/studies.ts';

/** What keeps a safety study from running, each with the way to its line. Nothing where it is fine. */
export function SafetyProblems({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, failure: message } = useTexts();
  const view = useAppState((state) => state.safetyView);
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
          const path = failurePath(failure);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole and never reordered
            <li key={i}>
              <p>{message(failure)}</p>
              {view !== 'file' && (
                <Button
                  kind="quiet"
                  onPress={() =>
                    app.store.setState({
                      safetyView: 'file',
                      studyPlace: path === null ? null : pathText(path),
                    })
                  }
                >
                  {t('studies.goTo', { tab: t('safety.view.file') })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
