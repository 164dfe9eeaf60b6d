import FolderClock from 'lucide-react/icons/folder-clock';
import { Button } from '../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { openRelease, readsGivenFiles } from '../state/releaseActions.ts';

/** After a restart in the midst of editing: the release that was open then, one press away. */
export function ReopenNotice() {
  const app = useApp();
  const { t, own } = useTexts();
  const last = useAppState((state) => state.lastRelease);
  const wanted = useAppState(
    ({ section, release, host, jobs }) =>
      section === 'builder' && release === null && host.state === 'ready' && jobs.length === 0,
  );
  if (!wanted || !last || readsGivenFiles(app)) return null;
  return (
    <div className="banner" role="status">
      <FolderClock size={18} aria-hidden />
      <div>
        <strong>{t('reopen.title')}</strong>
        <p>{t('reopen.text', { release: own(last.title) })}</p>
      </div>
      <Button onPress={() => app.store.setState({ lastRelease: null })}>{t('reopen.notNow')}</Button>
      <Button kind="primary" onPress={() => void openRelease(app, last.locator, last.title, 'stay')}>
        {t('reopen.open')}
      </Button>
    </div>
  );
}
