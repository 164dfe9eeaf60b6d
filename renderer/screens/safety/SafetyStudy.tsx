import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { firstSafetyChoice, type SafetyView, safetyViews } from '../../state/safety.ts';
import { isStale, type Study } from '../../state/studies.ts';
import { StudyJson } from '../studies/file/StudyJson.tsx';
import { ExposedView } from './exposed/ExposedView.tsx';
import { FindingsPanel } from './findings/FindingsPanel.tsx';
import { SafetyDashboard } from './SafetyDashboard.tsx';
import { SafetyHead } from './SafetyHead.tsx';
import { SafetyProblems } from './SafetyProblems.tsx';
import { SafetyState } from './SafetyState.tsx';
import { SettingsView } from './settings/SettingsView.tsx';

const shown: readonly SafetyView[] = ['dashboard', 'exposed', 'findings', 'settings', 'file'];

/** One safety study: what was found, who was exposed, how it is set, and its file. */
export function SafetyStudy({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const view = useAppState((state) => (state.studyPlace === null ? state.safetyView : 'file'));
  return (
    <div className="screen safety">
      <SafetyHead study={study} />
      <SafetyState study={study} />
      <SafetyProblems study={study} />
      <Tabs
        className="tabs"
        selectedKey={view}
        onSelectionChange={(key) => {
          const chosen = safetyViews.find((id) => id === key);
          if (chosen) app.store.setState({ safetyView: chosen, studyPlace: null });
        }}
      >
        <TabList className="tab-list" aria-label={t('safety.views')}>
          {shown.map((id) => (
            <Tab key={id} id={id}>
              {t(`safety.view.${id}`)}
              {id === 'findings' && (study.findings?.length ?? 0) > 0 && (
                <span className="num study-tab-figure"> {study.findings?.length}</span>
              )}
            </Tab>
          ))}
        </TabList>
        {shown.map((id) => (
          <TabPanel key={id} id={id} className="tab-panel safety-panel">
            <View view={id} study={study} />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

function View({ view, study }: { readonly view: SafetyView; readonly study: Study }) {
  const app = useApp();
  const run = useAppState(({ safetyWork }) => safetyWork.runs[study.id]);
  const choice = useAppState(({ safetyWork }) => safetyWork.choices[study.id] ?? firstSafetyChoice);
  const release = useAppState((state) => state.release?.digest ?? null);
  if (view === 'file') {
    return <StudyJson study={study} onArrived={() => app.store.setState({ safetyView: 'file' })} />;
  }
  if (view === 'findings') return <FindingsPanel studies={[study]} />;
  if (view === 'settings') return <SettingsView study={study} />;
  if (!run?.result) return null;
  if (view === 'exposed') return <ExposedView study={study} result={run.result} />;
  const isOld = run.state === 'running' || run.state === 'filtering' || isStale(run, study, release);
  return <SafetyDashboard study={study} result={run.result} choice={choice} isOld={isOld} />;
}
