import { effectText, estimateText, percentText } from '../../../../shared/report/study/effectText.ts';
import type { OutcomeResult } from '../../../../shared/study/result/comparisonResult.ts';
import { Panel } from '../../../components/Panel.tsx';
import { CountValue } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { TermHelp } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { Shown } from './ResultFrame.tsx';

/** All arms at once, weighted to one population. Nothing with two arms. */
export function MultiArmPanel({
  shown: { result, armName },
  outcome,
}: {
  readonly shown: Shown;
  readonly outcome: OutcomeResult;
}) {
  const { t, locale, number } = useTexts();
  const multi = result.multiArm;
  const found = multi?.outcomes.find(
    (one) => one.outcome === outcome.outcome && one.timeAtRisk === outcome.timeAtRisk,
  );
  if (!multi || !found) return null;
  const horizons = found.arms[0]?.risks.map(({ horizon }) => horizon) ?? [];
  const label = t('studies.multiArm.title');
  return (
    <Panel
      title={label}
      aside={
        <>
          <TermHelp id="generalizedPropensity" />{' '}
          {t('studies.multiArm.balance', {
            before: estimateText(locale, multi.balance.before, 2),
            after: estimateText(locale, multi.balance.after, 2),
          })}
        </>
      }
    >
      <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
        <table className="data" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('study.arm')}</th>
              <th scope="col" className="end">
                {t('chart.persons')}
              </th>
              <th scope="col" className="end">
                {t('studies.multiArm.effective')}
              </th>
              {horizons.map((horizon) => (
                <th key={horizon} scope="col" className="end">
                  {t('studies.riskAt', { day: horizon })}
                </th>
              ))}
              <th scope="col" className="end">
                {t('studies.multiArm.against', { arm: armName(found.arms[0]?.arm ?? '') })}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.arms.map(({ arm, persons, effective, risks, effect }, i) => (
              <tr key={arm}>
                <th scope="row">{armName(arm)}</th>
                <td className="end num">
                  <CountValue count={persons} label={armName(arm)} />
                </td>
                <td className="end num">{effective === null ? '—' : number(Math.round(effective))}</td>
                {risks.map(({ horizon, estimate, lower, upper }) => (
                  <td key={horizon} className="end num">
                    {percentText(locale, estimate)} ({percentText(locale, lower)}–{percentText(locale, upper)}
                    )
                  </td>
                ))}
                <td className="end num">
                  {effect
                    ? `${t(`study.measure.${effect.measure}`)} ${effectText(locale, effect).whole}`
                    : i === 0
                      ? t('studies.multiArm.reference')
                      : t('studies.blindedShort')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
