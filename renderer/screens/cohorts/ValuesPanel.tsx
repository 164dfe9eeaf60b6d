import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import { valuesTable } from '../../../shared/report/charts/valuesTable.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import type { CharacteristicsProps } from './CharacteristicsTab.tsx';
import { TableExportMenu } from './TableExportMenu.tsx';

/** What was measured before and after index, with units. */
export function ValuesPanel({ first, second, summary }: CharacteristicsProps) {
  const { t, locale } = useTexts();
  const table = valuesTable(first, second, locale);
  const counts = [first, ...(second ? [second] : [])].flatMap(({ values }) =>
    values.flatMap(({ before, after }) => [before.persons, after.persons]),
  );
  const caption = chartCaption(locale, first.persons, first.provenance.releaseId, counts);
  return (
    <Panel
      title={t('values.title')}
      aside={t('values.aside')}
      actions={
        <TableExportMenu
          title={t('values.title')}
          caption={caption}
          fileName={`${summary.name}-values`}
          table={() => table}
        />
      }
    >
      {table.rows.length === 0 ? (
        <p className="hint">{t('values.none')}</p>
      ) : (
        <DataTable table={table} label={t('values.title')} />
      )}
      <p className="caption">{caption}</p>
    </Panel>
  );
}
