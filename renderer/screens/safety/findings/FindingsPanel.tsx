import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useState } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import { latestJudgement } from '../../../../shared/study/safety/safetyFinding.ts';
import { Panel } from '../../../components/Panel.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { judgeFinding } from '../../../state/findingActions.ts';
import type { Study } from '../../../state/studies.ts';
import { TableExportMenu } from '../../cohorts/TableExportMenu.tsx';
import { FindingLine } from './FindingLine.tsx';
import {
  type FindingColumn,
  type FindingRow,
  findingColumns,
  findingRows,
  findingTable,
} from './findingRows.ts';
import { JudgementDialog } from './JudgementDialog.tsx';

/** Every finding that was saved of some studies, with how it is judged and was judged before. */
export function FindingsPanel({ studies }: { readonly studies: readonly Study[] }) {
  const app = useApp();
  const texts = useTexts();
  const { t, own } = texts;
  const [sort, setSort] = useState<{ column: FindingColumn; descending: boolean }>({
    column: 'at',
    descending: true,
  });
  const [judging, setJudging] = useState<FindingRow | null>(null);
  const rows = findingRows(studies, sort.column, sort.descending);
  const label = t('safety.findings.title');
  return (
    <Panel
      title={label}
      aside={t('safety.findings.aside', { count: rows.length })}
      actions={
        rows.length > 0 && (
          <TableExportMenu
            title={label}
            caption={t('safety.findings.caption')}
            fileName="findings"
            table={() => findingTable(rows, texts)}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <p className="safety-none">{t('safety.findings.none')}</p>
      ) : (
        <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
          <table className="data finding-table" aria-label={label}>
            <thead>
              <tr>
                {findingColumns.map((id) => (
                  <th
                    key={id}
                    scope="col"
                    {...(sort.column === id
                      ? { 'aria-sort': sort.descending ? 'descending' : 'ascending' }
                      : {})}
                  >
                    <PressTarget
                      className="sort"
                      onPress={() =>
                        setSort({
                          column: id,
                          descending: sort.column === id ? !sort.descending : id === 'at' || id === 'ratio',
                        })
                      }
                    >
                      {t(`safety.finding.column.${id}`)}
                      {sort.column === id &&
                        (sort.descending ? (
                          <ArrowDown size={12} aria-hidden />
                        ) : (
                          <ArrowUp size={12} aria-hidden />
                        ))}
                    </PressTarget>
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <FindingLine key={row.finding.id} row={row} onJudge={() => setJudging(row)} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {judging && (
        <JudgementDialog
          title={t('safety.finding.again')}
          about={own(judging.finding.name)}
          status={latestJudgement(judging.finding).status}
          onClose={() => setJudging(null)}
          onSave={(judgement) => {
            setJudging(null);
            void judgeFinding(app, judging.study.id, judging.finding.id, judgement);
          }}
        />
      )}
    </Panel>
  );
}
