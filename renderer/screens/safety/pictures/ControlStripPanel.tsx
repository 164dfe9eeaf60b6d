import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useMemo } from 'react';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import {
  safetyControlStrip,
  safetyControlTable,
} from '../../../../shared/report/charts/safetyControlStrip.ts';
import { estimateText } from '../../../../shared/report/study/effectText.ts';
import type { ControlStrip } from '../../../../shared/study/safety/safetyResult.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import { fewestControls, mayCallSignals } from '../safetyCounts.ts';
import { NoPicture, SafetyPicture } from './Picture.tsx';
import { type PictureProps, type PictureView, usePictureView } from './pictureView.ts';

/** What the negative controls say of systematic error, and whether anything may be called a signal. */
export function ControlStripPanel({
  className = '',
  ...props
}: PictureProps & { readonly className?: string }) {
  const view = usePictureView(props);
  const { t } = useTexts();
  if (!view) return null;
  const { controls } = view.result;
  const title = t('safety.strip.title');
  if (controls === null || controls.asked === 0) {
    return <NoPicture title={title} className={className} text={t('safety.strip.none')} />;
  }
  return <Strip view={view} controls={controls} className={className} />;
}

function Strip({
  view,
  controls,
  className,
}: {
  readonly view: PictureView;
  readonly controls: ControlStrip;
  readonly className: string;
}) {
  const { t, locale } = useTexts();
  const { study, result, windowName, caption } = view;
  const { estimable, asked, systematicError, points } = controls;
  const spec = useMemo(() => (options: ChartOptions) => safetyControlStrip(controls, options), [controls]);
  const title = t('safety.strip.title');
  const aside = [
    t('safety.strip.estimable', { estimable, asked }),
    ...(systematicError === null
      ? []
      : [t('safety.strip.error', { error: estimateText(locale, systematicError, 2) })]),
  ].join(' · ');
  if (points.length === 0) {
    return <NoPicture title={title} aside={aside} className={className} text={t('safety.strip.withheld')} />;
  }
  const window = windowName(result.timesAtRisk[0]?.timeAtRisk ?? '');
  const notes = [
    t('safety.strip.note', { window }),
    ...(points.length < estimable ? [t('safety.strip.hidden', { count: estimable - points.length })] : []),
  ];
  return (
    <SafetyPicture
      title={title}
      aside={aside}
      className={className}
      fileName={`${study.name}-controls`}
      note={notes.join(' ')}
      caption={caption}
      spec={spec}
      table={safetyControlTable(controls, locale)}
      controls={
        !mayCallSignals(result) && (
          <span
            className="badge stale"
            title={t('safety.controls.tooFew', { estimable, fewest: fewestControls })}
          >
            <TriangleAlert size={12} aria-hidden />
            {t('safety.strip.noSignal')}
          </span>
        )
      }
    />
  );
}
