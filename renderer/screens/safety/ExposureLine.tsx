import type { SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { CountValue } from '../../components/Provenance.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { fewestControls, mayCallSignals } from './safetyCounts.ts';
import { nothing, ratioText } from './safetyText.ts';

/** Who is beside whom: persons and person-years of every group, and how far negative controls can be trusted. */
export function ExposureLine({ result }: { readonly result: SafetyResult }) {
  const { t, number, locale } = useTexts();
  const { controls } = result;
  return (
    <div className="safety-groups">
      {result.exposure.groups.map(({ group, persons, personYears }) => (
        <span key={group} className={`safety-group ${group}`}>
          <span className="safety-swatch" aria-hidden />
          {t(`safety.group.${group}`)}{' '}
          <strong className="num">
            <CountValue count={persons} label={t(`safety.group.${group}`)} />
          </strong>
          <span className="num">
            {' · '}
            {personYears === null
              ? nothing
              : t('safety.personYears', { years: number(Math.round(personYears)) })}
          </span>
        </span>
      ))}
      <span className="spacer" />
      {controls && (
        <span className="badge num" title={t('safety.controls.about')}>
          {t('safety.controls.badge', { estimable: controls.estimable })}
          {controls.systematicError !== null &&
            ` · ${t('safety.controls.error', { error: ratioText(locale, controls.systematicError) })}`}
        </span>
      )}
      {!mayCallSignals(result) && (
        <p className="safety-notice">
          {t('safety.controls.tooFew', { estimable: controls?.estimable ?? 0, fewest: fewestControls })}
        </p>
      )}
    </div>
  );
}
