import FileUp from 'lucide-react/icons/file-up';
import MessageSquareWarning from 'lucide-react/icons/message-square-warning';
import { type DragEvent, useEffect, useState } from 'react';
import type { MessageKey } from '../../../../shared/i18n/translate.ts';
import type { SafetyResult } from '../../../../shared/study/safety/safetyResult.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { JobProgress } from '../../../components/JobProgress.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { chooseReportFiles } from '../../../platform/givenFiles.ts';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { reportedOf, type SafetyChoice } from '../../../state/safety.ts';
import { loadReported, reportedJob } from '../../../state/safetyReports.ts';
import type { Study } from '../../../state/studies.ts';
import { ReportedContent } from './ReportedContent.tsx';
import { ReportedExplainer } from './ReportedExplainer.tsx';

interface ReportedPanelProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly choice: SafetyChoice;
}

/** Spontaneous reports beside what the study observed: the release's own at once, others from files. */
export function ReportedPanel({ study, result, choice }: ReportedPanelProps) {
  const app = useApp();
  const { t } = useTexts();
  const found = useAppState(({ safetyWork }) => safetyWork.reported[study.id]);
  const job = useAppState(({ jobs }) => jobs.find(({ title }) => title.key === reportedJob));
  const [isOver, setOver] = useState(false);
  const isOfThis = found?.of === reportedOf(result);
  const picked = found?.files ?? null;

  useEffect(() => {
    if (!isOfThis) void loadReported(app, study, result, picked);
  }, [app, study, result, isOfThis, picked]);

  const load = (files: readonly File[]): void => {
    if (files.length > 0) void loadReported(app, study, result, files);
  };
  const choose = (): void => void chooseReportFiles().then(load);
  const current = isOfThis ? found : undefined;
  const failure = current?.failure ?? null;
  const without = picked === null ? failure && withoutReports[failure.code] : undefined;
  return (
    <div className={`safety-wide reported${isOver ? ' over' : ''}`} {...dropping(setOver, load)}>
      <Panel
        title={t('reported.title')}
        busy={current?.loading ?? true}
        actions={
          <>
            {current?.files && (
              <Button kind="quiet" onPress={() => void loadReported(app, study, result, null)}>
                {t('reported.useRelease')}
              </Button>
            )}
            <Button icon={FileUp} onPress={choose}>
              {t('reported.choose')}
            </Button>
          </>
        }
      >
        {isOver && <p className="hint">{t('reported.drop')}</p>}
        {current?.loading && job && <JobProgress job={job} />}
        {failure && !without && (
          <FailurePanel failure={failure} retry={() => void loadReported(app, study, result, picked)} />
        )}
        {current?.value ? (
          <ReportedContent
            study={study}
            result={result}
            choice={choice}
            found={current.value}
            files={current.files?.map(({ name }) => name) ?? null}
          />
        ) : (
          isOfThis &&
          !current?.loading &&
          (failure === null || without) && (
            <EmptyState
              icon={MessageSquareWarning}
              title={t('reported.none')}
              text={t(without ?? 'reported.cancelled')}
            >
              <Button kind="primary" icon={FileUp} onPress={choose}>
                {t('reported.choose')}
              </Button>
            </EmptyState>
          )
        )}
        <ReportedExplainer />
      </Panel>
    </div>
  );
}

/** That the release itself has nothing to show is no failure. */
const withoutReports: Readonly<Record<string, MessageKey>> = {
  'reports.noneInRelease': 'reported.noneInRelease',
  'reports.empty': 'reported.noneInRelease',
  'reports.drugNotReported': 'reported.drugNotInRelease',
};

/** Files dropped here are reports; elsewhere in the window they are releases and definitions. */
function dropping(setOver: (isOver: boolean) => void, load: (files: readonly File[]) => void) {
  const isInside = ({ currentTarget, relatedTarget }: DragEvent) =>
    relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  return {
    onDragEnter: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.stopPropagation();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      event.stopPropagation();
      if (!isInside(event)) setOver(false);
    },
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      load([...event.dataTransfer.files]);
    },
  };
}
