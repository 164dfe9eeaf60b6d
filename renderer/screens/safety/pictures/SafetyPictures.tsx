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
 * The pictures of a dashboard, as panels of its grid: beside the table all outcomes and the negative controls, below the
 * leading ones and the tree, and what is drawn of the outcome that is chosen.
 */
export function SafetyPictures(props: PictureProps) {
  const view = usePictureView(props);
  if (!view) return null;
  return (
    <>
      <div className="safety-side safety-stack">
        <VolcanoPanel view={view} className="" />
        <ControlStripPanel {...props} />
      </div>
      <DotPlotPanel view={view} className="safety-half" />
      <TreePanel view={view} className="safety-half" />
      <OutcomePictures view={view} />
    </>
  );
}

function OutcomePictures({ view }: { readonly view: PictureView }) {
  const { t } = useTexts();
  const { shown, isLoading, failure, retry } = useOutcome(view);
  if (failure && !shown) {
    return (
      <div className="safety-wide">
        <FailurePanel failure={failure} retry={retry} />
      </div>
    );
  }
  if (!shown) {
    return (
      <NoPicture
        title={t('safety.outcome.title')}
        className="safety-wide"
        busy={isLoading}
        text={isLoading ? t('safety.picture.loading', { name: view.rowName }) : t('safety.outcome.notChosen')}
      />
    );
  }
  const props = { view, shown, loading: isLoading ? view.rowName : null };
  return (
    <>
      <OnsetPanel {...props} className="safety-third" />
      <CurvesPanel {...props} className="safety-third" />
      <DosePanel {...props} className="safety-third" />
      <AgeSexPanel {...props} className="safety-half" />
      <FunnelPanel {...props} className="safety-half" />
    </>
  );
}
