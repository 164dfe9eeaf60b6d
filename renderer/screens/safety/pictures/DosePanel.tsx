import { dosePanels } from '../../../../shared/report/charts/safetyBreakdowns.ts';
import { shortP } from '../../../../shared/report/charts/safetyMarks.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import type { OutcomePanelProps } from './outcomePanel.ts';
import { NoPicture } from './Picture.tsx';
import { RatePicture } from './RatePicture.tsx';

/** The outcome by tertile of the exposed's dose. */
export function DosePanel(props: OutcomePanelProps) {
  const { t, locale } = useTexts();
  const { byDose, doseTrendP } = props.shown.pictures;
  const title = t('safety.dose.title');
  if (byDose.length === 0) {
    return (
      <NoPicture
        title={title}
        aside={props.shown.name}
        className={props.className}
        text={t('safety.dose.none')}
      />
    );
  }
  return (
    <RatePicture
      {...props}
      title={title}
      {...(doseTrendP === null ? {} : { aside: t('safety.dose.trend', { p: shortP(locale, doseTrendP) }) })}
      fileName="dose"
      note={t(byDose.length === 1 ? 'safety.dose.one' : 'safety.dose.note')}
      heading={t('chart.safety.dailyDose')}
      panels={dosePanels}
      withheld={t('safety.dose.withheld')}
    />
  );
}
