import X from 'lucide-react/icons/x';
import { useMemo } from 'react';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { memberLetter, overlapChart, overlapTable } from '../../../shared/report/charts/overlapChart.ts';
import type { CohortOverlap } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { Button } from '../../components/Button.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { Panel } from '../../components/Panel.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import type { AppState } from '../../state/appState.ts';
import { showOverlap } from '../../state/cohortActions.ts';

/** Who is in which of several cohorts. */
export function OverlapView({ overlap }: { readonly overlap: NonNullable<AppState['overlap']> }) {
  const app = useApp();
  const { t } = useTexts();
  return (
    <div className="detail">
      <header className="screen-head">
        <h1>{t('overlap.heading', { count: overlap.ids.length })}</h1>
        <span className="spacer" />
        <Button icon={X} onPress={() => app.store.setState({ overlap: null })}>
          {t('action.close')}
        </Button>
      </header>
      {overlap.failure && (
        <FailurePanel failure={overlap.failure} retry={() => void showOverlap(app, overlap.ids)} />
      )}
      {overlap.loading && <p className="loading">{t('state.loading')}</p>}
      {overlap.value && <OverlapPanels overlap={overlap.value} />}
    </div>
  );
}

function OverlapPanels({ overlap }: { readonly overlap: CohortOverlap }) {
  const { t, locale, own } = useTexts();
  const releaseId = useAppState((state) => state.release?.releaseId ?? '');
  const spec = useMemo(() => (options: ChartOptions) => overlapChart(overlap, options), [overlap]);
  const counts = overlap.combinations.map(({ persons }) => persons);
  const n = counts.some(isWithheld)
    ? null
    : counts.reduce<number>((sum, count) => sum + (isWithheld(count) ? 0 : count), 0);
  return (
    <>
      <Panel title={t('overlap.members')}>
        <ol className="members">
          {overlap.cohorts.map(({ id, title, persons }, i) => (
            <li key={id}>
              <span className="letter">{memberLetter(i)}</span>
              <span>{own(title)}</span>
              <span className="num">
                <CountValue count={persons} label={own(title)} />
              </span>
            </li>
          ))}
        </ol>
      </Panel>
      <ChartPanel
        title={t('chart.overlap.title')}
        aside={t('overlap.aside')}
        caption={chartCaption(locale, n, releaseId, counts)}
        fileName={`overlap-${overlap.cohorts.length}`}
        spec={spec}
        table={overlapTable(overlap, locale)}
      />
    </>
  );
}
