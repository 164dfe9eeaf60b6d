import { useMemo } from 'react';
import { Input, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { eventDomains } from '../../../shared/features/eventDomains.ts';
import { chosenRows, type FeatureRow, isNotable } from '../../../shared/features/featureRows.ts';
import { type IndexWindowId, indexWindows } from '../../../shared/features/indexWindows.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import { shareText } from '../../../shared/report/charts/countText.ts';
import { featureTable } from '../../../shared/report/charts/featureTable.ts';
import { differenceText } from '../../../shared/report/charts/lovePlot.ts';
import { CheckMark } from '../../components/CheckMark.tsx';
import { Panel } from '../../components/Panel.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { Segments } from '../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeFeatureView } from '../../state/cohortPageActions.ts';
import type { CharacteristicsProps } from './CharacteristicsTab.tsx';
import { TableExportMenu } from './TableExportMenu.tsx';
import { type VirtualColumn, VirtualTable } from './VirtualTable.tsx';

interface FeaturePanelProps extends CharacteristicsProps {
  readonly rows: readonly FeatureRow[];
}

/** The long table of records around index: searched, sorted, in the windows that were chosen. */
export function FeaturePanel({ first, second, summary, rows }: FeaturePanelProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const view = useAppState((state) => state.featureView);
  const chosen = useMemo(() => chosenRows(rows, view), [rows, view]);
  const windows = indexWindows.flatMap(({ id }) => (view.windows.includes(id) ? [id] : []));
  const columns = useColumns(first.persons, second?.persons ?? null, windows);
  const shownCounts = useMemo(
    () =>
      chosen
        .slice(0, 400)
        .flatMap((row) => windows.flatMap((id) => [row.first[id], ...(row.second ? [row.second[id]] : [])])),
    [chosen, windows],
  );
  const caption = [
    chartCaption(locale, first.persons, first.provenance.releaseId, shownCounts),
    t('features.caption'),
  ].join(locale === 'ja' ? '　' : ' · ');
  const persons = { first: first.persons, second: second?.persons ?? null };
  return (
    <Panel
      title={t('features.title')}
      aside={t('features.aside')}
      actions={
        <TableExportMenu
          title={t('features.title')}
          caption={caption}
          fileName={`${summary.name}-characteristics`}
          table={() => featureTable(chosen, windows, persons, locale)}
        />
      }
    >
      <FeatureControls shown={chosen.length} all={rows.length} compared={second !== null} />
      {rows.length === 0 ? (
        <p className="hint">{t('features.empty')}</p>
      ) : chosen.length === 0 ? (
        <p className="loading">{t('features.none')}</p>
      ) : (
        <VirtualTable
          label={t('features.title')}
          className="features"
          rows={chosen}
          keyOf={({ key }) => key}
          columns={columns.map((column) => ({ ...column, isSorted: column.id === view.sort }))}
          descending={view.descending}
          onSort={(sort) =>
            changeFeatureView(app, {
              sort,
              descending: sort === view.sort ? !view.descending : sort !== 'name',
            })
          }
        />
      )}
      <p className="caption">{caption}</p>
    </Panel>
  );
}

function useColumns(
  first: PublishedCount,
  second: PublishedCount | null,
  windows: readonly IndexWindowId[],
): VirtualColumn<FeatureRow>[] {
  const { t, own, locale } = useTexts();
  const name: VirtualColumn<FeatureRow> = {
    id: 'name',
    label: t('features.concept'),
    align: 'start',
    width: null,
    render: ({ concept, domain }) => (
      <span className="concept" title={`${own(concept.name)} · ${concept.code} (${concept.vocabulary})`}>
        <span className={`kind ${domain}`}>{t(`domain.${domain}`)}</span>
        <span className="concept-name">{own(concept.name)}</span>
        <span className="mono concept-code">{concept.code}</span>
      </span>
    ),
  };
  const counts = (
    id: IndexWindowId,
    part: 'first' | 'second',
    whole: PublishedCount,
    label: string,
  ): VirtualColumn<FeatureRow> => ({
    id: `${id} ${part}`,
    label,
    ...(second === null ? {} : { group: t(`window.${id}`) }),
    align: 'end',
    width: 104,
    render: (row) => {
      const count = row[part]?.[id] ?? 0;
      return (
        <>
          <CountValue count={count} label={`${own(row.concept.name)} · ${t(`window.${id}`)}`} />
          <span className="quiet share">{isWithheld(count) ? '' : shareText(locale, count, whole)}</span>
        </>
      );
    },
  });
  return [
    name,
    ...windows.flatMap((id): VirtualColumn<FeatureRow>[] => {
      if (second === null) return [counts(id, 'first', first, t(`window.${id}`))];
      return [
        counts(id, 'first', first, 'A'),
        counts(id, 'second', second, 'B'),
        {
          id: `${id} difference`,
          label: t('features.differenceShort'),
          group: t(`window.${id}`),
          align: 'end',
          width: 68,
          render: (row) => <Difference value={row.differences?.[id] ?? null} />,
        },
      ];
    }),
  ];
}

/** A standardised difference; a notable one is marked by weight and a sign. */
export function Difference({ value }: { readonly value: number | null }) {
  const { locale, t } = useTexts();
  if (value === null) return <span className="quiet">—</span>;
  const isMarked = isNotable(value);
  return (
    <span className={isMarked ? 'notable' : ''} title={isMarked ? t('features.notable') : undefined}>
      {isMarked && <span aria-hidden>● </span>}
      {differenceText(locale, value)}
    </span>
  );
}

function FeatureControls({
  shown,
  all,
  compared,
}: {
  readonly shown: number;
  readonly all: number;
  readonly compared: boolean;
}) {
  const app = useApp();
  const { t } = useTexts();
  const view = useAppState((state) => state.featureView);
  const domains = ['all' as const, ...eventDomains.map(({ domain }) => domain)];
  return (
    <div className="feature-controls">
      <div className="feature-line">
        <SearchField
          className="filter"
          aria-label={t('features.search')}
          value={view.search}
          onChange={(search) => changeFeatureView(app, { search })}
        >
          <Input placeholder={t('features.search')} />
        </SearchField>
        <Segments
          label={t('features.domain')}
          value={view.domain}
          onChange={(domain) => changeFeatureView(app, { domain })}
          options={domains.map((id) => ({ id, label: t(`domain.${id}`) }))}
        />
        <span className="spacer" />
        <span className="num quiet">{t('features.count', { shown, all })}</span>
      </div>
      <div className="feature-line">
        <span className="figure-label" id="feature-windows">
          {t('features.windows')}
        </span>
        <ToggleButtonGroup
          className="segments"
          aria-labelledby="feature-windows"
          selectionMode="multiple"
          disallowEmptySelection
          selectedKeys={view.windows}
          onSelectionChange={(keys) =>
            changeFeatureView(app, {
              windows: indexWindows.flatMap(({ id }) => (keys.has(id) ? [id] : [])),
            })
          }
        >
          {indexWindows.map(({ id }) => (
            <ToggleButton key={id} id={id}>
              {t(`window.${id}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {compared && (
          // biome-ignore lint/a11y/noLabelWithoutControl: the check mark names itself
          <label className="notable-only">
            <CheckMark
              label={t('features.notable')}
              checked={view.notable}
              onChange={(notable) => changeFeatureView(app, { notable })}
            />
            <span aria-hidden>{t('features.notable')}</span>
          </label>
        )}
      </div>
    </div>
  );
}
