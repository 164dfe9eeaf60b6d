import { ProgressBar } from 'react-aria-components';
import { useApp, useTexts } from '../state/AppContext.tsx';
import { cancelJob } from '../state/app.ts';
import type { JobState } from '../state/appState.ts';
import { Button } from './Button.tsx';
import { Elapsed } from './Elapsed.tsx';

/** Work under way: what, in which phase, how far, since when, and Cancel. */
export function JobProgress({ job }: { readonly job: JobState }) {
  const app = useApp();
  const { t, text } = useTexts();
  const { progress } = job;
  const fraction = progress?.fraction ?? null;
  const phase = job.cancelling
    ? t('job.cancelling')
    : progress
      ? t(`phase.${progress.phase}`)
      : t('job.starting');
  const percent = fraction === null ? null : Math.floor(fraction * 100);
  return (
    <div className="job">
      <ProgressBar
        className="job-bar"
        aria-label={text(job.title)}
        isIndeterminate={percent === null}
        value={percent ?? 0}
      >
        <div className="job-line">
          <strong>{text(job.title)}</strong>
          <span className="job-phase">
            {phase}
            {!job.cancelling && progress?.detail !== undefined && (
              <span className="job-detail">{progress.detail}</span>
            )}
          </span>
          <span className="num job-percent">{percent === null ? '' : `${percent}%`}</span>
          <Elapsed since={job.startedAt} />
        </div>
        <div className={`track${percent === null ? ' indeterminate' : ''}`}>
          <div className="fill" style={percent === null ? {} : { width: `${percent}%` }} />
        </div>
      </ProgressBar>
      <Button onPress={() => cancelJob(app, job.id)} isDisabled={job.cancelling}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}
