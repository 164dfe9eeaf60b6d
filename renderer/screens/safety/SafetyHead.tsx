import CircleStop from 'lucide-react/icons/circle-stop';
import Copy from 'lucide-react/icons/copy';
import Download from 'lucide-react/icons/download';
import Play from 'lucide-react/icons/play';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { saveSafetyReport } from '../../state/safetyReport.ts';
import type { Study } from '../../state/studies.ts';
import { openSafety } from '../../state/studyActions.ts';
import { ReportMenu } from '../studies/ReportMenu.tsx';
import { StudyState } from '../studies/StudyState.tsx';
import { StudyTitle } from '../studies/StudyTitle.tsx';
import { useAtcCode } from './start/useAtcCode.ts';

/** What is looked at, for how long, and what can be done with it. */
export function SafetyHead({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const run = useAppState(({ safetyWork }) => safetyWork.runs[study.id]);
  const ready = useAppState(({ host, release }) => host.state === 'ready' && release !== null);
  const { safety, failures } = readStudy(study);
  const drugs = ready ? (safety?.exposure.drugs ?? []) : [];
  const atc = useAtcCode(drugs.length === 1 ? (drugs[0]?.conceptId ?? null) : null);
  return (
    <header className="screen-head study-head">
      <StudyTitle study={study} onBack={() => openSafety(app, null)}>
        <StudyState study={study} />
        {atc !== null && <span className="badge mono">ATC {atc}</span>}
        {safety && (
          <>
            <span className="badge">
              {safety.population.washoutDays === null
                ? t('safety.chip.washoutEver')
                : t('safety.chip.washout', { days: safety.population.washoutDays })}
            </span>
            <span className="badge">
              {safety.events.cleanWindowDays === null
                ? t('safety.chip.cleanEver')
                : t('safety.chip.clean', { days: safety.events.cleanWindowDays })}
            </span>
            <span className="badge">{t(`safety.chip.${safety.events.count}`)}</span>
          </>
        )}
      </StudyTitle>
      <span className="spacer" />
      <Button
        icon={Copy}
        aria-label={t('command.study.duplicate')}
        onPress={() => performCommand(app, 'study.duplicate')}
      />
      {run?.result && <ReportMenu study={study.id} saveReport={saveSafetyReport} />}
      <Button
        icon={Download}
        aria-label={t('command.study.export')}
        onPress={() => performCommand(app, 'study.export')}
      />
      {run?.state === 'running' || run?.state === 'filtering' ? (
        <Button icon={CircleStop} onPress={() => performCommand(app, 'job.cancel')}>
          {t('action.cancel')}
        </Button>
      ) : (
        <Button
          kind="primary"
          icon={Play}
          isDisabled={!ready || failures.length > 0}
          onPress={() => performCommand(app, 'study.run')}
        >
          {t(run?.result ? 'studies.runAgain' : 'studies.run')}
        </Button>
      )}
    </header>
  );
}
