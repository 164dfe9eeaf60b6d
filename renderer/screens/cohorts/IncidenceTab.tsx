import { useMemo } from 'react';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import type { EntryIncidence } from '../../../shared/features/characterisationApi.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import {
  type RatePoint,
  type RateSeriesName,
  rateChart,
  rateTable,
  rateText,
  rateTop,
} from '../../../shared/report/charts/rateChart.ts';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { AnalysisFrame } from './AnalysisFrame.tsx';
import { useComparedCohort } from './CompareMenu.tsx';
import { SideBySide } from './SideBySide.tsx';

/** How often persons of the release come into the cohort for the first time: by year, by age and sex. */
export function IncidenceTab({ summary }: { readonly summary: CohortSummary }) {
  const other = useComparedCohort(summary);
  return (
    <AnalysisFrame kind="incidence" summary={summary} other={other}>
      {(first, second) => (
        <SideBySide summary={summary} other={other} first={first} second={second}>
          {(incidence, cohort) => (
            <Incidence incidence={incidence} beside={second && [first, second]} summary={cohort} />
          )}
        </SideBySide>
      )}
    </AnalysisFrame>
  );
}

interface IncidenceProps {
  readonly incidence: EntryIncidence;
  /** What is drawn on the same scale; null: alone. */
  readonly beside: readonly EntryIncidence[] | null;
  readonly summary: CohortSummary;
}

function Incidence({ incidence, beside, summary }: IncidenceProps) {
  const { t } = useTexts();
  const years = useMemo(() => yearPoints(incidence), [incidence]);
  const ages = useMemo(() => agePoints(incidence), [incidence]);
  const tops = useMemo(
    () =>
      beside && {
        years: rateTop(beside.flatMap(yearPoints), everybodyAndSexes),
        ages: rateTop(beside.flatMap(agePoints), sexes),
      },
    [beside],
  );
  return (
    <div className="characteristics">
      <Overall incidence={incidence} />
      <div className="two-charts">
        <RatePanel
          title={t('incidence.byYear')}
          at={t('chart.calendar.year')}
          names={everybodyAndSexes}
          points={years}
          top={tops?.years}
          incidence={incidence}
          fileName={`${summary.name}-incidence-year`}
        />
        <RatePanel
          title={t('incidence.byAge')}
          at={t('chart.age.band')}
          names={sexes}
          points={ages}
          top={tops?.ages}
          incidence={incidence}
          fileName={`${summary.name}-incidence-age`}
        />
      </div>
    </div>
  );
}

const sexes: readonly RateSeriesName[] = ['male', 'female'];
const everybodyAndSexes: readonly RateSeriesName[] = ['all', 'male', 'female'];

function yearPoints({ byYear }: EntryIncidence): readonly RatePoint[] {
  return byYear.map(({ year, all, male, female }) => ({ at: `${year}`, rates: { all, male, female } }));
}

function agePoints({ byAge }: EntryIncidence): readonly RatePoint[] {
  return byAge.map(({ from, to, male, female }) => ({
    at: to === null ? `${from}+` : `${from}–${to}`,
    rates: { male, female },
  }));
}

function Overall({ incidence }: { readonly incidence: EntryIncidence }) {
  const { t, locale, number } = useTexts();
  const { entries, personYears, rate } = incidence.overall;
  return (
    <div className="panel overall">
      <div className="figures">
        <div className="figure">
          <span className="figure-label">{t('incidence.overall')}</span>
          <span className="figure-value num big">
            {rate ? rateText(locale, rate.estimate) : '—'}
            <small>{t('incidence.overallUnit')}</small>
          </span>
          {rate && (
            <small className="num">
              {t('incidence.interval', {
                lower: rateText(locale, rate.lower),
                upper: rateText(locale, rate.upper),
              })}
            </small>
          )}
        </div>
        <div className="figure">
          <span className="figure-label">{t('incidence.entries')}</span>
          <span className="figure-value num">
            <CountValue count={entries} label={t('incidence.entries')} />
          </span>
        </div>
        <div className="figure">
          <span className="figure-label">{t('incidence.personYears')}</span>
          <span className="figure-value num">
            {personYears === null ? '—' : number(Math.round(personYears))}
          </span>
        </div>
      </div>
      <p className="hint">{t('incidence.definition', { days: incidence.priorDays })}</p>
    </div>
  );
}

interface RatePanelProps {
  readonly title: string;
  readonly at: string;
  readonly names: readonly RateSeriesName[];
  readonly points: readonly RatePoint[];
  readonly top: number | undefined;
  readonly incidence: EntryIncidence;
  readonly fileName: string;
}

function RatePanel({ title, at, names, points, top, incidence, fileName }: RatePanelProps) {
  const { t, locale } = useTexts();
  const spec = useMemo(
    () => (options: ChartOptions) => rateChart(points, names, options, top),
    [points, names, top],
  );
  const counts = points.flatMap(({ rates }) => names.map((name) => rates[name]?.entries ?? 0));
  const { entries } = incidence.overall;
  return (
    <ChartPanel
      title={title}
      aside={t('incidence.aside')}
      caption={chartCaption(
        locale,
        isWithheld(entries) ? null : entries,
        incidence.provenance.releaseId,
        counts,
      )}
      fileName={fileName}
      spec={spec}
      table={rateTable(points, names, at, locale)}
    />
  );
}
