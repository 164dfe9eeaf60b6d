import CircleAlert from 'lucide-react/icons/circle-alert';
import type { Failure } from '../../shared/errors/akashiError.ts';
import { useTexts } from '../state/AppContext.tsx';
import { Button } from './Button.tsx';

/** One thing that failed: what, and a way to try again where there is one. */
export function FailurePanel({ failure, retry }: { readonly failure: Failure; readonly retry?: () => void }) {
  const { t, failure: message } = useTexts();
  return (
    <div className="banner bad" role="alert">
      <CircleAlert size={18} aria-hidden />
      <p>{message(failure)}</p>
      {retry && <Button onPress={retry}>{t('action.retry')}</Button>}
    </div>
  );
}
