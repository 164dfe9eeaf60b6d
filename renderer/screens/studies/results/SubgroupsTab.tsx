import { useMemo } from 'react';
import type { PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { type ForestRow, studyForestChart } from '../../../../shared/report/charts/studyForestChart.ts';
import { pText } from '../../../../shared/report/study/effectText.ts';
import { subgroupsTable } from '../../../../shared/report/study/studyTables.ts';
import type { OutcomeEstimates, OutcomeResult } from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Term, TermHelp } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { FormProps } from '../forms/formProps.ts';
import { SubgroupForm } from '../forms/SubgroupForm.tsx';
import { ResultFrame, type Shown } from './ResultFrame.tsx';
import { Blinded } from './ResultsTab.tsx';

/** Whether the effect differs between strata of background. */
export function SubgroupsTab(props: FormProps) {
  return (
    <div className="study-stack">
      <ResultFrame study={props.study}>
        {(shown) =>
          shown.outcome === null ? null : shown.outcome.estimates ? (
            <Effects shown={shown} outcome={shown.outcome} estimates={shown.outcome.estimates} />
          ) : (
            <Blinded shown={shown} outcome={shown.outcome} />
          )
        }
      </ResultFrame>
      <SubgroupForm {...props} />
    </div>
  );
}

interface EffectsProps {
  readonly shown: Shown;
  readonly outcome: OutcomeResult;
  readonly estimates: OutcomeEstimates;
}

function Effects({ shown, outcome, estimates }: EffectsProps) {
  const { t, locale, own } = useTexts();
  const { subgroups, adjusted } = estimates;
  const rows = useMemo(
    (): readonly ForestRow[] => [
      ...(adjusted[0] ? [{ label: t('studies.subgroups.all'), effect: adjusted[0], isMain: true }] : []),
      ...subgroups.flatMap(({ name, categories, interactionP }): readonly ForestRow[] => [
        {
          label: own(name),
          effect: null,
          isHeading: true,
          words: interactionP === null ? '' : t('studies.subgroups.p', { p: pText(locale, interactionP) }),
        },
        ...categories.map((category) => ({
          label: own(category.name),
          effect: category.effect,
          second: category.shrunk,
          ...(category.effect ? {} : { words: t('studies.tooFew') }),
        })),
      ]),
    ],
    [subgroups, adjusted, t, own, locale],
  );
  const spec = useMemo(() => (options: ChartOptions) => studyForestChart(rows, options), [rows]);
  if (subgroups.length === 0) {
    return (
      <Panel title={t('studies.subgroups.title')}>
        <p className="hint">{t('studies.subgroups.none')}</p>
      </Panel>
    );
  }
  const counts: readonly PublishedCount[] = subgroups.flatMap(({ categories }) =>
    categories.flatMap(({ target, comparator, targetEvents, comparatorEvents }) => [
      target,
      comparator,
      targetEvents,
      comparatorEvents,
    ]),
  );
  const table = subgroupsTable(outcome, locale, shown.target, shown.comparator);
  return (
    <>
      <ChartPanel
        title={t('studies.subgroups.title')}
        aside={
          <>
            <TermHelp id="subgroup" /> ■ {t('studies.subgroups.own')} ○{' '}
            <Term id="shrinkage">{t('study.shrunk')}</Term>
          </>
        }
        caption={`${t('studies.subgroups.multiplicity', { count: subgroups.length })} ${chartCaption(locale, null, shown.result.provenance.releaseId, counts)}`}
        fileName={`${shown.study.name}-subgroups`}
        spec={spec}
        table={table}
      />
      <Panel
        title={t('studies.subgroups.interactions')}
        aside={
          <>
            <TermHelp id="interaction" /> {t('studies.subgroups.interactionsAside')}
          </>
        }
      >
        <table className="data" aria-label={t('studies.subgroups.interactions')}>
          <thead>
            <tr>
              <th scope="col">{t('study.subgroup')}</th>
              <th scope="col" className="end">
                {t('study.interactionP')}
              </th>
              <th scope="col" className="end">
                {t('studies.subgroups.holm')}
              </th>
            </tr>
          </thead>
          <tbody>
            {subgroups.map(({ id, name, interactionP, interactionAdjustedP }) => (
              <tr key={id}>
                <th scope="row">{own(name)}</th>
                <td className="end num">{interactionP === null ? '—' : pText(locale, interactionP)}</td>
                <td className="end num">
                  {interactionAdjustedP === null ? '—' : pText(locale, interactionAdjustedP)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel title={t('study.table.subgroups')}>
        <DataTable table={table} label={t('study.table.subgroups')} />
      </Panel>
    </>
  );
}
