import X from 'lucide-react/icons/x';
import { Button as PressTarget } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { KindBadge } from '../../components/KindBadge.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { forgetRelease, openRelease } from '../../state/releaseActions.ts';

/** Releases opened before, without the one that is open. */
export function RecentReleases() {
  const app = useApp();
  const { t, moment, own } = useTexts();
  const recent = useAppState((state) => state.settings.recent);
  const current = useAppState((state) => state.releaseLocator);
  const busy = useAppState(
    (state) =>
      state.host.state !== 'ready' || state.jobs.some(({ kind }) => kind === 'open' || kind === 'demo'),
  );
  const others = recent.filter(({ locator }) => locator !== current);
  if (others.length === 0) return null;
  return (
    <Panel title={t('recent.title')} aside={t('recent.aside')} className="recent">
      <ul>
        {others.map(({ locator, title, kind, openedAt }) => (
          <li key={locator}>
            <PressTarget
              className="recent-open"
              isDisabled={busy}
              onPress={() => void openRelease(app, locator, title)}
            >
              <span className="recent-title">{own(title)}</span>
              <KindBadge kind={kind} />
              <span className="recent-place mono">
                <bdi dir="ltr">{locator}</bdi>
              </span>
              <span className="num recent-time">{moment(openedAt)}</span>
            </PressTarget>
            <Button
              kind="quiet"
              icon={X}
              aria-label={t('recent.forget', { release: own(title) })}
              onPress={() => void forgetRelease(app, locator)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
