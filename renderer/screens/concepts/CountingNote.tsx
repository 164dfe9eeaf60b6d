import type { CountingState } from '../../../shared/vocabulary/conceptApi.ts';
import { useTexts } from '../../state/AppContext.tsx';

/** Says that counts are still to come; nothing once they are there. */
export function CountingNote({ counting }: { readonly counting: CountingState | undefined }) {
  const { t } = useTexts();
  if (!counting || counting.state === 'counted') return null;
  return (
    <p className="counting-note" role="status">
      {counting.state === 'failed'
        ? t('concepts.countingFailed')
        : t('concepts.counting', { percent: Math.round(counting.fraction * 100) })}
    </p>
  );
}
