import Ban from 'lucide-react/icons/ban';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import RotateCw from 'lucide-react/icons/rotate-cw';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { isStale, type Study } from '../../state/studies.ts';

const signs = {
  done: CircleCheck,
  notRun: CircleDashed,
  running: LoaderCircle,
  failed: CircleAlert,
  cancelled: Ban,
  broken: CircleAlert,
} as const;
const looks = { done: 'generated', failed: 'failed', broken: 'failed' } as const;

/** Where a study stands: by shape and word, not by colour alone. */
export function StudyState({ study }: { readonly study: Study }) {
  const { t } = useTexts();
  const run = useAppState(
    ({ studyWork, safetyWork }) => studyWork.runs[study.id] ?? safetyWork.runs[study.id],
  );
  const broken = readStudy(study).failures.length > 0;
  const isRunning = run?.state === 'running' || run?.state === 'filtering';
  const state = isRunning ? 'running' : broken ? 'broken' : (run?.state ?? 'notRun');
  const Sign = signs[state];
  return (
    <span className={`state ${state in looks ? looks[state as keyof typeof looks] : ''}`}>
      <Sign size={13} aria-hidden />
      {t(`studies.state.${state}`)}
    </span>
  );
}

/** Says that a result is of an earlier study or of another release. Nothing where it is not. */
export function StudyStaleBadge({ study }: { readonly study: Study }) {
  const { t } = useTexts();
  const run = useAppState(
    ({ studyWork, safetyWork }) => studyWork.runs[study.id] ?? safetyWork.runs[study.id],
  );
  const release = useAppState((state) => state.release?.digest ?? null);
  if (!run || !isStale(run, study, release)) return null;
  return (
    <span className="badge stale" title={t('studies.staleWhy')}>
      <RotateCw size={12} aria-hidden />
      {t('studies.stale')}
    </span>
  );
}
