import Archive from 'lucide-react/icons/archive';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Segments } from '../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeConcepts } from '../../state/conceptActions.ts';
import { ConceptDetail } from './ConceptDetail.tsx';
import { SearchPane } from './SearchPane.tsx';

/** The vocabulary of the open release, and the concept sets of all definitions. */
export function ConceptsScreen() {
  const app = useApp();
  const { t } = useTexts();
  const release = useAppState((state) => state.release);
  const view = useAppState((state) => state.concepts.view);
  if (!release) {
    return (
      <div className="screen">
        <h1 className="spoken">{t('nav.concepts')}</h1>
        <EmptyState icon={Archive} title={t('concepts.noRelease')} text={t('concepts.noReleaseText')}>
          <Button kind="primary" onPress={() => performCommand(app, 'go.releases')}>
            {t('command.go.releases')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="concepts-layout">
      <div className="concepts-side">
        <div className="concepts-view">
          <Segments
            label={t('concepts.view')}
            value={view}
            onChange={(chosen) => changeConcepts(app, { view: chosen })}
            options={[
              { id: 'search', label: t('concepts.view.search') },
              { id: 'sets', label: t('concepts.view.sets') },
            ]}
          />
        </div>
        {view === 'search' && <SearchPane />}
      </div>
      {view === 'search' && <ConceptDetail />}
    </div>
  );
}
