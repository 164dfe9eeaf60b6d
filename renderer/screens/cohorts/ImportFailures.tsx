import { Button } from '../../components/Button.tsx';
import { FailureTable } from '../../components/FailureTable.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';

/** Definitions that could not be read, each with what is wrong and where. */
export function ImportFailures() {
  const app = useApp();
  const { t } = useTexts();
  const failed = useAppState((state) => state.importFailures);
  if (failed.length === 0) return null;
  return (
    <div role="alert">
      <Panel
        title={t('import.failed', { count: failed.length })}
        aside={t('import.othersKept')}
        className="failed"
        actions={
          <Button onPress={() => app.store.setState({ importFailures: [] })}>{t('action.close')}</Button>
        }
      >
        {failed.map(({ name, failures }) => (
          <div key={name} className="failed-definition">
            <h3>{name}</h3>
            <FailureTable failures={failures} label={name} />
          </div>
        ))}
      </Panel>
    </div>
  );
}
