import { useEffect, useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { chartCaption } from '../../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { leastBalanced, studyLovePlot } from '../../../../shared/report/charts/studyLovePlot.ts';
import { estimateText } from '../../../../shared/report/study/effectText.ts';
import { balanceTable } from '../../../../shared/report/study/studyTables.ts';
import type { BalanceRow } from '../../../../shared/study/result/comparisonResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { CheckMark } from '../../../components/CheckMark.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { Term } from '../../../components/Term.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import type { Study } from '../../../state/studies.ts';
import { balanceKey, loadBalance } from '../../../state/studyRuns.ts';
import { BalanceList } from './BalanceList.tsx';
import { ResultFrame, type Shown } from './ResultFrame.tsx';

const MOST = 24;

/** How alike the arms are before and after adjustment, in every covariate. */
export function BalanceTab({ study }: { readonly study: Study }) {
  return (
    <ResultFrame study={study} byOutcome={false}>
      {(shown) => <Balance shown={shown} />}
    </ResultFrame>
  );
}

function Balance({ shown }: { readonly shown: Shown }) {
  const app = useApp();
  const { t } = useTexts();
  const { pair, result, study } = shown;
  const hash = result.studyHash;
  const all = useAppState(
    ({ studyWork }) => studyWork.balances[balanceKey(hash, pair.target, pair.comparator)],
  );
  const isReady = useAppState((state) => state.host.state === 'ready');
  useEffect(() => {
    if (isReady) void loadBalance(app, hash, pair.target, pair.comparator);
  }, [app, hash, pair.target, pair.comparator, isReady]);
  const threshold = readStudy(study).form?.thresholds.standardisedDifference ?? 0.1;
  const rows = all?.value ?? pair.tableOne;
  return (
    <>
      <Figures shown={shown} threshold={threshold} />
      {all?.failure && (
        <FailurePanel
          failure={all.failure}
          {...(all.failure.code === 'study.notRun'
            ? {}
            : { retry: () => void loadBalance(app, hash, pair.target, pair.comparator) })}
        />
      )}
      <Love shown={shown} rows={rows} threshold={threshold} />
      <Covariates shown={shown} rows={all?.value ?? null} threshold={threshold} />
      {all?.loading && <p className="loading">{t('state.loading')}</p>}
    </>
  );
}

function Figures({ shown: { pair }, threshold }: { readonly shown: Shown; readonly threshold: number }) {
  const { t, locale, number } = useTexts();
  const { before, after, covariates, aboveBefore, aboveAfter } = pair.balance;
  return (
    <div className="figures panel">
      <div className="figure">
        <span className="figure-label">
          <Term id="smd">{t('studies.balance.greatestAfter')}</Term>
        </span>
        <span className="figure-value num big">{estimateText(locale, after, 2)}</span>
        <small className="num">
          {t('studies.balance.before', { value: estimateText(locale, before, 2) })}
        </small>
      </div>
      <div className="figure">
        <span className="figure-label">
          {t('studies.balance.above', { threshold: estimateText(locale, threshold, 2) })}
        </span>
        <span className="figure-value num">{number(aboveAfter)}</span>
        <small className="num">{t('studies.balance.before', { value: number(aboveBefore) })}</small>
      </div>
      <div className="figure">
        <span className="figure-label">{t('studies.tab.covariates')}</span>
        <span className="figure-value num">{number(covariates)}</span>
      </div>
    </div>
  );
}

interface RowsProps {
  readonly shown: Shown;
  readonly rows: readonly BalanceRow[];
  readonly threshold: number;
}

function Love({ shown, rows, threshold }: RowsProps) {
  const { t, locale } = useTexts();
  const [by, setBy] = useState<'before' | 'after'>('before');
  const largest = useMemo(() => leastBalanced(rows, by, MOST), [rows, by]);
  const spec = useMemo(
    () => (options: ChartOptions) => studyLovePlot(largest, threshold, options),
    [largest, threshold],
  );
  const { result, target, comparator, study } = shown;
  if (largest.length === 0) return null;
  return (
    <ChartPanel
      title={t('studies.balance.love')}
      aside={t('studies.balance.loveAside', { count: largest.length, all: rows.length })}
      caption={chartCaption(locale, null, result.provenance.releaseId, [])}
      fileName={`${study.name}-balance`}
      spec={spec}
      table={balanceTable(largest, locale, target, comparator)}
      controls={
        <Segments
          label={t('studies.balance.order')}
          value={by}
          onChange={setBy}
          options={[
            { id: 'before', label: t('studies.balance.byBefore') },
            { id: 'after', label: t('studies.balance.byAfter') },
          ]}
        />
      }
    />
  );
}

/** Table 1, or every covariate: to be searched and sorted. */
function Covariates({
  shown,
  rows,
  threshold,
}: Omit<RowsProps, 'rows'> & { readonly rows: readonly BalanceRow[] | null }) {
  const { t, own } = useTexts();
  const [which, setWhich] = useState<'tableOne' | 'all'>('tableOne');
  const [search, setSearch] = useState('');
  const [notable, setNotable] = useState(false);
  const source = which === 'all' && rows ? rows : shown.pair.tableOne;
  const found = useMemo(() => {
    const wanted = search.normalize('NFKC').toLowerCase();
    return source.filter(
      ({ covariate, after }) =>
        `${covariate.name} ${own(covariate.name)} ${covariate.concept?.code ?? ''}`
          .normalize('NFKC')
          .toLowerCase()
          .includes(wanted) &&
        (!notable || Math.abs(after.standardisedDifference ?? 0) > threshold),
    );
  }, [source, search, notable, threshold, own]);
  return (
    <Panel
      title={t(which === 'all' ? 'studies.balance.all' : 'studies.balance.tableOne')}
      aside={t('studies.balance.rows', { count: found.length })}
      actions={
        <Segments
          label={t('studies.balance.which')}
          value={which}
          onChange={setWhich}
          options={[
            { id: 'tableOne', label: t('studies.balance.tableOne') },
            { id: 'all', label: t('studies.balance.all') },
          ]}
        />
      }
    >
      <div className="feature-line study-search">
        <SearchField
          className="filter"
          aria-label={t('studies.balance.search')}
          value={search}
          onChange={setSearch}
        >
          <Input placeholder={t('studies.balance.search')} />
        </SearchField>
        <span className="notable-only">
          <CheckMark label={t('studies.balance.onlyAbove')} checked={notable} onChange={setNotable} />
          {t('studies.balance.onlyAbove')}
        </span>
      </div>
      <BalanceList rows={found} threshold={threshold} shown={shown} />
    </Panel>
  );
}
