import { useMemo } from 'react';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { safetyCurvesChart, safetyCurvesTable } from '../../../../shared/report/charts/safetyCurves.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import type { OutcomePanelProps } from './outcomePanel.ts';
import { NoPicture, SafetyPicture } from './Picture.tsx';

/** Cumulative incidence of the outcome with death competing. */
export function CurvesPanel({ view, shown, loading, className }: OutcomePanelProps) {
  const { t, locale } = useTexts();
  const { groups, study, caption } = view;
  const { pictures, name, row } = shown;
  const { curves } = pictures;
  const spec = useMemo(
    () => (options: ChartOptions) => safetyCurvesChart(curves, groups, options),
    [curves, groups],
  );
  const title = t('safety.curves.title');
  const missing = groups.filter(
    ({ group }) => !curves.some((one) => one.group === group && one.days.length > 0),
  );
  if (missing.length === groups.length) {
    return (
      <NoPicture
        title={title}
        aside={name}
        className={className}
        busy={loading !== null}
        text={t('safety.curves.withheld')}
      />
    );
  }
  const names = missing.map((one) => one.name).join(t('studies.listJoin'));
  return (
    <SafetyPicture
      title={title}
      aside={name}
      className={className}
      fileName={`${study.name}-${row.code || row.id}-incidence`}
      note={`${t('safety.curves.note')}${names === '' ? '' : ` ${t('safety.curves.missing', { names })}`}`}
      caption={`${name}. ${caption}`}
      spec={spec}
      table={safetyCurvesTable(curves, groups, locale)}
      loading={loading}
    />
  );
}
