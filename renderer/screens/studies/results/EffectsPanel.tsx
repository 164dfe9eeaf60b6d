import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { effectText, estimateText, pText } from '../../../../shared/report/study/effectText.ts';
import { numberNeededInterval, numberNeededText } from '../../../../shared/report/study/numberNeededText.ts';
import type { Effect, OutcomeEstimates } from '../../../../shared/study/result/comparisonResult.ts';
import { Panel } from '../../../components/Panel.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { Shown } from './ResultFrame.tsx';
import { measureTerms } from './studyTerms.ts';

interface EffectsProps {
  readonly shown: Shown;
  readonly estimates: OutcomeEstimates;
}

/** Every measure adjusted beside crude, and hazards by period. */
export function EffectsPanel({ shown, estimates }: EffectsProps) {
  const { t } = useTexts();
  const { adjusted, crude, calibrated, proportionality } = estimates;
  const label = t('study.table.estimates');
  return (
    <Panel
      title={label}
      aside={t('studies.effects.aside', { target: shown.target, comparator: shown.comparator })}
    >
      <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
        <table className="data" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('study.measure')}</th>
              <th scope="col">{t('study.when')}</th>
              <th scope="col" className="end">
                {t('study.adjusted')}
              </th>
              <th scope="col" className="end">
                <Term id="pValue">p</Term>
              </th>
              <th scope="col" className="end">
                {t('study.crude')}
              </th>
            </tr>
          </thead>
          <tbody>
            {adjusted.map((effect) => (
              <EffectLine
                key={`${effect.measure} ${effect.horizon}`}
                effect={effect}
                crude={crude.find((one) => isSame(one, effect)) ?? null}
              />
            ))}
            {calibrated && <EffectLine effect={calibrated} crude={null} name={t('study.calibrated')} />}
            {(proportionality?.pieces ?? []).map((piece) => (
              <EffectLine
                key={`piece ${piece.piece?.from}`}
                effect={piece}
                crude={null}
                name={t('study.byPiece')}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function isSame(one: Effect, other: Effect): boolean {
  return one.measure === other.measure && one.horizon === other.horizon;
}

/** The main effect in large, with what it means for persons and how it holds. */
export function MainEffect({ shown, estimates }: EffectsProps) {
  const { t, locale } = useTexts();
  const { calibrated, numbersNeeded, proportionality, sensitivity } = estimates;
  const [main] = estimates.adjusted;
  if (!main) return null;
  const words = effectText(locale, main);
  return (
    <Panel
      title={t('studies.effects.main')}
      aside={t('studies.effects.aside', { target: shown.target, comparator: shown.comparator })}
    >
      <div className="figures">
        <div className="figure">
          <span className="figure-label">
            <Term id={measureTerms[main.measure]}>{t(`study.measure.${main.measure}`)}</Term>
          </span>
          <span className="figure-value num big">{words.estimate}</span>
          <small className="num">
            95% CI {words.lower}–{words.upper}
            {main.p !== null && ` · p ${pText(locale, main.p)}`}
          </small>
        </div>
        {calibrated && (
          <div className="figure">
            <span className="figure-label">
              <Term id="empiricalCalibration">{t('study.calibrated')}</Term>
            </span>
            <span className="figure-value num">{effectText(locale, calibrated).whole}</span>
          </div>
        )}
        {numbersNeeded.map(({ horizon, estimate, lower, upper }) => (
          <div className="figure" key={horizon}>
            <span className="figure-label">
              <Term id="numberNeeded">{t('studies.effects.needed', { day: horizon })}</Term>
            </span>
            <span className="figure-value num">{numberNeededText(locale, estimate)}</span>
            <small className="num">
              {t('studies.effects.neededInterval', {
                interval: numberNeededInterval(locale, lower, upper),
              })}
            </small>
          </div>
        ))}
        {sensitivity.eValue && (
          <div className="figure">
            <span className="figure-label">
              <Term id="eValue" />
            </span>
            <span className="figure-value num">{estimateText(locale, sensitivity.eValue.estimate, 2)}</span>
            <small className="num">
              {t('studies.effects.eLimit', { value: estimateText(locale, sensitivity.eValue.limit, 2) })}
            </small>
          </div>
        )}
        {proportionality?.p != null && (
          <div className="figure">
            <span className="figure-label">
              <Term id="proportionalHazards" />
            </span>
            <span className="figure-value num">p {pText(locale, proportionality.p)}</span>
          </div>
        )}
      </div>
      {proportionality?.crosses && (
        <p className="study-warning below">
          <TriangleAlert size={15} aria-hidden />
          {t('studies.effects.crosses')}
        </p>
      )}
    </Panel>
  );
}

function EffectLine({
  effect,
  crude,
  name,
}: {
  readonly effect: Effect;
  readonly crude: Effect | null;
  readonly name?: string;
}) {
  const { t, locale } = useTexts();
  const shown = effectText(locale, effect);
  return (
    <tr>
      <th scope="row">
        <Term id={measureTerms[effect.measure]}>{t(`study.measure.${effect.measure}`)}</Term>
        {name !== undefined && <small>{name}</small>}
      </th>
      <td className="num">{shown.when}</td>
      <td className="end num strong">{shown.whole}</td>
      <td className="end num">{effect.p === null ? '' : pText(locale, effect.p)}</td>
      <td className="end num quiet">{crude ? effectText(locale, crude).whole : ''}</td>
    </tr>
  );
}
