import { pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { failurePath, failureTab } from '../../state/readStudy.ts';
import type { Study } from '../../state/studies.ts';
import { StudyFailures } from './StudyFailures.tsx';

/** What keeps a comparison from running, with the ways to the form and to the line in its file. */
export function StudyProblems({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const tab = useAppState((state) => state.studyTab);
  return (
    <StudyFailures
      study={study}
      ways={(failure) => {
        const place = failureTab(failure);
        const path = failurePath(failure);
        return (
          <>
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
          </>
        );
      }}
    />
  );
}
