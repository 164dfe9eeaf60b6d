import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Copy from 'lucide-react/icons/copy';
import Download from 'lucide-react/icons/download';
import EyeOff from 'lucide-react/icons/eye-off';
import LockKeyhole from 'lucide-react/icons/lock-keyhole';
import Play from 'lucide-react/icons/play';
import RotateCw from 'lucide-react/icons/rotate-cw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { formatNumber } from '../../../shared/i18n/translate.ts';
import { estimateText, percentText } from '../../../shared/report/study/effectText.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { firstChoice, isStale, type Study, studyTabs } from '../../state/studies.ts';
import { openStudy } from '../../state/studyActions.ts';
import { runStudy } from '../../state/studyRuns.ts';
import { ReportMenu } from './ReportMenu.tsx';
import { StudyProblems } from './StudyProblems.tsx';
import { StudyState } from './StudyState.tsx';
import { StudyTabContent } from './StudyTabContent.tsx';
import { StudyTitle } from './StudyTitle.tsx';
import { type TabMark, tabMark } from './studyMarks.ts';

const signs = {
  done: CircleCheck,
  open: CircleDashed,
  problem: CircleAlert,
  failed: TriangleAlert,
  blinded: LockKeyhole,
  few: EyeOff,
} as const;

/** One study: its steps as tabs that can be entered in any order, and its run. */
export function StudyDetail({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const tab = useAppState((state) => state.studyTab);
  const run = useAppState(({ studyWork }) => studyWork.runs[study.id]);
  const choice = useAppState(({ studyWork }) => studyWork.choices[study.id] ?? firstChoice);
  const release = useAppState((state) => state.release?.digest ?? null);
  const read = readStudy(study);
  const stale = run !== undefined && isStale(run, study, release);
  return (
    <div className="screen study">
      <Head study={study} />
      {run?.failure && run.state === 'failed' && (
        <FailurePanel failure={run.failure} retry={() => void runStudy(app, study.id)} />
      )}
      {stale && run.state !== 'running' && (
        <div className="stale-notice" role="status">
          <span className="badge stale">
            <RotateCw size={12} aria-hidden />
            {t('studies.stale')}
          </span>
          <p>{t('studies.staleWhy')}</p>
        </div>
      )}
      <StudyProblems study={study} />
      <Tabs
        className="tabs"
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = studyTabs.find((id) => id === key);
          if (chosen) app.store.setState({ studyTab: chosen });
        }}
      >
        <TabList className="tab-list study-tabs" aria-label={t('studies.tabs')}>
          {studyTabs.map((id) => (
            <Tab key={id} id={id}>
              <TabName name={t(`studies.tab.${id}`)} mark={tabMark(id, read, run, choice)} />
            </Tab>
          ))}
        </TabList>
        {studyTabs.map((id) => (
          <TabPanel
            key={id}
            id={id}
            className={`tab-panel study-panel${stale || run?.state === 'running' ? ' dim' : ''}`}
          >
            <StudyTabContent tab={id} study={study} />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

function Head({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, number } = useTexts();
  const run = useAppState(({ studyWork }) => studyWork.runs[study.id]);
  const ready = useAppState(({ host, release }) => host.state === 'ready' && release !== null);
  const { form, hash, failures } = readStudy(study);
  return (
    <header className="screen-head study-head">
      <StudyTitle study={study} onBack={() => openStudy(app, null)}>
        <StudyState study={study} />
        {hash !== null && <span className="mono">{t('studies.hash', { hash: hash.slice(0, 12) })}</span>}
        {form && <span className="num">{t('studies.seed', { seed: String(form.seed) })}</span>}
        {run?.result && (
          <span className="num">
            {t('studies.seconds', { seconds: number(Math.round(run.took / 100) / 10) })}
          </span>
        )}
      </StudyTitle>
      <span className="spacer" />
      <Button icon={Copy} onPress={() => performCommand(app, 'study.duplicate')}>
        {t('command.study.duplicate')}
      </Button>
      {run?.result && <ReportMenu study={study.id} />}
      <Button
        icon={Download}
        aria-label={t('command.study.export')}
        onPress={() => performCommand(app, 'study.export')}
      />
      <Button
        kind="primary"
        icon={Play}
        isDisabled={!ready || failures.length > 0 || run?.state === 'running'}
        onPress={() => performCommand(app, 'study.run')}
      >
        {t(run?.result ? 'studies.runAgain' : 'studies.run')}
      </Button>
    </header>
  );
}

function TabName({ name, mark: { mark, figure } }: { readonly name: string; readonly mark: TabMark }) {
  const { t, locale } = useTexts();
  const Sign = signs[mark];
  const shown =
    figure === null
      ? null
      : figure.kind === 'count'
        ? formatNumber(locale, figure.value)
        : figure.kind === 'share'
          ? percentText(locale, figure.value)
          : figure.kind === 'arms'
            ? t('studies.fact.arms', { count: figure.value })
            : t('studies.fact.greatest', { value: estimateText(locale, figure.value, 2) });
  return (
    <span className={`study-tab ${mark}`}>
      <Sign size={13} aria-hidden />
      {name}
      {shown !== null && <span className="num study-tab-figure">{shown}</span>}
      <span className="spoken">（{t(`studies.mark.${mark}`)}）</span>
    </span>
  );
}
