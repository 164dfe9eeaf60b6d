import { useTexts } from '../../state/AppContext.tsx';

export function ConceptsScreen() {
  const { t } = useTexts();
  return (
    <div className="screen">
      <h1>{t('nav.concepts')}</h1>
    </div>
  );
}
