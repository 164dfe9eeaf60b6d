import Plus from 'lucide-react/icons/plus';
import { Button as PressTarget } from 'react-aria-components';
import { effectText } from '../../../shared/report/study/effectText.ts';
import type { Effect } from '../../../shared/study/result/comparisonResult.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { firstChoice, type Study, studiesOfType, studyTitle } from '../../state/studies.ts';
import { openStudy } from '../../state/studyActions.ts';
import { runStudy } from '../../state/studyRuns.ts';
import { StudiesBeside } from './StudiesBeside.tsx';
import { StudyMenu } from './StudyMenu.tsx';
import { StudyStaleBadge, StudyState } from './StudyState.tsx';
import { chosenIn, isBlinded } from './studyMarks.ts';

/** Every study with where it stands and what it found. */
export function StudyTable() {
  const app = useApp();
  const { t } = useTexts();
  const studies = useAppState((state) => state.studies);
  const list = studiesOfType(studies, 'comparison');
  const columns = ['name', 'state', 'persons', 'effect', 'diagnostics', 'took'] as const;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('nav.studies')}</h1>
        <span className="spacer" />
        <Button onPress={() => performCommand(app, 'study.import')}>{t('command.study.import')}</Button>
        <Button kind="primary" icon={Plus} onPress={() => performCommand(app, 'study.new')}>
          {t('command.study.new')}
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
                    className={column === 'persons' || column === 'took' ? 'end' : ''}
                  >
                    {t(`studies.column.${column}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {list.map((study) => (
                <StudyLine key={study.id} study={study} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Panel>
      <StudiesBeside studies={list} />
    </div>
  );
}

function StudyLine({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, own, count, locale, number } = useTexts();
  const run = useAppState(({ studyWork }) => studyWork.runs[study.id]);
  const title = own(studyTitle(study));
  const { form } = readStudy(study);
  const chosen = run?.result ? chosenIn(run.result, firstChoice) : null;
  const outcome = chosen?.outcome ?? null;
  const effect: Effect | null = outcome?.estimates?.adjusted[0] ?? null;
  return (
    <tr>
      <th scope="row">
        <PressTarget className="study-link" onPress={() => openStudy(app, study.id)}>
          {title}
        </PressTarget>
        <small>{form?.arms.map(({ name }) => own(name)).join(' · ')}</small>
      </th>
      <td>
        <StudyState study={study} /> <StudyStaleBadge study={study} />
      </td>
      <td className="end num">
        {run?.result?.arms.map(({ id, persons }) => (
          <div key={id}>{count(persons)}</div>
        ))}
      </td>
      <td className="num">
        {effect ? (
          <>
            {t(`study.measure.${effect.measure}`)} {effectText(locale, effect).whole}
            {outcome && <small>{own(outcome.name)}</small>}
          </>
        ) : (
          outcome && (
            <span className="quiet">{t(isBlinded(outcome) ? 'studies.blindedShort' : 'studies.tooFew')}</span>
          )
        )}
      </td>
      <td>
        {outcome &&
          t('studies.passed', {
            passed: outcome.diagnostics.filter(({ passes }) => passes).length,
            all: outcome.diagnostics.length,
          })}
      </td>
      <td className="end num">
        {run?.result && t('studies.seconds', { seconds: number(Math.round(run.took / 100) / 10) })}
      </td>
      <td className="end">
        <StudyMenu
          study={study}
          running={run?.state === 'running'}
          onRun={() => void runStudy(app, study.id)}
        />
      </td>
    </tr>
  );
}
