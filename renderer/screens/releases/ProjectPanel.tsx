import FolderOpen from 'lucide-react/icons/folder-open';
import Save from 'lucide-react/icons/save';
import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { ProjectResult } from '../../../shared/project/project.ts';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { useUnsavedProject } from '../../state/useUnsavedProject.ts';

/** The open project: whether it is saved, which release its results are from, and whether they hold on the open one. */
export function ProjectPanel() {
  const app = useApp();
  const { t, own } = useTexts();
  const project = useAppState((state) => state.project);
  const release = useAppState((state) => state.release);
  const unsaved = useUnsavedProject();
  if (!project) return null;
  const from = project.release;
  const same = from !== null && release?.digest === from.digest;
  return (
    <Panel
      title={`${t('project.title')}: ${project.name}`}
      aside={t(unsaved ? 'project.unsaved' : 'project.saved')}
      className="project"
      actions={
        <>
          <Button icon={FolderOpen} onPress={() => performCommand(app, 'project.open')}>
            {t('project.open')}
          </Button>
          <Button icon={Save} onPress={() => performCommand(app, 'project.save')}>
            {t('project.save')}
          </Button>
        </>
      }
    >
      {from === null || project.results.length === 0 ? (
        <p className="hint">{t('project.none')}</p>
      ) : (
        <>
          <p className={release && !same ? 'project-other' : 'hint'}>
            {same
              ? `${t('project.release')}: ${own(from.title)} — ${t('project.sameRelease')}`
              : t(release ? 'project.otherRelease' : 'project.noReleaseOpen', { release: own(from.title) })}
            {release && !same && ` ${t('project.otherReleaseSave')}`}
          </p>
          <SavedResults results={project.results} same={same} />
        </>
      )}
    </Panel>
  );
}

function SavedResults({
  results,
  same,
}: {
  readonly results: readonly ProjectResult[];
  readonly same: boolean;
}) {
  const { t, own, count, moment } = useTexts();
  const cohorts = useAppState((state) => state.cohorts.value);
  return (
    <ScrollRegion className="table-scroll" label={t('table.scroll', { table: t('project.results') })}>
      <table className="data" aria-label={t('project.results')}>
        <thead>
          <tr>
            <th scope="col">{t('project.cohort')}</th>
            <th scope="col" className="end">
              {t('project.savedPersons')}
            </th>
            <th scope="col" className="end">
              {t('project.nowPersons')}
            </th>
            <th scope="col">{t('project.agreement')}</th>
            <th scope="col">{t('project.generatedAt')}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => {
            const now = cohorts?.find(({ id }) => id === result.cohort);
            return (
              <tr key={result.cohort}>
                <th scope="row">{own(result.title)}</th>
                <td className="end num">{count(result.persons)}</td>
                <td className="end num">
                  {now?.persons == null ? t('project.notGenerated') : count(now.persons)}
                </td>
                <td>{t(`project.${agreement(result, now, same)}`)}</td>
                <td className="num">{moment(result.provenance.generatedAt)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function agreement(result: ProjectResult, now: CohortSummary | undefined, same: boolean) {
  if (!now || now.persons === null) return 'notCompared';
  if (now.hash !== result.hash) return 'otherDefinition';
  return sameCount(now.persons, result.persons) ? 'agrees' : same ? 'differs' : 'notCompared';
}

function sameCount(one: PublishedCount, other: PublishedCount): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
