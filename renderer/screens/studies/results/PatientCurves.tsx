import { useMemo } from 'react';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import {
  type NamedCurve,
  studyIncidenceChart,
  studyIncidenceTable,
} from '../../../../shared/report/charts/studyIncidenceChart.ts';
import type { PatientsLike } from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { Shown } from './ResultFrame.tsx';

/** What became of persons like the profile over time, per treatment, of the outcome that is looked at. */
export function PatientCurves({ shown, found }: { readonly shown: Shown; readonly found: PatientsLike }) {
  const { t, locale, own } = useTexts();
  const outcome = shown.outcome?.outcome ?? null;
  const named = useMemo(
    (): readonly NamedCurve[] =>
      found.arms.flatMap(({ arm, name, curves }) => {
        const curve = curves.find((one) => one.outcome === outcome);
        if (!curve || curve.days.length === 0) return [];
        return [
          {
            name: own(name),
            place: shown.armPlace(arm),
            curve: { ...curve, arm, adjusted: true, competing: [], atRisk: [] },
          },
        ];
      }),
    [found, outcome, own, shown],
  );
  const spec = useMemo(() => (options: ChartOptions) => studyIncidenceChart(named, false, options), [named]);
  if (named.length === 0) return null;
  return (
    <ChartPanel
      title={t('studies.patients.curves')}
      aside={shown.outcome ? own(shown.outcome.name) : ''}
      caption={chartCaption(
        locale,
        null,
        shown.result.provenance.releaseId,
        found.arms.map(({ persons }) => persons),
      )}
      fileName={`${shown.study.name}-patients`}
      spec={spec}
      table={studyIncidenceTable(named, locale)}
    />
  );
}
