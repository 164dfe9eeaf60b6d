import { useTexts } from '../../state/AppContext.tsx';

export function BuilderScreen() {
  const { t } = useTexts();
  return (
    <div className="screen">
      <h1>{t('nav.builder')}</h1>
    </div>
  );
}
