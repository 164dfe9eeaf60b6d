import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import type { LiveCounts } from './useDraftCounts.ts';

/** How many persons the definition takes in, or why that is not known. */
export function CountLine({ counts }: { readonly counts: LiveCounts }) {
  const { t, number, count, failure } = useTexts();
  const released = useAppState((state) => state.release !== null);
  const { value, stale } = counts;
  if (!released) return <p className="count-line quiet-line">{t('builder.count.noRelease')}</p>;
  if (counts.failure && !value) {
    return (
      <p className="count-line quiet-line">
        {t('builder.count.failed', { reason: failure(counts.failure) })}
      </p>
    );
  }
  if (!value) return <p className="count-line quiet-line">{t('builder.count.counting')}</p>;
  const published = value.final;
  return (
    <p className={`count-line${stale ? ' stale' : ''}`} aria-busy={stale}>
      <span>{t('builder.count.entry')}</span>
      <strong className="num">{count(value.entry)}</strong>
      <span aria-hidden>→</span>
      <span>{t('builder.count.final')}</span>
      <strong
        className={`num big ${isWithheld(published) ? 'withheld' : ''}`}
        title={
          isWithheld(published) ? t(`withheld.${published.withheld}`, { below: published.below }) : undefined
        }
      >
        {count(published)}
      </strong>
      <span className="quiet-line">
        {stale
          ? t('builder.count.counting')
          : t('builder.count.took', { ms: number(Math.round(value.milliseconds)) })}
      </span>
    </p>
  );
}
