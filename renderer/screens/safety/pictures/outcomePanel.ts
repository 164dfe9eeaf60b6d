import type { PictureView } from './pictureView.ts';
import type { ShownOutcome } from './useOutcome.ts';

/** What a picture of one outcome is given. */
export interface OutcomePanelProps {
  readonly view: PictureView;
  readonly shown: ShownOutcome;
  /** Name of the outcome that is being fetched, while the one before is shown. */
  readonly loading: string | null;
  readonly className: string;
}
