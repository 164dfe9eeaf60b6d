import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleX from 'lucide-react/icons/circle-x';
import Pencil from 'lucide-react/icons/pencil';
import Play from 'lucide-react/icons/play';
import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import type { CohortPage, CohortSummary } from '../../../shared/workbenchApi.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { MatchNotice } from '../../components/MatchNotice.tsx';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { StaleNotice } from '../../components/StaleBadge.tsx';
import { StateMark } from '../../components/StateMark.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import type { CohortTab } from '../../state/appState.ts';
import { generateCohorts, loadPage } from '../../state/cohortActions.ts';
import { CharacteristicsTab } from './CharacteristicsTab.tsx';
import { CohortOverview, FewPersons } from './CohortOverview.tsx';
import { CompareMenu } from './CompareMenu.tsx';
import { DefinitionView } from './DefinitionView.tsx';
import { EntryTab } from './EntryTab.tsx';
import { IncidenceTab } from './IncidenceTab.tsx';
import { ObservationTab } from './ObservationTab.tsx';
import { PathwaysTab } from './PathwaysTab.tsx';
import { ProvenanceView } from './ProvenanceView.tsx';

const tabs: readonly CohortTab[] = [
  'overview',
  'characteristics',
  'entry',
  'observation',
  'incidence',
  'pathways',
  'json',
  'sql',
  'provenance',
];

/** One cohort: who is in it and why not more, its definition, its provenance. */
export function CohortDetail({ summary }: { readonly summary: CohortSummary }) {
  const app = useApp();
  const { t, number, own } = useTexts();
  const title = own(summary.title);
  const page = useAppState((state) => state.pages[summary.id]);
  const tab = useAppState((state) => state.cohortTab);
  const generating = useAppState((state) => state.jobs.some(({ kind }) => kind === 'generate'));
  const stopped = useAppState((state) => state.host.state !== 'ready');
  const missing = page === undefined;
  useEffect(() => {
    if (missing) void loadPage(app, summary.id);
  }, [app, summary.id, missing]);
  return (
    <div className="detail">
      <header className="screen-head">
        <div className="detail-title">
          <h1>{title}</h1>
          <p className="detail-facts">
            <StateMark state={summary.state} />
            <span className="mono">#{summary.hash.slice(0, 12)}</span>
            {summary.milliseconds !== null && (
              <span className="num">
                {t('cohort.tookMs', { ms: number(Math.round(summary.milliseconds)) })}
              </span>
            )}
          </p>
        </div>
        <span className="spacer" />
        {summary.source === 'definition' && (
          <Button icon={Pencil} onPress={() => performCommand(app, 'cohort.edit')}>
            {t('builder.edit')}
          </Button>
        )}
        {summary.state === 'generated' && <CompareMenu summary={summary} />}
        <Button
          kind={summary.state === 'generated' ? 'plain' : 'primary'}
          icon={Play}
          isDisabled={generating || stopped}
          onPress={() => void generateCohorts(app, [summary.id])}
        >
          {t(summary.state === 'generated' ? 'cohort.generateAgain' : 'cohort.generate')}
        </Button>
      </header>
      {page?.failure && page.failure.code !== 'cohort.notGenerated' && (
        <FailurePanel failure={page.failure} retry={() => void loadPage(app, summary.id)} />
      )}
      <StaleNotice cohort={summary} />
      <MatchNotice cohort={summary.id} />
      {summary.failure && <FailurePanel failure={summary.failure} />}
      <Tabs
        className="tabs"
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = tabs.find((id) => id === key);
          if (chosen) app.store.setState({ cohortTab: chosen });
        }}
      >
        <TabList className="tab-list" aria-label={title}>
          {tabs.map((id) => (
            <Tab key={id} id={id}>
              {t(`cohort.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {tabs.map((id) => (
          <TabPanel key={id} id={id} className="tab-panel">
            {page?.value ? (
              <ProvenanceArea provenance={page.value.provenance}>
                <TabContent tab={id} page={page.value} summary={summary} busy={page.loading || generating} />
              </ProvenanceArea>
            ) : page?.failure ? (
              <BeforeGeneration tab={id} summary={summary} />
            ) : (
              <p className="loading">{t('state.loading')}</p>
            )}
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

interface TabContentProps {
  readonly tab: CohortTab;
  readonly page: CohortPage;
  readonly summary: CohortSummary;
  readonly busy: boolean;
}

function TabContent({ tab, page, summary, busy }: TabContentProps) {
  switch (tab) {
    case 'json':
      return <DefinitionView language="json" text={page.definitionJson} name={summary.name} />;
    case 'sql':
      return <DefinitionView language="sql" text={page.sql} name={summary.name} />;
    case 'provenance':
      return summary.state === 'generated' ? (
        <ProvenanceView provenance={page.provenance} />
      ) : (
        <NotGenerated failed={summary.state === 'failed'} />
      );
    default:
      return summary.state === 'generated' ? (
        <ResultTab tab={tab} page={page} summary={summary} busy={busy} />
      ) : (
        <NotGenerated failed={summary.state === 'failed'} />
      );
  }
}

/** A tab of numbers; where they may not be shown, why and what to do. */
function ResultTab({ tab, page, summary, busy }: TabContentProps) {
  if (tab === 'overview') return <CohortOverview page={page} busy={busy} />;
  if (isWithheld(summary.persons ?? 0) || summary.persons === 0) return <FewPersons page={page} />;
  switch (tab) {
    case 'characteristics':
      return <CharacteristicsTab summary={summary} />;
    case 'entry':
      return <EntryTab summary={summary} />;
    case 'observation':
      return <ObservationTab summary={summary} />;
    case 'incidence':
      return <IncidenceTab summary={summary} />;
    default:
      return <PathwaysTab summary={summary} />;
  }
}

/** A definition that was read in can be read before it was generated. */
function BeforeGeneration({ tab, summary }: { readonly tab: CohortTab; readonly summary: CohortSummary }) {
  const text = useApp().definitions.get(summary.id)?.text;
  if (tab === 'json' && text !== undefined) {
    return <DefinitionView language="json" text={text} name={summary.name} />;
  }
  return <NotGenerated failed={summary.state === 'failed'} />;
}

function NotGenerated({ failed = false }: { readonly failed?: boolean }) {
  const { t } = useTexts();
  return failed ? (
    <EmptyState icon={CircleX} title={t('cohort.failed')} text={t('cohort.failedText')} />
  ) : (
    <EmptyState icon={CircleDashed} title={t('cohort.notGenerated')} text={t('cohort.notGeneratedText')} />
  );
}
