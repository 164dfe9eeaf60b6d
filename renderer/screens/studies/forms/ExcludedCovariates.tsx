import { estimateText } from '../../../../shared/report/study/effectText.ts';
import { Panel } from '../../../components/Panel.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { FormProps } from './formProps.ts';

const most = 200;

/** Covariates that the last run left out on purpose, by name and with why. Nothing before a run. */
export function ExcludedCovariates({ study }: FormProps) {
  const { t, own, locale, number } = useTexts();
  const covariates = useAppState(({ studyWork }) => studyWork.runs[study.id]?.result?.covariates);
  if (!covariates || covariates.excluded.length === 0) return null;
  const shown = covariates.excluded.filter(({ reason }) => reason !== 'tooFew' && reason !== 'redundant');
  const others = covariates.excluded.length - shown.length;
  const label = t('studies.form.left');
  return (
    <Panel
      title={label}
      aside={t('studies.form.leftAside', { kept: number(covariates.count), others: number(others) })}
    >
      <ScrollRegion className="table-scroll short" label={t('table.scroll', { table: label })}>
        <table className="data" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('study.covariate')}</th>
              <th scope="col">{t('studies.form.why')}</th>
              <th scope="col" className="end">
                {t('studies.form.correlation')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, most).map(({ id, name, reason, correlation }) => (
              <tr key={id}>
                <th scope="row">{own(name)}</th>
                <td>{t(`study.excluded.${reason}`)}</td>
                <td className="end num">
                  {correlation === null ? '' : estimateText(locale, correlation, 2)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
