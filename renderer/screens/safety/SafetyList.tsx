import Plus from 'lucide-react/icons/plus';
import { Button as PressTarget } from 'react-aria-components';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { runSafety } from '../../state/safetyRuns.ts';
import { type Study, studiesOfType, studyTitle } from '../../state/studies.ts';
import { openSafety } from '../../state/studyActions.ts';
import { StudyMenu } from '../studies/StudyMenu.tsx';
import { StudyStaleBadge, StudyState } from '../studies/StudyState.tsx';
import { FindingsPanel } from './findings/FindingsPanel.tsx';
import { specificationOf } from './safetyCaption.ts';
import { safetyCounts } from './safetyCounts.ts';

const columns = ['name', 'state', 'exposed', 'findings', 'controls', 'ran'] as const;

/** Every safety study with where it stands and what it found. */
export function SafetyList() {
  const app = useApp();
  const { t } = useTexts();
  const studies = useAppState((state) => state.studies);
  const released = useAppState((state) => state.release !== null);
  const list = studiesOfType(studies, 'safety');
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('nav.safety')}</h1>
        <span className="spacer" />
        <Button onPress={() => performCommand(app, 'study.import')}>{t('command.study.import')}</Button>
        <Button
          kind="primary"
          icon={Plus}
          isDisabled={!released}
          onPress={() => performCommand(app, 'safety.new')}
        >
          {t('command.safety.new')}
        </Button>
      </header>
      <Panel title={t('studies.list')} aside={t('studies.listAside', { count: list.length })}>
        <ScrollRegion className="table-scroll" label={t('table.scroll', { table: t('studies.list') })}>
          <table className="data study-table" aria-label={t('studies.list')}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={
                      column === 'exposed' || column === 'findings' || column === 'controls' ? 'end' : ''
                    }
                  >
                    {t(`safety.list.${column}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {list.map((study) => (
                <SafetyLine key={study.id} study={study} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Panel>
      {list.some(({ findings = [] }) => findings.length > 0) && <FindingsPanel studies={list} />}
    </div>
  );
}

function SafetyLine({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, own, count, number, moment } = useTexts();
  const run = useAppState(({ safetyWork }) => safetyWork.runs[study.id]);
  const title = own(studyTitle(study));
  const { safety } = readStudy(study);
  const result = run?.result ?? null;
  const level = (run && specificationOf(run.text)?.multiplicity.level) ?? 0.05;
  const found = result && safetyCounts(result, level);
  return (
    <tr>
      <th scope="row">
        <PressTarget className="study-link" onPress={() => openSafety(app, study.id)}>
          {title}
        </PressTarget>
        <small>
          {safety &&
            (safety.comparator
              ? t('safety.list.pair', {
                  exposure: own(safety.exposure.name),
                  comparator: own(safety.comparator.name),
                })
              : own(safety.exposure.name))}
        </small>
      </th>
      <td>
        <StudyState study={study} /> <StudyStaleBadge study={study} />
      </td>
      <td className="end num">{result?.exposure.groups[0] && count(result.exposure.groups[0].persons)}</td>
      <td className="end num">
        {found &&
          t(found.signals === null ? 'safety.list.raised' : 'safety.list.signals', {
            count: found.signals ?? found.raised,
          })}
      </td>
      <td className="end num">
        {result?.controls &&
          t('safety.list.estimable', {
            estimable: number(result.controls.estimable),
            asked: number(result.controls.asked),
          })}
      </td>
      <td className="num">
        {result && (
          <>
            {moment(result.provenance.generatedAt)}
            <small>
              {t('studies.seconds', { seconds: number(Math.round((run?.took ?? 0) / 100) / 10) })}
            </small>
          </>
        )}
      </td>
      <td className="end">
        <StudyMenu
          study={study}
          running={run?.state === 'running'}
          onRun={() => void runSafety(app, study.id)}
        />
      </td>
    </tr>
  );
}
