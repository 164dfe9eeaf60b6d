import EyeOff from 'lucide-react/icons/eye-off';
import UserX from 'lucide-react/icons/user-x';
import { useMemo } from 'react';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { agePyramidChart, agePyramidTable } from '../../../shared/report/charts/agePyramidChart.ts';
import { calendarChart, calendarTable } from '../../../shared/report/charts/calendarChart.ts';
import {
  type CategoryCount,
  categoryBarChart,
  categoryTable,
} from '../../../shared/report/charts/categoryBarChart.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import type { CohortPage } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { AttritionPanel } from './AttritionPanel.tsx';

interface OverviewProps {
  readonly page: CohortPage;
  /** Newer numbers are on their way: these dim. */
  readonly busy: boolean;
}

/** Size, attrition, exits, age, sex and calendar time of a cohort. */
export function CohortOverview({ page, busy }: OverviewProps) {
  return (
    <div className={`overview${busy ? ' dim' : ''}`}>
      <Size page={page} />
      {page.attrition && <AttritionPanel page={page} attrition={page.attrition} busy={busy} />}
      <People page={page} />
    </div>
  );
}

/** The charts of who they are; where that is nobody, or too few to show, why and what to do. */
function People({ page }: { readonly page: CohortPage }) {
  const persons = page.summary.persons ?? 0;
  if (isWithheld(persons) || persons === 0) return <FewPersons page={page} />;
  return (
    <div className="chart-grid">
      <AgePanel page={page} />
      <div className="column">
        <SexPanel page={page} />
        {page.attrition && page.attrition.exits.length > 0 && <ExitsPanel page={page} />}
      </div>
      <CalendarPanel page={page} />
    </div>
  );
}

/** Nobody, or too few to show anything of them. */
export function FewPersons({ page }: { readonly page: CohortPage }) {
  const { t } = useTexts();
  const persons = page.summary.persons ?? 0;
  if (isWithheld(persons)) {
    return (
      <div className="panel">
        <EmptyState
          icon={EyeOff}
          title={t('cohort.tooFew', { below: persons.below })}
          text={t('cohort.tooFewText', { below: persons.below })}
        />
      </div>
    );
  }
  return (
    <div className="panel">
      <EmptyState icon={UserX} title={t('cohort.nobody')} text={t('cohort.nobodyText')} />
    </div>
  );
}

function Size({ page }: { readonly page: CohortPage }) {
  const { t, number } = useTexts();
  const { persons, entries } = page.summary;
  const { duration } = page;
  return (
    <div className="figures panel">
      <div className="figure">
        <span className="figure-label">{t('cohort.persons')}</span>
        <span className="figure-value num big">
          {persons !== null && <CountValue count={persons} label={t('cohort.persons')} />}
        </span>
      </div>
      <div className="figure">
        <span className="figure-label">{t('cohort.entries')}</span>
        <span className="figure-value num">
          {entries !== null && <CountValue count={entries} label={t('cohort.entries')} />}
        </span>
      </div>
      <div className="figure">
        <span className="figure-label">{t('cohort.duration')}</span>
        <span className="figure-value num">
          {duration ? t('cohort.durationDays', { days: number(duration.median) }) : '—'}
          {!duration && persons !== 0 && <small>{t('cohort.durationWithheld')}</small>}
          {duration && (
            <small>
              {t('cohort.durationRange', { lower: number(duration.lower), upper: number(duration.upper) })}
            </small>
          )}
        </span>
      </div>
    </div>
  );
}

function AgePanel({ page }: { readonly page: CohortPage }) {
  const { t, locale } = useTexts();
  const bands = page.ageAtIndex;
  const spec = useMemo(() => (options: ChartOptions) => agePyramidChart(bands, options), [bands]);
  const counts = bands.flatMap((band) => [band.male, band.female, band.unknown]);
  return (
    <ChartPanel
      title={t('chart.age.title')}
      className="age"
      caption={caption(page, locale, counts)}
      fileName={`${page.summary.name}-age`}
      spec={spec}
      table={agePyramidTable(bands, locale)}
    />
  );
}

function SexPanel({ page }: { readonly page: CohortPage }) {
  const { t, locale } = useTexts();
  const whole = page.summary.persons ?? 0;
  const categories = (theme: { primary: string; secondary: string; neutral: string }): CategoryCount[] => {
    const colors = { male: theme.primary, female: theme.secondary, unknown: theme.neutral };
    return page.sex
      .filter(({ sex, persons }) => sex !== 'unknown' || persons !== 0)
      .map(({ sex, persons }) => ({ label: t(`chart.sex.${sex}`), count: persons, color: colors[sex] }));
  };
  const none = { primary: '', secondary: '', neutral: '' };
  const headings = { category: t('chart.sex.title'), count: t('chart.persons'), share: t('chart.share') };
  // biome-ignore lint/correctness/useExhaustiveDependencies: categories follows from page and t
  const spec = useMemo(
    () => (options: ChartOptions) => categoryBarChart(categories(options.theme), whole, options),
    [page, t, whole],
  );
  return (
    <ChartPanel
      title={t('chart.sex.title')}
      caption={caption(
        page,
        locale,
        page.sex.map(({ persons }) => persons),
      )}
      fileName={`${page.summary.name}-sex`}
      spec={spec}
      table={categoryTable(categories(none), whole, headings, locale)}
    />
  );
}

function ExitsPanel({ page }: { readonly page: CohortPage }) {
  const { t, locale } = useTexts();
  const whole = page.summary.persons ?? 0;
  const exits = page.attrition?.exits ?? [];
  const categories = exits.map(({ reason, persons }) => ({
    label: t(`chart.exit.${reason}`),
    count: persons,
  }));
  const headings = { category: t('chart.exits.reason'), count: t('chart.persons'), share: t('chart.share') };
  // biome-ignore lint/correctness/useExhaustiveDependencies: categories follows from exits and t
  const spec = useMemo(
    () => (options: ChartOptions) => categoryBarChart(categories, whole, options),
    [page, t, whole],
  );
  return (
    <ChartPanel
      title={t('chart.exits.title')}
      caption={caption(
        page,
        locale,
        exits.map(({ persons }) => persons),
      )}
      fileName={`${page.summary.name}-exits`}
      spec={spec}
      table={categoryTable(categories, whole, headings, locale)}
    />
  );
}

function CalendarPanel({ page }: { readonly page: CohortPage }) {
  const { t, locale } = useTexts();
  const { calendar } = page;
  const spec = useMemo(() => (options: ChartOptions) => calendarChart(calendar, options), [calendar]);
  return (
    <ChartPanel
      title={t('chart.calendar.title')}
      aside={t(`chart.calendar.by.${calendar.unit}`)}
      className="calendar"
      caption={caption(
        page,
        locale,
        calendar.periods.map(({ entries }) => entries),
      )}
      fileName={`${page.summary.name}-calendar`}
      spec={spec}
      table={calendarTable(calendar, locale)}
    />
  );
}

function caption(page: CohortPage, locale: 'ja' | 'en', counts: Parameters<typeof chartCaption>[3]): string {
  return chartCaption(locale, page.summary.persons ?? 0, page.provenance.releaseId, counts);
}
