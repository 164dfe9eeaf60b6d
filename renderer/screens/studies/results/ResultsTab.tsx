import CircleCheck from 'lucide-react/icons/circle-check';
import EyeOff from 'lucide-react/icons/eye-off';
import LockKeyhole from 'lucide-react/icons/lock-keyhole';
import LockKeyholeOpen from 'lucide-react/icons/lock-keyhole-open';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useMemo, useState } from 'react';
import { formatNumber, type Locale } from '../../../../shared/i18n/translate.ts';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { studyFollowUpChart } from '../../../../shared/report/charts/studyFollowUpChart.ts';
import { estimateText, percentText } from '../../../../shared/report/study/effectText.ts';
import { countsTable } from '../../../../shared/report/study/studyTables.ts';
import type { Diagnostic, OutcomeResult } from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { Button } from '../../../components/Button.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Term } from '../../../components/Term.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { Study } from '../../../state/studies.ts';
import { isBlinded } from '../studyMarks.ts';
import { Curves } from './Curves.tsx';
import { DoseResponsePanel } from './DoseResponsePanel.tsx';
import { EffectsPanel, MainEffect } from './EffectsPanel.tsx';
import { MultiArmPanel } from './MultiArmPanel.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { ResultFrame, type Shown } from './ResultFrame.tsx';
import { diagnosticTerms } from './studyTerms.ts';

/** Diagnostics first; effects only where they pass, or where somebody said why they are looked at all the same. */
export function ResultsTab({ study }: { readonly study: Study }) {
  return (
    <ResultFrame study={study}>
      {(shown) =>
        shown.outcome === null ? (
          <NoOutcome />
        ) : (
          <>
            <div className="study-top">
              <Diagnostics shown={shown} outcome={shown.outcome} />
              {shown.outcome.estimates ? (
                <MainEffect shown={shown} estimates={shown.outcome.estimates} />
              ) : (
                <Blinded shown={shown} outcome={shown.outcome} />
              )}
            </div>
            {shown.outcome.estimates && (
              <>
                <Curves shown={shown} estimates={shown.outcome.estimates} />
                <EffectsPanel shown={shown} estimates={shown.outcome.estimates} />
              </>
            )}
            <Counts shown={shown} outcome={shown.outcome} />
            <FollowUp shown={shown} outcome={shown.outcome} />
            <MultiArmPanel shown={shown} outcome={shown.outcome} />
            <DoseResponsePanel shown={shown} outcome={shown.outcome} />
          </>
        )
      }
    </ResultFrame>
  );
}

function NoOutcome() {
  const { t } = useTexts();
  return (
    <div className="panel">
      <EmptyState
        icon={TriangleAlert}
        title={t('studies.results.noOutcome')}
        text={t('studies.results.noOutcomeText')}
      />
    </div>
  );
}

interface OutcomeProps {
  readonly shown: Shown;
  readonly outcome: OutcomeResult;
}

function Diagnostics({ outcome }: OutcomeProps) {
  const { t, moment } = useTexts();
  const { blinding, diagnostics } = outcome;
  const label = t('study.table.diagnostics');
  const override = blinding?.override ?? null;
  return (
    <Panel
      title={label}
      aside={t('studies.passed', {
        passed: diagnostics.filter(({ passes }) => passes).length,
        all: diagnostics.length,
      })}
    >
      <table className="data study-diagnostics" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('study.diagnostic')}</th>
            <th scope="col" className="end">
              {t('study.value')}
            </th>
            <th scope="col" className="end">
              {t('study.threshold')}
            </th>
            <th scope="col">{t('study.outcomeOfDiagnostic')}</th>
          </tr>
        </thead>
        <tbody>
          {diagnostics.map((diagnostic) => (
            <DiagnosticLine key={diagnostic.kind} diagnostic={diagnostic} />
          ))}
        </tbody>
      </table>
      {override && (
        <p className="study-override">
          <LockKeyholeOpen size={14} aria-hidden />
          {t('studies.results.overridden', { by: override.by, at: moment(override.at) })}
          <q>{override.reason}</q>
        </p>
      )}
    </Panel>
  );
}

function DiagnosticLine({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { t, locale } = useTexts();
  const { kind, value, threshold, passes } = diagnostic;
  const Sign = passes ? CircleCheck : TriangleAlert;
  const limit = threshold === null ? '—' : figureText(locale, kind, threshold);
  return (
    <tr>
      <th scope="row">
        <Term id={diagnosticTerms[kind]}>{t(`study.diagnostic.${kind}`)}</Term>
      </th>
      <td className="end num">{value === null ? '—' : figureText(locale, kind, value)}</td>
      <td className="end num">
        {threshold === null
          ? '—'
          : t(
              kind === 'equipoise' || kind === 'events' || kind === 'positivity'
                ? 'studies.results.atLeast'
                : 'studies.results.atMost',
              { limit },
            )}
      </td>
      <td>
        <span className={`state ${passes ? 'generated' : 'failed'}`}>
          <Sign size={13} aria-hidden />
          {t(passes ? 'study.passes' : 'study.fails')}
        </span>
      </td>
    </tr>
  );
}

/** Shares in percent, counts whole, everything else with two decimals. */
function figureText(locale: Locale, kind: Diagnostic['kind'], value: number): string {
  if (kind === 'equipoise') return percentText(locale, value);
  return kind === 'events' ? formatNumber(locale, value, 0) : estimateText(locale, value, 2);
}

/** Where effects would stand: why they do not, and the way on. */
export function Blinded({ shown, outcome }: OutcomeProps) {
  const { t } = useTexts();
  if (isBlinded(outcome)) return <Locked shown={shown} outcome={outcome} />;
  return (
    <div className="panel study-blinded">
      <EmptyState icon={EyeOff} title={t('studies.few.title')} text={t('studies.few.text')} />
    </div>
  );
}

function Locked({ shown, outcome }: OutcomeProps) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  const running = useAppState(({ studyWork }) => studyWork.runs[shown.study.id]?.state === 'running');
  const failed = outcome.blinding?.failed ?? [];
  return (
    <div className="panel study-blinded">
      <EmptyState
        icon={LockKeyhole}
        title={t('studies.blinded.title')}
        text={t('studies.blinded.text', {
          failed: failed.map((kind) => t(`study.diagnostic.${kind}`)).join(t('studies.listJoin')),
        })}
      >
        <Button isDisabled={running} onPress={() => setAsking(true)}>
          {t('studies.blinded.override')}
        </Button>
      </EmptyState>
      {asking && <OverrideDialog shown={shown} outcome={outcome} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Counts({ shown, outcome }: OutcomeProps) {
  const { t, locale } = useTexts();
  const label = t('study.table.counts');
  return (
    <Panel title={label} aside={t('studies.results.crude')}>
      <DataTable table={countsTable(outcome, locale, shown.target, shown.comparator)} label={label} />
    </Panel>
  );
}

function FollowUp({ shown, outcome }: OutcomeProps) {
  const { t, locale } = useTexts();
  const { pair, armPlace, target, comparator } = shown;
  const places = [armPlace(pair.target), armPlace(pair.comparator)] as const;
  const [first, second] = places;
  const arms = useMemo(
    () => [
      { name: target, place: first, followUp: outcome.target.followUp },
      { name: comparator, place: second, followUp: outcome.comparator.followUp },
    ],
    [target, comparator, first, second, outcome],
  );
  const spec = useMemo(() => (options: ChartOptions) => studyFollowUpChart(arms, options), [arms]);
  return (
    <ChartPanel
      title={t('studies.results.followUp')}
      aside={t('studies.results.followUpAside')}
      caption={chartCaption(locale, null, shown.result.provenance.releaseId, [])}
      fileName={`${shown.study.name}-follow-up`}
      spec={spec}
      table={countsTable(outcome, locale, target, comparator)}
    />
  );
}
