import { ageSexPanels } from '../../../../shared/report/charts/safetyBreakdowns.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import type { OutcomePanelProps } from './outcomePanel.ts';
import { RatePicture } from './RatePicture.tsx';

/** The outcome by age and sex, and standardised to the exposed. */
export function AgeSexPanel(props: OutcomePanelProps) {
  const { t } = useTexts();
  return (
    <RatePicture
      {...props}
      title={t('safety.ageSex.title')}
      fileName="age-sex"
      note={t('safety.ageSex.note')}
      heading={t('chart.safety.ageAtIndex')}
      panels={ageSexPanels}
      withheld={t('safety.ageSex.withheld')}
    />
  );
}
