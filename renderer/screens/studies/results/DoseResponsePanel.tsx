import { useMemo } from 'react';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { studyDoseChart, studyDoseTable } from '../../../../shared/report/charts/studyDoseChart.ts';
import { effectText, pText } from '../../../../shared/report/study/effectText.ts';
import type { DoseResponse, OutcomeResult } from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { TermHelp } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { Shown } from './ResultFrame.tsx';

/** Trend and spline over the dose. Nothing in a study that does not ask for them. */
export function DoseResponsePanel({
  shown,
  outcome,
}: {
  readonly shown: Shown;
  readonly outcome: OutcomeResult;
}) {
  const { t } = useTexts();
  const found = shown.result.doseResponse?.find(
    (one) => one.outcome === outcome.outcome && one.timeAtRisk === outcome.timeAtRisk,
  );
  if (!found) return null;
  if (!found.curve) {
    return (
      <Panel title={t('studies.dose.title')}>
        <p className="hint">{t('studies.dose.blinded')}</p>
      </Panel>
    );
  }
  return <Curve shown={shown} dose={found} curve={found.curve} />;
}

function Curve({
  shown,
  dose,
  curve,
}: {
  readonly shown: Shown;
  readonly dose: DoseResponse;
  readonly curve: NonNullable<DoseResponse['curve']>;
}) {
  const { t, locale } = useTexts();
  const spec = useMemo(() => (options: ChartOptions) => studyDoseChart(curve, options), [curve]);
  const trend = dose.trend && effectText(locale, dose.trend).whole;
  return (
    <ChartPanel
      title={t('studies.dose.title')}
      aside={
        <>
          <TermHelp id="doseResponse" /> {trend !== null && t('studies.dose.trend', { trend })}
          {dose.nonLinearityP !== null &&
            ` · ${t('studies.dose.nonLinear', { p: pText(locale, dose.nonLinearityP) })}`}
        </>
      }
      caption={chartCaption(locale, null, shown.result.provenance.releaseId, [])}
      fileName={`${shown.study.name}-dose`}
      spec={spec}
      table={studyDoseTable(curve, locale)}
    />
  );
}
