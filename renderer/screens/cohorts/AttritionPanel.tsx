import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { useMemo, useState } from 'react';
import { DropIndicator, GridList, useDragAndDrop } from 'react-aria-components';
import { attritionChart, attritionTable } from '../../../shared/report/charts/attritionChart.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { barLength, shareText } from '../../../shared/report/charts/countText.ts';
import { flowDiagram } from '../../../shared/report/charts/flowDiagram.ts';
import type { Attrition, AttritionRule, CohortPage } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { Button } from '../../components/Button.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { Segments } from '../../components/Segments.tsx';
import { TermHelp } from '../../components/Term.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import type { RuleArrangement } from '../../state/appState.ts';
import { arrangeRules } from '../../state/cohortActions.ts';
import { AttritionRow } from './AttritionRow.tsx';
import { asDefined, moved, switched } from './ruleArrangement.ts';

const views = ['list', 'waterfall', 'flow'] as const;
type AttritionView = (typeof views)[number];

interface AttritionPanelProps {
  readonly page: CohortPage;
  readonly attrition: Attrition;
  readonly busy: boolean;
}

/** The way into the cohort, rule by rule; rules can be moved and switched to see what each one does. */
export function AttritionPanel({ page, attrition, busy }: AttritionPanelProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { id, name } = page.summary;
  const arranged = useAppState((state) => state.arrangements[id]);
  const arrangement = arranged ?? asDefined(attrition.rules);
  const rules = arrangement
    .map(({ index }) => attrition.rules.find((rule) => rule.index === index))
    .filter((rule) => rule !== undefined);
  const ordered = useMemo(() => ({ ...attrition, rules }), [attrition, rules]);
  const [view, setView] = useState<AttritionView>('list');
  const spec = useMemo(
    () => (options: ChartOptions) =>
      view === 'flow' ? flowDiagram(ordered, options) : attritionChart(ordered, options),
    [ordered, view],
  );
  const counts = [
    attrition.entry,
    attrition.final,
    ...rules.flatMap((rule) => [rule.passes, rule.aloneRemoves, rule.remaining ?? 0]),
  ];
  const tried = JSON.stringify(arrangement) !== JSON.stringify(asDefined(attrition.rules));
  const arrange = (after: RuleArrangement, title: Parameters<typeof arrangeRules>[4]) =>
    void arrangeRules(app, id, arrangement, after, title);
  return (
    <ChartPanel
      title={t('chart.attrition.title')}
      aside={
        <span className="attrition-views">
          <Segments
            label={t('attrition.view')}
            value={view}
            onChange={setView}
            options={views.map((id) => ({ id, label: t(`attrition.view.${id}`) }))}
          />
          <TermHelp id="attrition" />
          {view === 'list' && <span>{t('attrition.aside')}</span>}
        </span>
      }
      className="attrition"
      busy={busy}
      caption={chartCaption(locale, attrition.final, page.provenance.releaseId, counts)}
      fileName={view === 'flow' ? `${name}-flow` : `${name}-attrition`}
      spec={spec}
      table={attritionTable(ordered, locale)}
    >
      {view !== 'list' ? undefined : (
        <>
          {tried && (
            <div className="tried">
              <span>{t('attrition.tried')}</span>
              <Button
                icon={RotateCcw}
                onPress={() => arrange(asDefined(attrition.rules), { key: 'change.rulesReset' })}
              >
                {t('attrition.reset')}
              </Button>
            </div>
          )}
          <AttritionRules rules={rules} attrition={attrition} arrangement={arrangement} arrange={arrange} />
        </>
      )}
    </ChartPanel>
  );
}

interface AttritionRulesProps {
  readonly rules: readonly AttritionRule[];
  readonly attrition: Attrition;
  readonly arrangement: RuleArrangement;
  readonly arrange: (after: RuleArrangement, title: Parameters<typeof arrangeRules>[4]) => void;
}

function AttritionRules({ rules, attrition, arrangement, arrange }: AttritionRulesProps) {
  const { t, locale, own } = useTexts();
  const whole = barLength(attrition.entry);
  const nameOf = (index: number) => own(rules.find((rule) => rule.index === index)?.name ?? '');
  const move = (index: number, target: number, place: 'before' | 'after') => {
    const after = moved(arrangement, index, target, place);
    if (after !== arrangement) arrange(after, { key: 'change.ruleMoved', params: { rule: nameOf(index) } });
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': nameOf(Number(key)) })),
    onReorder: ({ keys, target }) => {
      if (target.dropPosition === 'on') return;
      for (const key of keys) move(Number(key), Number(target.key), target.dropPosition);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-line" />,
  });
  const rows = rules.map((rule, at) => {
    const before =
      rules.slice(0, at).findLast((other) => other.remaining !== null)?.remaining ?? attrition.entry;
    return { ...rule, id: rule.index, before, at };
  });
  return (
    <div
      className="flow"
      onKeyDownCapture={(event) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        const row = (event.target as Element).closest<HTMLElement>('[data-key]');
        if (!event.altKey || by === 0 || !row) return;
        event.preventDefault();
        event.stopPropagation();
        const index = Number(row.dataset.key);
        const neighbour = arrangement[arrangement.findIndex((one) => one.index === index) + by];
        if (neighbour) move(index, neighbour.index, by < 0 ? 'before' : 'after');
      }}
    >
      <div className="flow-row flow-head" aria-hidden>
        <span />
        <span />
        <span>{t('attrition.rule')}</span>
        <span className="end">{t('attrition.passes')}</span>
        <span className="end">{t('attrition.alone')}</span>
        <span />
        <span className="end">{t('attrition.left')}</span>
        <span className="end flow-share">{t('chart.share')}</span>
      </div>
      <div className="flow-row flow-entry">
        <span />
        <span />
        <span className="flow-name">{t('chart.attrition.entry')}</span>
        <span />
        <span />
        <span className="flow-bar">
          <span className="flow-left" style={{ width: whole === 0 ? 0 : '100%' }} />
        </span>
        <span className="end num strong">
          <CountValue count={attrition.entry} label={t('chart.attrition.entry')} />
        </span>
        <span className="end num quiet flow-share">
          {shareText(locale, attrition.entry, attrition.entry)}
        </span>
      </div>
      {rules.length === 0 ? (
        <p className="hint flow-none">{t('attrition.noRules')}</p>
      ) : (
        <GridList
          className="flow-rules"
          aria-label={t('attrition.rules')}
          items={rows}
          dragAndDropHooks={dragAndDropHooks}
          dependencies={[rows]}
        >
          {(row) => (
            <AttritionRow
              rule={row}
              before={row.before}
              whole={whole}
              entry={attrition.entry}
              onSwitch={(enabled) =>
                arrange(switched(arrangement, row.index, enabled), {
                  key: enabled ? 'change.ruleOn' : 'change.ruleOff',
                  params: { rule: own(row.name) },
                })
              }
            />
          )}
        </GridList>
      )}
    </div>
  );
}
