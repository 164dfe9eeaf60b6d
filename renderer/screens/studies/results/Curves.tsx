import { useMemo, useState } from 'react';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import {
  type NamedCurve,
  studyIncidenceChart,
  studyIncidenceTable,
} from '../../../../shared/report/charts/studyIncidenceChart.ts';
import type { OutcomeEstimates } from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { TermHelp } from '../../../components/Term.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { Shown } from './ResultFrame.tsx';

/** Cumulative incidence per arm, crude or adjusted, with competing events where asked for. */
export function Curves({
  shown,
  estimates,
}: {
  readonly shown: Shown;
  readonly estimates: OutcomeEstimates;
}) {
  const { t, locale } = useTexts();
  const { curves, proportionality } = estimates;
  const both = curves.some(({ adjusted }) => adjusted) && curves.some(({ adjusted }) => !adjusted);
  const [which, setWhich] = useState<'adjusted' | 'crude'>('adjusted');
  const [competing, setCompeting] = useState(false);
  const isAdjusted = both ? which === 'adjusted' : curves.some(({ adjusted }) => adjusted);
  const { result, study } = shown;
  const named = useMemo(
    (): readonly NamedCurve[] =>
      curves
        .filter(({ adjusted }) => adjusted === isAdjusted)
        .map((curve) => ({ curve, name: shown.armName(curve.arm), place: shown.armPlace(curve.arm) })),
    [curves, isAdjusted, shown],
  );
  const spec = useMemo(
    () => (options: ChartOptions) => studyIncidenceChart(named, competing, options),
    [named, competing],
  );
  if (named.length === 0) return null;
  return (
    <ChartPanel
      title={t('studies.curves.title')}
      aside={<TermHelp id="cumulativeIncidence" />}
      caption={`${t('studies.curves.days')} ${chartCaption(
        locale,
        null,
        result.provenance.releaseId,
        named.flatMap(({ curve }) => curve.atRisk.map(({ persons }) => persons)),
      )}`}
      fileName={`${study.name}-incidence`}
      spec={spec}
      table={studyIncidenceTable(named, locale)}
      controls={
        <>
          {proportionality?.crosses && <span className="badge stale">{t('studies.curves.cross')}</span>}
          <Toggle label={t('studies.curves.competing')} on={competing} onChange={setCompeting} />
          {both && (
            <Segments
              label={t('studies.curves.which')}
              value={which}
              onChange={setWhich}
              options={[
                { id: 'adjusted', label: t('study.adjusted') },
                { id: 'crude', label: t('study.crude') },
              ]}
            />
          )}
        </>
      }
    />
  );
}
