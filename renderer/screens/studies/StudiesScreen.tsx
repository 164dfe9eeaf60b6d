import FlaskConical from 'lucide-react/icons/flask-conical';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { studiesOfType } from '../../state/studies.ts';
import { StudyDetail } from './StudyDetail.tsx';
import { StudyTable } from './StudyTable.tsx';

/** Comparative studies: all of them, or one with its steps. */
export function StudiesScreen() {
  const app = useApp();
  const { t } = useTexts();
  const open = useAppState(({ studies, openStudy }) => (openStudy === null ? undefined : studies[openStudy]));
  const any = useAppState(({ studies }) => studiesOfType(studies, 'comparison').length > 0);
  const released = useAppState((state) => state.release !== null);
  if (open) return <StudyDetail key={open.id} study={open} />;
  if (any) return <StudyTable />;
  return (
    <div className="screen">
      <h1 className="spoken">{t('nav.studies')}</h1>
      <EmptyState icon={FlaskConical} title={t('studies.none')} text={t('studies.noneText')}>
        <Button kind="primary" isDisabled={!released} onPress={() => performCommand(app, 'study.addShipped')}>
          {t('command.study.addShipped')}
        </Button>
        <Button onPress={() => performCommand(app, 'study.new')}>{t('command.study.new')}</Button>
        <Button onPress={() => performCommand(app, 'study.import')}>{t('command.study.import')}</Button>
      </EmptyState>
    </div>
  );
}
