import { useMemo } from 'react';
import type { PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { studyAttritionChart } from '../../../../shared/report/charts/studyAttritionChart.ts';
import {
  studyPreferenceChart,
  studyPreferenceTable,
} from '../../../../shared/report/charts/studyPreferenceChart.ts';
import { estimateText, percentText } from '../../../../shared/report/study/effectText.ts';
import { attritionTable, covariateName, stepsTable } from '../../../../shared/report/study/studyTables.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { Study } from '../../../state/studies.ts';
import { ResultFrame, type Shown } from './ResultFrame.tsx';

/** Whether the arms hold persons who could have had either treatment, and who was left on the way. */
export function OverlapTab({ study }: { readonly study: Study }) {
  return (
    <ResultFrame study={study} byOutcome={false}>
      {(shown) => (
        <>
          <Figures shown={shown} />
          <div className="study-two">
            <Preference shown={shown} />
            <Attrition shown={shown} />
          </div>
          <div className="study-two">
            <Steps shown={shown} />
            <Coefficients shown={shown} />
          </div>
        </>
      )}
    </ResultFrame>
  );
}

function Figures({ shown: { pair } }: { readonly shown: Shown }) {
  const { t, locale, number } = useTexts();
  const { auc, equipoise, effective, largestWeight, outcome, model, coefficientsNotZero } = pair.propensity;
  return (
    <div className="figures panel">
      <div className="figure">
        <span className="figure-label">
          <Term id="equipoise" />
        </span>
        <span className="figure-value num big">
          {equipoise === null ? '—' : percentText(locale, equipoise)}
        </span>
      </div>
      <div className="figure">
        <span className="figure-label">
          <Term id="rocCurve">AUC</Term>
        </span>
        <span className="figure-value num">{auc === null ? '—' : estimateText(locale, auc, 2)}</span>
      </div>
      <div className="figure">
        <span className="figure-label">
          <Term id="propensityScore">{t('studies.overlap.model')}</Term>
        </span>
        <span className="figure-value num">
          {model === 'none' ? t('study.method.none') : number(coefficientsNotZero)}
          {model !== 'none' && <small>{t('studies.overlap.coefficients')}</small>}
        </span>
        <small>{t(`studies.overlap.outcome.${outcome}`)}</small>
      </div>
      {effective && (
        <div className="figure">
          <span className="figure-label">
            <Term id="effectiveSampleSize" />
          </span>
          <span className="figure-value num">
            {number(Math.round(effective.target))} · {number(Math.round(effective.comparator))}
          </span>
        </div>
      )}
      {largestWeight !== null && (
        <div className="figure">
          <span className="figure-label">
            <Term id="positivity">{t('studies.overlap.largestWeight')}</Term>
          </span>
          <span className="figure-value num">{estimateText(locale, largestWeight, 1)}</span>
        </div>
      )}
    </div>
  );
}

function Preference({ shown }: { readonly shown: Shown }) {
  const { t, locale } = useTexts();
  const { pair, target, comparator, result } = shown;
  const bins = pair.propensity.preference;
  const names = useMemo(() => ({ target, comparator }), [target, comparator]);
  const spec = useMemo(
    () => (options: ChartOptions) => studyPreferenceChart(bins, names, options),
    [bins, names],
  );
  if (bins.length === 0) {
    return (
      <Panel title={t('studies.overlap.preference')}>
        <p className="hint">{t(`studies.overlap.outcome.${pair.propensity.outcome}`)}</p>
      </Panel>
    );
  }
  return (
    <ChartPanel
      title={t('studies.overlap.preference')}
      aside={t('studies.overlap.preferenceAside')}
      caption={chartCaption(
        locale,
        null,
        result.provenance.releaseId,
        bins.flatMap((bin) => [bin.target, bin.comparator]),
      )}
      fileName={`${shown.study.name}-preference`}
      spec={spec}
      table={studyPreferenceTable(bins, names, locale)}
    />
  );
}

function Attrition({ shown: { result, study } }: { readonly shown: Shown }) {
  const { t, locale } = useTexts();
  const { arms } = result;
  const spec = useMemo(() => (options: ChartOptions) => studyAttritionChart(arms, options), [arms]);
  const counts: readonly PublishedCount[] = arms.flatMap(({ attrition }) =>
    attrition.map(({ persons }) => persons),
  );
  return (
    <ChartPanel
      title={t('study.table.attrition')}
      aside={t('studies.overlap.attritionAside')}
      caption={chartCaption(locale, null, result.provenance.releaseId, counts)}
      fileName={`${study.name}-attrition`}
      spec={spec}
      table={attritionTable(result, locale)}
    />
  );
}

function Steps({ shown: { pair, armName } }: { readonly shown: Shown }) {
  const { t, locale } = useTexts();
  return (
    <Panel title={t('study.table.steps')}>
      <DataTable table={stepsTable(pair, locale, armName)} label={t('study.table.steps')} />
    </Panel>
  );
}

/** What the propensity model found to tell the arms apart, strongest first. */
function Coefficients({ shown: { pair, target } }: { readonly shown: Shown }) {
  const { t, locale } = useTexts();
  const { coefficients } = pair.propensity;
  if (coefficients.length === 0) return null;
  const label = t('studies.overlap.strongest');
  return (
    <Panel title={label} aside={t('studies.overlap.strongestAside', { target })}>
      <ScrollRegion className="table-scroll short" label={t('table.scroll', { table: label })}>
        <table className="data" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('study.covariate')}</th>
              <th scope="col" className="end">
                {t('studies.overlap.beta')}
              </th>
            </tr>
          </thead>
          <tbody>
            {coefficients.map(({ covariate, beta }) => (
              <tr key={covariate.id}>
                <th scope="row">{covariateName(covariate, locale)}</th>
                <td className="end num">{estimateText(locale, beta, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
