import { useMemo } from 'react';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import {
  studyControlsChart,
  studyControlsTable,
} from '../../../../shared/report/charts/studyControlsChart.ts';
import {
  type ForestRow,
  studyForestChart,
  studyForestTable,
} from '../../../../shared/report/charts/studyForestChart.ts';
import { studyTippingChart, studyTippingTable } from '../../../../shared/report/charts/studyTippingChart.ts';
import {
  effectText,
  estimateText,
  isRatio,
  percentText,
} from '../../../../shared/report/study/effectText.ts';
import type {
  Effect,
  OutcomeEstimates,
  Sensitivity,
} from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Term, TermHelp } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { ControlsForm } from '../forms/ControlsForm.tsx';
import type { FormProps } from '../forms/formProps.ts';
import { ResultFrame, type Shown } from './ResultFrame.tsx';
import { Blinded } from './ResultsTab.tsx';

/** How far the main effect holds if something that cannot be seen were otherwise. */
export function SensitivityTab(props: FormProps) {
  return (
    <div className="study-stack">
      <ResultFrame study={props.study}>
        {(shown) =>
          shown.outcome === null ? null : shown.outcome.estimates ? (
            <Analyses shown={shown} estimates={shown.outcome.estimates} />
          ) : (
            <Blinded shown={shown} outcome={shown.outcome} />
          )
        }
      </ResultFrame>
      <ControlsForm {...props} />
    </div>
  );
}

interface AnalysesProps {
  readonly shown: Shown;
  readonly estimates: OutcomeEstimates;
}

function Analyses({ shown, estimates }: AnalysesProps) {
  const main = estimates.adjusted[0] ?? null;
  const { sensitivity } = estimates;
  return (
    <>
      <Figures main={main} sensitivity={sensitivity} />
      <Variants shown={shown} estimates={estimates} />
      <div className="study-two">
        <Controls shown={shown} main={main} sensitivity={sensitivity} />
        <Tipping shown={shown} sensitivity={sensitivity} />
      </div>
    </>
  );
}

function Figures({
  main,
  sensitivity: { eValue, misclassification, negativeControls },
}: {
  readonly main: Effect | null;
  readonly sensitivity: Sensitivity;
}) {
  const { t, locale } = useTexts();
  return (
    <div className="figures panel">
      {main && (
        <div className="figure">
          <span className="figure-label">{t(`study.measure.${main.measure}`)}</span>
          <span className="figure-value num big">{effectText(locale, main).whole}</span>
        </div>
      )}
      <div className="figure">
        <span className="figure-label">
          <Term id="eValue" />
        </span>
        <span className="figure-value num">{eValue ? estimateText(locale, eValue.estimate, 2) : '—'}</span>
        {eValue && (
          <small className="num">
            {t('studies.effects.eLimit', { value: estimateText(locale, eValue.limit, 2) })}
          </small>
        )}
      </div>
      <div className="figure">
        <span className="figure-label">
          <Term id="biasAnalysis">{t('studies.sensitivity.misclassification')}</Term>
        </span>
        <span className="figure-value num">
          {misclassification ? effectText(locale, misclassification.corrected).whole : '—'}
        </span>
        <small>
          {misclassification
            ? t('studies.sensitivity.ppv', {
                ppv: percentText(locale, misclassification.ppv),
                source: misclassification.source,
              })
            : t('studies.sensitivity.noPpv')}
        </small>
      </div>
      {negativeControls && (
        <div className="figure">
          <span className="figure-label">
            <Term id="systematicError">{t('study.diagnostic.systematicError')}</Term>
          </span>
          <span className="figure-value num">
            {negativeControls.systematicError === null
              ? '—'
              : estimateText(locale, negativeControls.systematicError, 2)}
          </span>
          <small className="num">
            {t('studies.sensitivity.estimable', {
              estimable: negativeControls.estimable,
              asked: negativeControls.asked,
            })}
          </small>
        </div>
      )}
    </div>
  );
}

function Variants({ shown, estimates }: AnalysesProps) {
  const { t, locale } = useTexts();
  const { adjusted, crude, sensitivity } = estimates;
  const rows = useMemo((): readonly ForestRow[] => {
    const [main] = adjusted;
    if (!main) return [];
    const sameScale = (effect: Effect) => isRatio(effect) === isRatio(main);
    const unadjusted = crude.find(
      ({ measure, horizon }) => measure === main.measure && horizon === main.horizon,
    );
    return [
      { label: t('studies.sensitivity.main'), effect: main, isMain: true },
      ...(unadjusted ? [{ label: t('study.crude'), effect: unadjusted }] : []),
      ...sensitivity.variants
        .filter(({ effect }) => sameScale(effect))
        .map(({ kind, effect }) => ({ label: t(`study.variant.${kind}`), effect })),
    ];
  }, [adjusted, crude, sensitivity, t]);
  const spec = useMemo(() => (options: ChartOptions) => studyForestChart(rows, options), [rows]);
  if (rows.length === 0) return null;
  return (
    <ChartPanel
      title={t('study.table.variants')}
      aside={<TermHelp id="sensitivityAnalysis" />}
      caption={chartCaption(locale, null, shown.result.provenance.releaseId, [])}
      fileName={`${shown.study.name}-variants`}
      spec={spec}
      table={studyForestTable(rows, t('study.kind'), null, locale)}
    />
  );
}

function Controls({
  shown,
  main,
  sensitivity: { negativeControls },
}: {
  readonly shown: Shown;
  readonly main: Effect | null;
  readonly sensitivity: Sensitivity;
}) {
  const { t, locale, own } = useTexts();
  const spec = useMemo(
    () =>
      negativeControls
        ? (options: ChartOptions) => studyControlsChart(negativeControls, main, options)
        : null,
    [negativeControls, main],
  );
  if (!negativeControls || !spec || negativeControls.points.length === 0) {
    return (
      <Panel title={t('studies.sensitivity.controls')} aside={<TermHelp id="negativeControl" />}>
        <p className="hint">{t('studies.sensitivity.noControls')}</p>
      </Panel>
    );
  }
  return (
    <ChartPanel
      title={t('studies.sensitivity.controls')}
      aside={<TermHelp id="empiricalCalibration" />}
      caption={`${t('studies.sensitivity.controlsNote')} ${chartCaption(locale, null, shown.result.provenance.releaseId, [])}`}
      fileName={`${shown.study.name}-controls`}
      spec={spec}
      table={studyControlsTable(negativeControls, own, locale)}
    />
  );
}

function Tipping({ shown, sensitivity }: { readonly shown: Shown; readonly sensitivity: Sensitivity }) {
  const { t, locale } = useTexts();
  const points = sensitivity.tippingPoint;
  const spec = useMemo(() => (options: ChartOptions) => studyTippingChart(points, options), [points]);
  if (points.length === 0) {
    return (
      <Panel title={t('studies.sensitivity.tipping')} aside={<TermHelp id="tippingPoint" />}>
        <p className="hint">{t('studies.sensitivity.noTipping')}</p>
      </Panel>
    );
  }
  return (
    <ChartPanel
      title={t('studies.sensitivity.tipping')}
      aside={<TermHelp id="tippingPoint" />}
      caption={`${t('studies.sensitivity.tippingNote')} ${chartCaption(locale, null, shown.result.provenance.releaseId, [])}`}
      fileName={`${shown.study.name}-tipping`}
      spec={spec}
      table={studyTippingTable(points, locale)}
    />
  );
}
