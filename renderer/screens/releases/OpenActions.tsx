import FileArchive from 'lucide-react/icons/file-archive';
import FlaskConical from 'lucide-react/icons/flask-conical';
import FolderOpen from 'lucide-react/icons/folder-open';
import { holds } from '../../app/conditions.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';

/** The ways to a release: a folder, a zip, a demo. */
export function OpenActions({ primary = false }: { readonly primary?: boolean }) {
  const app = useApp();
  const { t } = useTexts();
  const busy = useAppState(
    (state) =>
      state.host.state !== 'ready' || state.jobs.some(({ kind }) => kind === 'open' || kind === 'demo'),
  );
  const demo = useAppState((state) => holds(state, app, 'canCreateDemo'));
  return (
    <>
      <Button
        kind={primary ? 'primary' : 'plain'}
        data-guide="open"
        icon={FolderOpen}
        isDisabled={busy}
        onPress={() => performCommand(app, 'release.openFolder')}
      >
        {t('open.folder')}
      </Button>
      <Button icon={FileArchive} isDisabled={busy} onPress={() => performCommand(app, 'release.openArchive')}>
        {t('open.archive')}
      </Button>
      {demo && (
        <Button
          kind={primary ? 'plain' : 'quiet'}
          data-guide="demo"
          icon={FlaskConical}
          isDisabled={busy}
          onPress={() => performCommand(app, 'release.createDemo')}
        >
          {t('open.demo')}
        </Button>
      )}
    </>
  );
}
