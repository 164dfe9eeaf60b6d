import X from 'lucide-react/icons/x';
import { Button as PressTarget } from 'react-aria-components';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { binsText, dimensionTitle, percent } from '../../../shared/explore/exploreFigures.ts';
import { type Filters, liftFilter, noFilters } from '../../../shared/explore/filters.ts';
import { Button } from '../../components/Button.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { chooseFilters } from '../../state/exploreActions.ts';
import type { OpenExplore } from '../../state/exploreState.ts';

/** How many persons are selected and by which filters, each of which can be taken away. */
export function FilterBar({ explore }: { readonly explore: OpenExplore }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { model, filters, view, whole } = explore;
  const below = model.minimumCell;
  const chosen = Object.entries(filters);
  const put = (after: Filters) => void chooseFilters(app, filters, after, null);
  const shareOfAll =
    isWithheld(view.selected) || isWithheld(whole.selected) || whole.selected === 0
      ? null
      : view.selected / whole.selected;
  return (
    <div className="explore-bar">
      <div className="explore-selected" role="status" aria-live="polite" aria-busy={view.isStale}>
        <span className="figure-label">{t('explore.selected')}</span>
        <span className="explore-count num">
          {isWithheld(view.selected) ? (
            <span className="withheld">{t('explore.below', { below })}</span>
          ) : (
            <>
              <CountValue count={view.selected} label={t('explore.selected')} />
              <small>{t('explore.unit')}</small>
            </>
          )}
        </span>
        {shareOfAll !== null && chosen.length > 0 && (
          <span className="hint num">{t('explore.ofRelease', { share: percent(shareOfAll, locale) })}</span>
        )}
        {view.isStale && <span className="explore-stale">{t('explore.stale')}</span>}
      </div>
      <ul className="explore-chips" aria-label={t('explore.filters')}>
        {chosen.map(([dimension, mask]) => {
          const text = t('explore.filterText', {
            chart: dimensionTitle(model, dimension, locale),
            bins: binsText(model, dimension, mask, locale),
          });
          return (
            <li key={dimension}>
              <PressTarget
                className="explore-chip"
                aria-label={t('explore.removeFilter', { filter: text })}
                onPress={() => put(liftFilter(filters, dimension))}
              >
                <span className="explore-chip-text">{text}</span>
                <X size={13} aria-hidden />
              </PressTarget>
            </li>
          );
        })}
        {chosen.length === 0 && <li className="hint">{t('explore.noFilters')}</li>}
      </ul>
      {chosen.length > 0 && (
        <Button kind="plain" onPress={() => put(noFilters)}>
          {t('explore.clearAll')}
        </Button>
      )}
    </div>
  );
}
