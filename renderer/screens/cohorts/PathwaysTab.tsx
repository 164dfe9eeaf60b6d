import ChevronDown from 'lucide-react/icons/chevron-down';
import EyeOff from 'lucide-react/icons/eye-off';
import Play from 'lucide-react/icons/play';
import RouteOff from 'lucide-react/icons/route-off';
import Split from 'lucide-react/icons/split';
import { useMemo } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { TreatmentPathways } from '../../../shared/features/characterisationApi.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { darkChartTheme, lightChartTheme } from '../../../shared/report/charts/chartTheme.ts';
import { pathwayTable } from '../../../shared/report/charts/pathwayTable.ts';
import { sankeyChart } from '../../../shared/report/charts/sankeyChart.ts';
import { sunburstChart } from '../../../shared/report/charts/sunburstChart.ts';
import { treatmentColor } from '../../../shared/report/charts/treatmentColors.ts';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { Button } from '../../components/Button.tsx';
import { CheckMark } from '../../components/CheckMark.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { Segments } from '../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import {
  type Analysis,
  firstPathwayChoice,
  type PathwayChoice,
  versionOf,
} from '../../state/cohortAnalyses.ts';
import { choosePathways, computePathways } from '../../state/cohortPageActions.ts';
import { useDarkTheme } from '../../state/useDarkTheme.ts';
import { Running } from './AnalysisFrame.tsx';
import { useComparedCohort } from './CompareMenu.tsx';
import { SideBySide } from './SideBySide.tsx';

const MOST_EVENTS = 12;
const lengths = ['0', '7', '14', '30', '60', '90'] as const;
const shortest = ['1', '7', '14', '30', '60', '90'] as const;

/** The order of treatments after index: chosen, computed, and drawn in two ways. */
export function PathwaysTab({ summary }: { readonly summary: CohortSummary }) {
  const app = useApp();
  const { t } = useTexts();
  const analysis = useAppState((state) => state.analyses.pathways[summary.id]);
  const choice = useAppState((state) => state.pathwayChoices[summary.id]) ?? firstPathwayChoice;
  const other = useComparedCohort(summary);
  const beside = useAppState((state) => (other ? state.analyses.pathways[other.id] : undefined));
  const value = analysis?.value ?? null;
  const second = beside?.value ?? null;
  const isRunning = analysis?.state === 'running' || beside?.state === 'running';
  const isOld = isRunning || isOutdated(summary, analysis) || (other !== null && isOutdated(other, beside));
  const isChanged =
    value !== null &&
    !isRunning &&
    (!isChoiceOf(value, choice) || (other !== null && (!second || !isChoiceOf(second, choice))));
  const start = async () => {
    await computePathways(app, summary, choice);
    if (other) await computePathways(app, other, choice);
  };
  return (
    <div className={`analysis${isOld || isChanged ? ' dim' : ''}`} aria-busy={isRunning}>
      <PathwayControls
        summary={summary}
        choice={choice}
        isRunning={isRunning}
        isChanged={isChanged}
        onStart={() => void start()}
      />
      {[analysis, beside].map(
        (one) =>
          one?.failure && <FailurePanel key={one.of} failure={one.failure} retry={() => void start()} />,
      )}
      {value ? (
        <ProvenanceArea provenance={value.provenance}>
          <SideBySide summary={summary} other={other} first={value} second={second}>
            {(pathways, cohort) => <Pathways pathways={pathways} summary={cohort} />}
          </SideBySide>
        </ProvenanceArea>
      ) : isRunning ? (
        <Running />
      ) : (
        <div className="panel">
          <EmptyState icon={Split} title={t('pathways.choose')} text={t('pathways.chooseText')} />
        </div>
      )}
    </div>
  );
}

function isOutdated(summary: CohortSummary, analysis: Analysis<TreatmentPathways> | undefined): boolean {
  return summary.stale || (analysis !== undefined && analysis.of !== versionOf(summary));
}

function isChoiceOf({ events, options }: TreatmentPathways, choice: PathwayChoice): boolean {
  return (
    events.map(({ id }) => id).join() === choice.events.join() &&
    JSON.stringify(options) === JSON.stringify(choice.options)
  );
}

interface PathwayControlsProps {
  readonly summary: CohortSummary;
  readonly choice: PathwayChoice;
  readonly isRunning: boolean;
  readonly isChanged: boolean;
  readonly onStart: () => void;
}

function PathwayControls({ summary, choice, isRunning, isChanged, onStart }: PathwayControlsProps) {
  const app = useApp();
  const { t, number } = useTexts();
  const { events, options } = choice;
  const change = (patch: Partial<PathwayChoice['options']>) =>
    choosePathways(app, summary.id, { events, options: { ...options, ...patch } });
  const days = (ids: readonly string[]) => ids.map((id) => ({ id, label: number(Number(id)) }));
  return (
    <section className="panel pathway-controls" aria-label={t('cohort.tab.pathways')}>
      <EventsMenu summary={summary} choice={choice} />
      <div className="control">
        <span className="figure-label">{t('pathways.combination')}</span>
        <Segments
          label={t('pathways.combination')}
          value={String(options.combinationDays)}
          onChange={(value) => change({ combinationDays: Number(value) })}
          options={days(lengths)}
        />
      </div>
      <div className="control">
        <span className="figure-label">{t('pathways.minimum')}</span>
        <Segments
          label={t('pathways.minimum')}
          value={String(options.minimumDays)}
          onChange={(value) => change({ minimumDays: Number(value) })}
          options={days(shortest)}
        />
      </div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the check mark names itself */}
      <label className="notable-only">
        <CheckMark
          label={t('pathways.repeats')}
          checked={options.repeats}
          onChange={(repeats) => change({ repeats })}
        />
        <span aria-hidden>{t('pathways.repeats')}</span>
      </label>
      <span className="spacer" />
      {isChanged && <span className="changed">{t('pathways.changed')}</span>}
      <Button kind="primary" icon={Play} isDisabled={events.length === 0 || isRunning} onPress={onStart}>
        {t('analysis.compute')}
      </Button>
    </section>
  );
}

function EventsMenu({ summary, choice }: Pick<PathwayControlsProps, 'summary' | 'choice'>) {
  const app = useApp();
  const { t, own, count } = useTexts();
  const theme = useDarkTheme() ? darkChartTheme : lightChartTheme;
  const cohorts = useAppState((state) => state.cohorts.value) ?? [];
  const candidates = cohorts.filter(({ id, state }) => id !== summary.id && state === 'generated');
  const { events } = choice;
  const chosenText = t('pathways.eventsCount', { count: events.length });
  return (
    <div className="control">
      <span className="figure-label">{t('pathways.events')}</span>
      <MenuTrigger>
        <Button aria-label={`${t('pathways.events')}: ${chosenText}`} isDisabled={candidates.length === 0}>
          {chosenText}
          <ChevronDown size={13} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu
            className="menu compare-menu"
            aria-label={t('pathways.events')}
            selectionMode="multiple"
            selectedKeys={events}
            disabledKeys={
              events.length < MOST_EVENTS
                ? []
                : candidates.flatMap(({ id }) => (events.includes(id) ? [] : [id]))
            }
            onSelectionChange={(keys) => {
              const chosen = keys === 'all' ? candidates.map(({ id }) => id) : [...keys].map(String);
              const kept = events.filter((id) => chosen.includes(id));
              const added = chosen.filter((id) => !events.includes(id));
              choosePathways(app, summary.id, {
                ...choice,
                events: [...kept, ...added].slice(0, MOST_EVENTS),
              });
            }}
          >
            {candidates.map((cohort) => {
              const at = events.indexOf(cohort.id);
              return (
                <MenuItem key={cohort.id} id={cohort.id} textValue={own(cohort.title)}>
                  <span>
                    <span
                      className="treatment-mark"
                      style={
                        at < 0 ? {} : { background: treatmentColor(at, theme), borderColor: 'transparent' }
                      }
                      aria-hidden
                    />
                    {own(cohort.title)}
                  </span>
                  <small className="num">{cohort.persons === null ? '' : count(cohort.persons)}</small>
                </MenuItem>
              );
            })}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

function Pathways({
  pathways,
  summary,
}: {
  readonly pathways: TreatmentPathways;
  readonly summary: CohortSummary;
}) {
  const { t, locale } = useTexts();
  const below = useAppState((state) => state.release?.terms.minimumCell ?? 10);
  const sunburst = useMemo(() => (options: ChartOptions) => sunburstChart(pathways, options), [pathways]);
  const sankey = useMemo(() => (options: ChartOptions) => sankeyChart(pathways, options), [pathways]);
  const { steps, persons, provenance } = pathways;
  if (steps.every(({ events }) => events === null)) {
    const isNobody = steps.length === 0 && pathways.none !== null;
    return (
      <div className="panel">
        {isNobody ? (
          <EmptyState icon={RouteOff} title={t('pathways.none')} text={t('pathways.noneText')} />
        ) : (
          <EmptyState
            icon={EyeOff}
            title={t('pathways.withheld')}
            text={t('pathways.withheldText', { below })}
          />
        )}
      </div>
    );
  }
  const table = pathwayTable(pathways, locale);
  const caption = chartCaption(locale, persons, provenance.releaseId, []);
  return (
    <div className="two-charts">
      <ChartPanel
        title={t('pathways.sunburst')}
        aside={t('pathways.sunburstAside')}
        caption={caption}
        fileName={`${summary.name}-pathways-sunburst`}
        spec={sunburst}
        table={table}
      />
      <ChartPanel
        title={t('pathways.sankey')}
        aside={t('pathways.sankeyAside')}
        caption={caption}
        fileName={`${summary.name}-pathways-sankey`}
        spec={sankey}
        table={table}
      />
    </div>
  );
}
