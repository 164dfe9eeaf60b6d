import ShieldAlert from 'lucide-react/icons/shield-alert';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { studiesOfType } from '../../state/studies.ts';
import { SafetyList } from './SafetyList.tsx';
import { SafetyStudy } from './SafetyStudy.tsx';

/** Adverse events: all safety studies, or one with its dashboard. */
export function SafetyScreen() {
  const app = useApp();
  const { t } = useTexts();
  const open = useAppState(({ studies, openSafety }) =>
    openSafety === null ? undefined : studies[openSafety],
  );
  const any = useAppState(({ studies }) => studiesOfType(studies, 'safety').length > 0);
  const released = useAppState((state) => state.release !== null);
  if (open) return <SafetyStudy key={open.id} study={open} />;
  if (any) return <SafetyList />;
  return (
    <div className="screen">
      <h1 className="spoken">{t('nav.safety')}</h1>
      <EmptyState icon={ShieldAlert} title={t('safety.none')} text={t('safety.noneText')}>
        <Button
          kind="primary"
          isDisabled={!released}
          onPress={() => performCommand(app, 'safety.addShipped')}
        >
          {t('command.safety.addShipped')}
        </Button>
        <Button isDisabled={!released} onPress={() => performCommand(app, 'safety.new')}>
          {t('command.safety.new')}
        </Button>
        <Button onPress={() => performCommand(app, 'study.import')}>{t('command.study.import')}</Button>
      </EmptyState>
    </div>
  );
}
