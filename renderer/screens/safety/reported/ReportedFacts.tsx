import type { ReportedCode, ReportedTable } from '../../../../shared/study/safety/reports/reportedTable.ts';
import { useTexts } from '../../../state/AppContext.tsx';

/** Names that are told at once; the rest is counted. */
const MOST_NAMES = 8;

interface ReportedFactsProps {
  readonly found: ReportedTable;
  readonly files: readonly string[] | null;
}

/** Where reports come from, how many are of the drug, by which names, and what of them was not counted or not placed. */
export function ReportedFacts({ found, files }: ReportedFactsProps) {
  const { t } = useTexts();
  const left = (['repeated', 'incomplete', 'concomitant'] as const).filter((kind) => found[kind] > 0);
  return (
    <div className="reported-facts">
      <p>
        {t('reported.counts', {
          source: files ? files.join('・') : t('reported.source.release'),
          reports: found.reports,
          ofDrug: found.ofDrug,
          matched: found.matched,
        })}
      </p>
      <p className="hint">
        {t('reported.drugNames', { names: namesText(found.drugNames, t('reported.joint')) })}
        {left.map((kind) => ` ${t(`reported.${kind}`, { count: found[kind] })}`).join('')}
      </p>
      {found.unknownCodes.length > 0 && (
        <details className="reported-unknown">
          <summary>
            {t('reported.unknown', {
              codes: found.unknownCodes.length,
              reports: found.unknownCodes.reduce((sum, { reports }) => sum + reports, 0),
            })}
          </summary>
          <p className="hint">{t('reported.unknownText')}</p>
          <ul className="reported-codes">
            {found.unknownCodes.map(({ code, reports }) => (
              <li key={code}>
                {code} <span className="num">{reports}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function namesText(names: readonly ReportedCode[], joint: string): string {
  const told = names.slice(0, MOST_NAMES).map(({ code, reports }) => `${code} (${reports})`);
  return `${told.join(joint)}${names.length > MOST_NAMES ? ' …' : ''}`;
}
