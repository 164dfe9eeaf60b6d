import { pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { failurePath } from '../../state/readStudy.ts';
import type { Study } from '../../state/studies.ts';
import { StudyFailures } from '../studies/StudyFailures.tsx';

/** What keeps a safety study from running, each with the way to its line. */
export function SafetyProblems({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const view = useAppState((state) => state.safetyView);
  return (
    <StudyFailures
      study={study}
      ways={(failure) => {
        const path = failurePath(failure);
        const studyPlace = path === null ? null : pathText(path);
        return (
          view !== 'file' && (
            <Button kind="quiet" onPress={() => app.store.setState({ safetyView: 'file', studyPlace })}>
              {t('studies.goTo', { tab: t('safety.view.file') })}
            </Button>
          )
        );
      }}
    />
  );
}
