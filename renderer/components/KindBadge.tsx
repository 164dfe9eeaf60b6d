import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import { useTexts } from '../state/AppContext.tsx';

/** Anonymized, pseudonymized, or unmanaged: what the law calls the data. */
export function KindBadge({ kind }: { readonly kind: ReleaseCard['kind'] }) {
  const { t } = useTexts();
  return <span className={`badge kind-${kind}`}>{t(`kind.${kind}`)}</span>;
}
