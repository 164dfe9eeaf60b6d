import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import { demographicsTable } from '../../../shared/report/charts/demographicsTable.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import type { CharacteristicsProps } from './CharacteristicsTab.tsx';
import { TableExportMenu } from './TableExportMenu.tsx';

/** Persons, age and sex at index. */
export function DemographicsPanel({ first, second, summary }: CharacteristicsProps) {
  const { t, locale } = useTexts();
  const table = demographicsTable(first, second, locale);
  const counts = [first, ...(second ? [second] : [])].flatMap(({ sex, ages }) =>
    [...sex, ...ages].map(({ persons }) => persons),
  );
  const caption = chartCaption(locale, first.persons, first.provenance.releaseId, counts);
  return (
    <Panel
      title={t('demographics.title')}
      actions={
        <TableExportMenu
          title={t('demographics.title')}
          caption={caption}
          fileName={`${summary.name}-demographics`}
          table={() => table}
        />
      }
    >
      <DataTable table={table} label={t('demographics.title')} />
      <p className="caption">{caption}</p>
    </Panel>
  );
}
