import type { SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { shortHash } from '../../app/Footer.tsx';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import type { Study } from '../../state/studies.ts';
import { specificationOf } from './safetyCaption.ts';

/** Always says how many comparisons were made, by which rule, in what time, what is withheld and where it comes from. */
export function SafetyFootLine({ study, result }: { readonly study: Study; readonly result: SafetyResult }) {
  const { t, number } = useTexts();
  const run = useAppState(({ safetyWork }) => safetyWork.runs[study.id]);
  const below = useAppState(({ release }) => release?.terms.minimumCell ?? null);
  const level = (run && specificationOf(run.text)?.multiplicity.level) ?? null;
  return (
    <footer className="safety-foot num">
      <span>{t('safety.foot.comparisons', { count: result.comparisons })}</span>
      <span>
        {level === null
          ? t('safety.foot.doubleFdr')
          : t('safety.foot.doubleFdrAt', { level: `${number(level * 100)}%` })}
      </span>
      <span>
        {t('studies.seconds', { seconds: number(Math.round(result.provenance.milliseconds / 100) / 10) })}
      </span>
      <span className="spacer" />
      {below !== null && <span>{t('safety.foot.below', { below })}</span>}
      <span className="mono" title={result.studyHash}>
        {t('safety.foot.provenance', { hash: shortHash(result.studyHash) })}
      </span>
    </footer>
  );
}
