import Archive from 'lucide-react/icons/archive';
import Boxes from 'lucide-react/icons/boxes';
import type { LibrarySet } from '../../../shared/vocabulary/conceptSetLibrary.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Segments } from '../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeConcepts } from '../../state/conceptActions.ts';
import { ConceptDetail } from './ConceptDetail.tsx';
import { LibrarySetDetail } from './LibrarySetDetail.tsx';
import { SearchPane } from './SearchPane.tsx';
import { SetLibraryPane } from './SetLibraryPane.tsx';
import { useLibrary } from './useLibrary.ts';

/** The vocabulary of the open release, and the concept sets of all definitions. */
export function ConceptsScreen() {
  const app = useApp();
  const { t } = useTexts();
  const release = useAppState((state) => state.release);
  const view = useAppState((state) => state.concepts.view);
  const library = useLibrary();
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
        {view === 'search' ? <SearchPane /> : library.length > 0 && <SetLibraryPane library={library} />}
      </div>
      {view === 'search' ? <ConceptDetail /> : <Sets library={library} />}
    </div>
  );
}

function Sets({ library }: { readonly library: readonly LibrarySet[] }) {
  const { t } = useTexts();
  if (library.length > 0) return <LibrarySetDetail library={library} />;
  return <EmptyState icon={Boxes} title={t('sets.none')} text={t('sets.noneText')} />;
}
