import Info from 'lucide-react/icons/info';
import { type ReactNode, useMemo } from 'react';
import { documentHash } from '../../../shared/cohort/definitionHash.ts';
import type { ExploreModel } from '../../../shared/explore/exploreModel.ts';
import type { Filters } from '../../../shared/explore/filters.ts';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { retryCube } from '../../state/exploreActions.ts';
import type { OpenExplore } from '../../state/exploreState.ts';
import { ExploreChartPanel } from './ExploreChartPanel.tsx';
import { FilterBar } from './FilterBar.tsx';

interface ModelProps {
  readonly model: ExploreModel;
}

/** All charts of the release under the filters chosen. What every stroke of a brush changes is rendered for itself. */
export function ExploreBoard({ model }: ModelProps) {
  return (
    <ExploreProvenance model={model}>
      <div className="explore">
        <Live>{(explore) => <FilterBar explore={explore} />}</Live>
        <CubeFailure />
        <Charts model={model} />
      </div>
    </ExploreProvenance>
  );
}

/** Where the numbers inside come from: those of the filters that they are of. */
function ExploreProvenance({ model, children }: ModelProps & { readonly children: ReactNode }) {
  const { t } = useTexts();
  const filters = useAppState(({ explore }): Filters | null =>
    explore.state === 'open' ? explore.view.filters : null,
  );
  const provenance = useMemo(
    () => ({ ...model.provenance, definitionHash: documentHash(filters), method: t('explore.method') }),
    [model, filters, t],
  );
  return <ProvenanceArea provenance={provenance}>{children}</ProvenanceArea>;
}

function Live({ children }: { readonly children: (explore: OpenExplore) => ReactNode }) {
  const explore = useAppState((state) => state.explore);
  return explore.state === 'open' && children(explore);
}

function CubeFailure() {
  const app = useApp();
  const failure = useAppState(({ explore }) => (explore.state === 'open' ? explore.failure : null));
  return failure && <FailurePanel failure={failure} retry={() => retryCube(app)} />;
}

function Charts({ model }: ModelProps) {
  const { t } = useTexts();
  const isStale = useAppState(({ explore }) => explore.state === 'open' && explore.view.isStale);
  return (
    <div className={`explore-board${isStale ? ' dim' : ''}`} aria-busy={isStale}>
      <p className="explore-rule">
        <Info size={14} aria-hidden />
        {t('explore.rounded', { below: model.minimumCell })}
      </p>
      <div className="explore-grid">
        {model.charts.map((chart) => (
          <ExploreChartPanel key={chart.id} model={model} chart={chart} />
        ))}
      </div>
    </div>
  );
}
