import X from 'lucide-react/icons/x';
import { useEffect } from 'react';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { declineGuide, goOn } from '../../state/guideActions.ts';
import { guideStepIds, guideSteps } from '../../state/guideSteps.ts';
import { Spotlight } from './Spotlight.tsx';

/** The guide for the first time: a strip below the screen that says the next step and points to its control. Covers nothing. */
export function Guide() {
  const app = useApp();
  const { t } = useTexts();
  const id = useAppState((state) => state.guide);
  const step = guideSteps.find((one) => one.id === id);
  const done = useAppState((state) => step?.done(state) ?? false);
  useEffect(() => {
    if (step && done) void goOn(app, step.id);
  }, [app, step, done]);
  if (!step) return null;
  const place = guideStepIds.indexOf(step.id) + 1;
  const last = place === guideStepIds.length;
  return (
    <section className="guide" aria-label={t('guide.label')}>
      <ol className="guide-way" aria-hidden>
        {guideStepIds.map((one, at) => (
          <li key={one} className={at + 1 < place ? 'past' : at + 1 === place ? 'now' : ''} />
        ))}
      </ol>
      <span className="guide-place num">{t('guide.step', { step: place, steps: guideStepIds.length })}</span>
      <div className="guide-text" aria-live="polite">
        <strong>{t(`guide.${step.id}.title`)}</strong>
        <span>{t(`guide.${step.id}.text`)}</span>
      </div>
      <Button onPress={() => void goOn(app, step.id)}>{t(last ? 'guide.finish' : 'guide.skip')}</Button>
      <Button kind="quiet" icon={X} aria-label={t('guide.close')} onPress={() => void declineGuide(app)} />
      <Spotlight targets={step.targets} />
    </section>
  );
}
