import Info from 'lucide-react/icons/info';
import { useMemo } from 'react';
import { documentHash } from '../../../shared/cohort/definitionHash.ts';
import { exploreView } from '../../../shared/explore/exploreView.ts';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { retryCube } from '../../state/exploreActions.ts';
import type { OpenExplore } from '../../state/exploreState.ts';
import { ExploreChartPanel } from './ExploreChartPanel.tsx';
import { FilterBar } from './FilterBar.tsx';

/** All charts of the release under the filters chosen. */
export function ExploreBoard({ explore }: { readonly explore: OpenExplore }) {
  const app = useApp();
  const { t } = useTexts();
  const { model, cubes, filters, whole } = explore;
  const view = useMemo(() => exploreView(model, cubes, filters), [model, cubes, filters]) ?? whole;
  const provenance = useMemo(
    () => ({
      ...model.provenance,
      definitionHash: documentHash(view.filters),
      method: t('explore.method'),
    }),
    [model, view.filters, t],
  );
  return (
    <ProvenanceArea provenance={provenance}>
      <div className="explore">
        <FilterBar explore={explore} view={view} />
        {explore.failure && <FailurePanel failure={explore.failure} retry={() => retryCube(app)} />}
        <div className={`explore-board${view.isStale ? ' dim' : ''}`} aria-busy={view.isStale}>
          <p className="explore-rule">
            <Info size={14} aria-hidden />
            {t('explore.rounded', { below: model.minimumCell })}
          </p>
          <div className="explore-grid">
            {model.charts.map((chart) => (
              <ExploreChartPanel
                key={chart.id}
                model={model}
                chart={chart}
                filters={filters}
                view={view}
                whole={whole}
              />
            ))}
          </div>
        </div>
      </div>
    </ProvenanceArea>
  );
}
