import FileInput from 'lucide-react/icons/file-input';
import PencilRuler from 'lucide-react/icons/pencil-ruler';
import Plus from 'lucide-react/icons/plus';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';

/** What the builder shows while nothing is edited: how to begin. */
export function StartScreen() {
  const app = useApp();
  const { t } = useTexts();
  const released = useAppState((state) => state.release !== null);
  return (
    <EmptyState icon={PencilRuler} title={t('builder.none')} text={t('builder.noneText')}>
      <Button
        kind="primary"
        data-guide="template"
        icon={Plus}
        onPress={() => performCommand(app, 'cohort.new')}
      >
        {t('command.cohort.new')}
      </Button>
      <Button
        icon={FileInput}
        isDisabled={!released}
        onPress={() => performCommand(app, 'cohorts.importFiles')}
      >
        {t('builder.new.file')}
      </Button>
    </EmptyState>
  );
}
