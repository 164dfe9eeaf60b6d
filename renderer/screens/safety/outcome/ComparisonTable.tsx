import type { SafetyComparison } from '../../../../shared/study/safety/safetyResult.ts';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { type Texts, useTexts } from '../../../state/AppContext.tsx';
import { differenceText, nothing, pShort, ratioText, scaled, withInterval } from '../safetyText.ts';

const lines = [
  'rateRatio',
  'calibratedRatio',
  'riskRatio',
  'rateDifference',
  'riskDifference',
  'nnh',
  'p',
  'adjustedP',
  'calibratedP',
] as const;

/** The exposed against each of the others, figure by figure. */
export function ComparisonTable({ comparisons }: { readonly comparisons: readonly SafetyComparison[] }) {
  const texts = useTexts();
  const { t } = texts;
  const label = t('safety.card.comparisons');
  return (
    <ScrollRegion className="safety-card-table" label={t('table.scroll', { table: label })}>
      <table className="data" aria-label={label}>
        <thead>
          <tr>
            <td />
            {comparisons.map((one) => (
              <th key={one.with} scope="col" className="end">
                {t(`safety.against.${one.with}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line}>
              <th scope="row">{t(`safety.card.${line}`)}</th>
              {comparisons.map((one) => (
                <td key={one.with} className="end num safety-figure">
                  {figure(line, one, texts)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function figure(line: (typeof lines)[number], one: SafetyComparison, { locale, number }: Texts): string {
  switch (line) {
    case 'rateRatio':
    case 'riskRatio':
      return withInterval(locale, one[line], ratioText);
    case 'calibratedRatio':
      return withInterval(locale, one.calibrated?.rateRatio, ratioText);
    case 'rateDifference':
      return withInterval(locale, one.rateDifference, differenceText);
    case 'riskDifference':
      return withInterval(locale, scaled(one.riskDifference, 1000), differenceText);
    case 'nnh':
      return one.numberNeededToHarm === null ? nothing : number(Math.ceil(one.numberNeededToHarm));
    case 'calibratedP':
      return pShort(locale, one.calibrated?.p);
    default:
      return pShort(locale, one[line]);
  }
}
