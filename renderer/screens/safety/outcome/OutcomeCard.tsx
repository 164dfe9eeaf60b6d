import type { SafetyResult, SafetyTable } from '../../../../shared/study/safety/safetyResult.ts';
import { Panel } from '../../../components/Panel.tsx';
import { CountValue } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import type { Study } from '../../../state/studies.ts';
import { SaveFinding } from '../findings/SaveFinding.tsx';
import { mayCallSignals } from '../safetyCounts.ts';
import { nothing, rateText, withInterval } from '../safetyText.ts';
import { against, direction } from '../table/eventRows.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { Misclassification } from './Misclassification.tsx';

interface OutcomeCardProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly table: SafetyTable;
  readonly choice: SafetyChoice;
  readonly level: number;
}

/** The chosen outcome in full: all groups, both comparisons, and what is left of them when records are wrong. */
export function OutcomeCard({ study, result, table, choice, level }: OutcomeCardProps) {
  const { t, own, locale, number } = useTexts();
  const row = table.rows.find(({ id }) => id === choice.outcome);
  if (!row) {
    return (
      <Panel className="safety-half" title={t('safety.card.title')}>
        <p className="safety-none">{t('safety.card.none')}</p>
      </Panel>
    );
  }
  const marked = direction(against(row, choice.against), level);
  const signal = against(row, choice.against)?.signal === true && mayCallSignals(result);
  const groups = result.exposure.groups.map(({ group }) => group);
  return (
    <Panel
      className="safety-half safety-card"
      title={own(row.name)}
      aside={
        <>
          <span className="mono">{row.code}</span>
          {signal ? (
            <span className="event-mark signal">{t('safety.mark.signal')}</span>
          ) : (
            marked && <span className={`event-mark ${marked}`}>{t(`safety.mark.${marked}`)}</span>
          )}
        </>
      }
      actions={<SaveFinding key={row.id} study={study} result={result} row={row} choice={choice} />}
    >
      <ScrollRegion
        className="safety-card-table"
        label={t('table.scroll', { table: t('safety.card.groups') })}
      >
        <table className="data" aria-label={t('safety.card.groups')}>
          <thead>
            <tr>
              <th scope="col">{t('safety.card.group')}</th>
              <th scope="col" className="end">
                {t('safety.card.withEvent')}
              </th>
              <th scope="col" className="end">
                {t('safety.card.personYears')}
              </th>
              <th scope="col" className="end">
                {t('safety.card.rate')}
              </th>
            </tr>
          </thead>
          <tbody>
            {row.groups.map((rate, g) => {
              const group = groups[g] ?? 'exposed';
              const name = t(`safety.group.${group}`);
              return (
                <tr key={group} className={`safety-group ${group}`}>
                  <th scope="row">
                    <span className="safety-swatch" aria-hidden />
                    {name}
                  </th>
                  <td className="end num">
                    <CountValue count={rate.withEvent} label={`${own(row.name)} · ${name}`} />
                    {' / '}
                    <CountValue count={rate.persons} label={`${own(row.name)} · ${name}`} />
                  </td>
                  <td className="end num">
                    {rate.personYears === null ? nothing : number(Math.round(rate.personYears))}
                  </td>
                  <td className="end num safety-figure">{withInterval(locale, rate.rate, rateText)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <ComparisonTable comparisons={row.against} />
      <Misclassification key={row.id} study={study} row={row} choice={choice} />
    </Panel>
  );
}
