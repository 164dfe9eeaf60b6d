import { useMemo } from 'react';
import { isWithheld } from '../../../../shared/disclosure/publishedCount.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { safetyFunnel, safetyFunnelTable } from '../../../../shared/report/charts/safetyFunnel.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import type { OutcomePanelProps } from './outcomePanel.ts';
import { NoPicture, SafetyPicture } from './Picture.tsx';

/** The outcome in the exposed by institution, beside what chance alone would do. */
export function FunnelPanel({ view, shown, loading, className }: OutcomePanelProps) {
  const { t, locale } = useTexts();
  const { study, caption } = view;
  const { pictures, name, row } = shown;
  const { byInstitution } = pictures;
  const overall = row.groups[0]?.rate ?? null;
  const spec = useMemo(
    () => (options: ChartOptions) =>
      safetyFunnel(byInstitution, overall ?? { estimate: 0, lower: 0, upper: 0 }, options),
    [byInstitution, overall],
  );
  const title = t('safety.funnel.title');
  const hidden = byInstitution.filter(({ rate }) => rate.rate === null).length;
  const outside = byInstitution.filter(({ outsideFunnel }) => outsideFunnel).length;
  const hasEvents = byInstitution.some(({ rate }) => !isWithheld(rate.events) && rate.events > 0);
  if (overall === null || byInstitution.length < 2 || !hasEvents) {
    const why = byInstitution.length < 2 ? 'safety.funnel.none' : 'safety.funnel.withheld';
    return (
      <NoPicture title={title} aside={name} className={className} busy={loading !== null} text={t(why)} />
    );
  }
  return (
    <SafetyPicture
      title={title}
      aside={`${name} · ${t('safety.funnel.outside', { outside, shown: byInstitution.length - hidden })}`}
      className={className}
      fileName={`${study.name}-${row.code || row.id}-institutions`}
      note={`${t('safety.funnel.note')}${hidden === 0 ? '' : ` ${t('safety.funnel.hidden', { count: hidden })}`}`}
      caption={`${name}. ${caption}`}
      counts={byInstitution.map(({ rate }) => rate.events)}
      spec={spec}
      table={safetyFunnelTable(byInstitution, locale)}
      loading={loading}
    />
  );
}
