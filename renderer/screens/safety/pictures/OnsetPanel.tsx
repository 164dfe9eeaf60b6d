import { onsetPanels } from '../../../../shared/report/charts/safetyBreakdowns.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import type { OutcomePanelProps } from './outcomePanel.ts';
import { RatePicture } from './RatePicture.tsx';

/** When after index the outcome happens. */
export function OnsetPanel(props: OutcomePanelProps) {
  const { t } = useTexts();
  return (
    <RatePicture
      {...props}
      title={t('safety.onset.title')}
      fileName="onset"
      note={t('safety.onset.note')}
      heading={t('chart.safety.daysAfterIndex')}
      panels={onsetPanels}
      withheld={t('safety.onset.withheld')}
    />
  );
}
