import type { ReactNode } from 'react';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { AgeSexPanel } from './AgeSexPanel.tsx';
import { ControlStripPanel } from './ControlStripPanel.tsx';
import { CurvesPanel } from './CurvesPanel.tsx';
import { DosePanel } from './DosePanel.tsx';
import { DotPlotPanel } from './DotPlotPanel.tsx';
import { FunnelPanel } from './FunnelPanel.tsx';
import { OnsetPanel } from './OnsetPanel.tsx';
import { NoPicture } from './Picture.tsx';
import { type PictureProps, type PictureView, usePictureView } from './pictureView.ts';
import { TreePanel } from './TreePanel.tsx';
import { useOutcome } from './useOutcome.ts';
import { VolcanoPanel } from './VolcanoPanel.tsx';

/**
 * The pictures of a dashboard, as panels of its grid: all outcomes beside the table, below it the leading ones and the
 * tree, what is drawn of the outcome that is chosen, and the negative controls.
 *
 * @param children stand before the pictures of the chosen outcome, half as wide as the grid
 */
export function SafetyPictures({ children, ...props }: PictureProps & { readonly children?: ReactNode }) {
  const view = usePictureView(props);
  if (!view) return null;
  return (
    <>
      <VolcanoPanel view={view} className="safety-side" />
      <DotPlotPanel view={view} className="safety-half" />
      <TreePanel view={view} className="safety-half" />
      {children}
      <OutcomePictures view={view} />
      <ControlStripPanel {...props} className="safety-third" />
    </>
  );
}

function OutcomePictures({ view }: { readonly view: PictureView }) {
  const { t } = useTexts();
  const { shown, isLoading, failure, retry } = useOutcome(view);
  if (failure && !shown) {
    return (
      <div className="safety-half">
        <FailurePanel failure={failure} retry={retry} />
      </div>
    );
  }
  if (!shown) {
    return (
      <NoPicture
        title={t('safety.outcome.title')}
        className="safety-half"
        busy={isLoading}
        text={isLoading ? t('safety.picture.loading', { name: view.rowName }) : t('safety.outcome.notChosen')}
      />
    );
  }
  const props = { view, shown, loading: isLoading ? view.rowName : null };
  const { sex, ageBand } = view.result.filter;
  if (sex !== null || ageBand !== null) {
    const places = [
      ['onset', 'safety-half'],
      ['curves', 'safety-two-thirds'],
      ['dose', 'safety-third'],
    ] as const;
    return (
      <>
        {places.map(([id, className]) => (
          <NoPicture
            key={id}
            title={t(`safety.${id}.title`)}
            className={className}
            text={t('safety.outcome.filtered')}
          />
        ))}
        <AgeSexPanel {...props} className="safety-wide" />
        <NoPicture
          title={t('safety.funnel.title')}
          className="safety-two-thirds"
          text={t('safety.outcome.filtered')}
        />
      </>
    );
  }
  return (
    <>
      <OnsetPanel {...props} className="safety-half" />
      <CurvesPanel {...props} className="safety-two-thirds" />
      <DosePanel {...props} className="safety-third" />
      <AgeSexPanel {...props} className="safety-wide" />
      <FunnelPanel {...props} className="safety-two-thirds" />
    </>
  );
}
