import { useTexts } from '../../../state/AppContext.tsx';

/** Why these figures are others than those of spontaneous reports, in plain sentences. */
export function ReportedExplainer() {
  const { t } = useTexts();
  return (
    <details className="reported-why">
      <summary>{t('reported.why')}</summary>
      <ul>
        <li>{t('reported.why.denominator')}</li>
        <li>{t('reported.why.excess')}</li>
        <li>{t('reported.why.fraction')}</li>
        <li>{t('reported.why.coverage')}</li>
        <li>{t('reported.why.measures')}</li>
      </ul>
    </details>
  );
}
