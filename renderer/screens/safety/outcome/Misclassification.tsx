import { useState } from 'react';
import { misclassifiedRates } from '../../../../shared/study/safety/analysis/misclassifiedRates.ts';
import { publishedPpv } from '../../../../shared/study/safety/analysis/publishedPpv.ts';
import type { SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import { Toggle } from '../../../components/Toggle.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import type { Study } from '../../../state/studies.ts';
import { specificationOf } from '../safetyCaption.ts';
import { differenceText, rateText, ratioText, withInterval } from '../safetyText.ts';
import { against } from '../table/eventRows.ts';

interface MisclassificationProps {
  readonly study: Study;
  readonly row: SafetyRow;
  readonly choice: SafetyChoice;
}

/** What is left of a difference when only so many of the recorded events are real. */
export function Misclassification({ study, row, choice }: MisclassificationProps) {
  const { t, own, locale } = useTexts();
  const text = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.text ?? study.text);
  const given = specificationOf(text)?.events.cohorts.find(({ id }) => id === row.id)?.ppv ?? null;
  const published = publishedPpv(row.code);
  const known = given?.value ?? published?.value ?? null;
  const [percent, setPercent] = useState(known === null ? 100 : Math.round(known * 100));
  const [differs, setDiffers] = useState(false);
  const [other, setOther] = useState(percent);
  const exposedRate = row.groups[0]?.rate ?? null;
  const otherRate = row.groups[choice.against === 'unexposed' ? 1 : 2]?.rate ?? null;
  const corrected =
    exposedRate && otherRate
      ? misclassifiedRates(
          { exposed: exposedRate, other: otherRate },
          against(row, choice.against)?.rateRatio ?? null,
          { exposed: percent / 100, other: (differs ? other : percent) / 100 },
        )
      : null;
  return (
    <section className="safety-ppv" aria-label={t('safety.ppv.title')}>
      <h3>{t('safety.ppv.title')}</h3>
      <p className="hint">
        {given
          ? t('safety.ppv.given', { percent: Math.round(given.value * 1000) / 10, source: own(given.source) })
          : published
            ? t('safety.ppv.published', {
                percent: Math.round(published.value * 1000) / 10,
                definition: published.definition[locale],
              })
            : t('safety.ppv.unknown')}
      </p>
      {corrected === null ? (
        <p className="hint">{t('safety.ppv.withheld')}</p>
      ) : (
        <>
          <Slide
            label={t(differs ? 'safety.ppv.exposed' : 'safety.ppv.all')}
            percent={percent}
            onChange={setPercent}
          />
          {differs && <Slide label={t('safety.ppv.others')} percent={other} onChange={setOther} />}
          <Toggle
            label={t('safety.ppv.differs')}
            on={differs}
            onChange={(on) => {
              setDiffers(on);
              setOther(percent);
            }}
          />
          <dl className="safety-corrected num" aria-live="polite">
            <div>
              <dt>{t('safety.ppv.rateExposed')}</dt>
              <dd>{withInterval(locale, corrected.exposed, rateText)}</dd>
            </div>
            <div>
              <dt>{t('safety.ppv.rateOther')}</dt>
              <dd>{withInterval(locale, corrected.other, rateText)}</dd>
            </div>
            <div>
              <dt>{t('safety.card.rateRatio')}</dt>
              <dd>{withInterval(locale, corrected.ratio, (at, value) => ratioText(at, value))}</dd>
            </div>
            <div>
              <dt>{t('safety.ppv.difference')}</dt>
              <dd>{withInterval(locale, corrected.difference, differenceText)}</dd>
            </div>
          </dl>
          <p className="hint">{t(differs ? 'safety.ppv.assumesTwo' : 'safety.ppv.assumesOne')}</p>
        </>
      )}
    </section>
  );
}

function Slide({
  label,
  percent,
  onChange,
}: {
  readonly label: string;
  readonly percent: number;
  readonly onChange: (percent: number) => void;
}) {
  return (
    <label className="safety-slide">
      <span>{label}</span>
      <input
        type="range"
        min={5}
        max={100}
        step={1}
        value={percent}
        aria-valuetext={`${percent}%`}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
      <output className="num">{percent}%</output>
    </label>
  );
}
