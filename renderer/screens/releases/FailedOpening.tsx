import { Button } from '../../components/Button.tsx';
import { FailureTable } from '../../components/FailureTable.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { openRelease } from '../../state/releaseActions.ts';

/** Why the last release did not open, place by place; what was open before still is. */
export function FailedOpening() {
  const app = useApp();
  const { t, own } = useTexts();
  const failed = useAppState((state) => state.failedOpening);
  const release = useAppState((state) => state.release);
  if (!failed) return null;
  const { failures, title, locator } = failed;
  return (
    <div role="alert">
      <Panel
        title={t('open.failed', { release: own(title) })}
        aside={t('open.problems', { count: failures.length })}
        className="failed"
        actions={
          <>
            <Button onPress={() => void openRelease(app, locator, title)}>{t('action.retry')}</Button>
            <Button onPress={() => app.store.setState({ failedOpening: null })}>{t('action.close')}</Button>
          </>
        }
      >
        <p className="hint">
          {release ? t('open.failedKept', { release: own(release.title) }) : t('open.failedNothing')}
        </p>
        <FailureTable failures={failures} label={t('open.failed', { release: own(title) })} />
      </Panel>
    </div>
  );
}
