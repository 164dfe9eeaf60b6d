import Unplug from 'lucide-react/icons/unplug';
import { Button } from '../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { reopenRelease } from '../state/releaseActions.ts';

/** When the host ended or cannot start: what is lost, what is not, and the way back. */
export function HostNotice() {
  const app = useApp();
  const { t, failure } = useTexts();
  const host = useAppState((state) => state.host);
  const release = useAppState((state) => state.release);
  if (host.state !== 'died' && host.state !== 'unavailable') return null;
  return (
    <div className="banner bad" role="alert">
      <Unplug size={18} aria-hidden />
      <div>
        <strong>{t(host.state === 'died' ? 'host.diedTitle' : 'host.unavailableTitle')}</strong>
        <p>
          {host.state === 'unavailable'
            ? failure(host.failure)
            : t(release ? 'host.diedReopen' : 'host.diedRestart')}
        </p>
      </div>
      <Button kind="primary" onPress={() => void reopenRelease(app)}>
        {t(release ? 'host.reopen' : 'host.restart')}
      </Button>
    </div>
  );
}
