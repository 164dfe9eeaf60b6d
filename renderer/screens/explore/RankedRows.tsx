import { useRef } from 'react';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { percent } from '../../../shared/explore/exploreFigures.ts';
import type { ExploreView } from '../../../shared/explore/exploreView.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { type BinChartProps, largest, share, spokenCount } from './chartProps.ts';
import { useBinChoice } from './useBinChoice.ts';
import { binElements, markChoice, setAttribute, setText, setTransform, useFill } from './useFill.ts';

/** Categories as rows: name, bar, number. */
export function RankedRows({ model, chart, label, bins, choice }: BinChartProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const container = useRef<HTMLDivElement>(null);
  const { containerProps, tabIndexOf } = useBinChoice(container, bins.length, 'down', choice);
  const remarks = bins.map((_, bin) =>
    chart.id === 'missing'
      ? t('explore.missingShare', { share: percent(model.missingShares[bin] ?? null, locale) })
      : null,
  );
  useFill(({ view, whole, filters }) => {
    if (!container.current) return;
    const counts = view.counts[chart.layers[0] ?? ''] ?? [];
    const expected = expectedCounts(view, whole, chart.dimension, chart.layers[0] ?? '');
    const most = Math.max(largest([counts]), ...expected.map((value) => value ?? 0));
    binElements(container.current).forEach((row, bin) => {
      const count = counts[bin];
      const { label: name, detail } = bins[bin] ?? { label: { ja: '', en: '' } };
      const persons = [spokenCount(count, texts), remarks[bin] ?? ''].join(' ').trim();
      const spoken = t('explore.bar', { label: name[locale], persons });
      setAttribute(row, 'title', detail ? `${spoken} (${detail})` : spoken);
      markChoice(row, filters[chart.dimension] ?? 0, bin);
      const track = row.children[1];
      const [bar, mark] = [track?.children[0] as HTMLElement, track?.children[1] as HTMLElement];
      setTransform(bar, `scaleX(${share(count, most)})`);
      const at = expected[bin] ?? null;
      setTransform(mark, at === null ? 'scaleX(0)' : `translateX(${(100 * at) / most}%)`);
      const number = row.children[2];
      setText(number, count === undefined ? '' : texts.count(count));
      number?.classList.toggle('withheld', count !== undefined && isWithheld(count));
    });
  });
  return (
    <div ref={container} className="ranked" {...containerProps} role="listbox" aria-label={label}>
      {bins.map(({ label: name, detail }, bin) => (
        <div
          key={name.en + String(detail)}
          data-bin={bin}
          tabIndex={tabIndexOf(bin)}
          role="option"
          className="ranked-row"
        >
          <span className="ranked-name">{name[locale]}</span>
          <span className="ranked-track">
            <span className="bar" />
            <span className="expected" />
          </span>
          <span className="ranked-number num" />
          {remarks[bin] !== null && <span className="ranked-remark num">{remarks[bin]}</span>}
        </div>
      ))}
    </div>
  );
}

/** What the persons selected would show if they were like the whole release; empty where there is nothing to compare. */
function expectedCounts(
  view: ExploreView,
  whole: ExploreView,
  dimension: string,
  layer: string,
): readonly (number | null)[] {
  // A chart's own filter does not apply to it.
  if (Object.keys(view.filters).length === 0 || view.filters[dimension] !== undefined) return [];
  const [all, selected] = [whole.selected, view.selected];
  if (isWithheld(all) || isWithheld(selected) || all === 0) return [];
  const counts: readonly PublishedCount[] = whole.counts[layer] ?? [];
  return counts.map((count) => (isWithheld(count) ? null : (count / all) * selected));
}
