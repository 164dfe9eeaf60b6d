import { useTexts } from '../../state/AppContext.tsx';

export function ExploreScreen() {
  const { t } = useTexts();
  return (
    <div className="screen">
      <h1>{t('nav.explore')}</h1>
    </div>
  );
}
