import Ellipsis from 'lucide-react/icons/ellipsis';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { type Study, studyTitle } from '../../state/studies.ts';
import { duplicateStudy, exportStudy, removeStudy } from '../../state/studyActions.ts';

/** What can be done with a study of a list. */
export function StudyMenu({
  study,
  running,
  onRun,
}: {
  readonly study: Study;
  readonly running: boolean;
  readonly onRun: () => void;
}) {
  const app = useApp();
  const { t, own } = useTexts();
  const ready = useAppState(({ host, release }) => host.state === 'ready' && release !== null);
  const canRun = ready && !running && readStudy(study).failures.length === 0;
  const name = t('studies.menu', { name: own(studyTitle(study)) });
  const act = (key: string) => {
    if (key === 'run') onRun();
    else if (key === 'duplicate') duplicateStudy(app, study.id);
    else if (key === 'export') void exportStudy(app, study.id);
    else void removeStudy(app, study.id);
  };
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Ellipsis} aria-label={name} />
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={name}
          disabledKeys={canRun ? [] : ['run']}
          onAction={(key) => act(String(key))}
        >
          <MenuItem id="run">{t('command.study.run')}</MenuItem>
          <MenuItem id="duplicate">{t('command.study.duplicate')}</MenuItem>
          <MenuItem id="export">{t('command.study.export')}</MenuItem>
          <MenuItem id="remove">{t('command.study.remove')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
