import Compass from 'lucide-react/icons/compass';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { declineGuide, startGuide } from '../../state/guideActions.ts';

/** Offers the guide to who starts for the first time; gone after either answer. */
export function GuideOffer() {
  const app = useApp();
  const { t } = useTexts();
  const offered = useAppState(({ settings, guide }) => settings.guide === 'offered' && guide === null);
  if (!offered) return null;
  return (
    <aside className="guide-offer" aria-label={t('guide.label')}>
      <Compass size={18} aria-hidden />
      <p>
        <strong>{t('guide.offer')}</strong> {t('guide.offerText')}
        <small>{t('guide.again')}</small>
      </p>
      <Button onPress={() => void declineGuide(app)}>{t('guide.decline')}</Button>
      <Button kind="primary" onPress={() => startGuide(app)}>
        {t('guide.start')}
      </Button>
    </aside>
  );
}
