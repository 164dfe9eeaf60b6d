import ShieldAlert from 'lucide-react/icons/shield-alert';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';

/** Adverse events: all safety studies, or one with its dashboard. */
export function SafetyScreen() {
  const app = useApp();
  const { t } = useTexts();
  const released = useAppState((state) => state.release !== null);
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
      </EmptyState>
    </div>
  );
}
