import { useRef } from 'react';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { type BinChartProps, largest, share, spokenCount } from './chartProps.ts';
import { useBinChoice } from './useBinChoice.ts';
import { binElements, markChoice, setAttribute, setClip, setText, setTransform, useFill } from './useFill.ts';

/** Ordered bins as columns; a second series is drawn inside the first. */
export function BinColumns({ chart, label, bins, choice }: BinChartProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const container = useRef<HTMLDivElement>(null);
  const scale = useRef<HTMLDivElement>(null);
  const { containerProps, tabIndexOf } = useBinChoice(container, bins.length, 'right', choice);
  const { finer } = chart;
  const hasInner = chart.layers.length > 1;
  useFill(({ view, filters }) => {
    if (!container.current) return;
    const series = chart.layers.map((layer) => view.counts[layer] ?? []);
    const most = largest(series);
    const finerCounts = finer && view.counts[finer.layer];
    setText(scale.current?.children[0], texts.number(most));
    setText(scale.current?.children[1], texts.number(most / 2));
    binElements(container.current).forEach((column, bin) => {
      const [outer, inner] = series.map((counts) => counts[bin]);
      const name = bins[bin]?.label[locale] ?? '';
      const persons = spokenCount(outer, texts);
      const spoken = hasInner
        ? t('explore.bar.observed', { label: name, persons, recorded: spokenCount(inner, texts) })
        : t('explore.bar', { label: name, persons });
      setAttribute(column, 'aria-label', spoken);
      setAttribute(column, 'title', spoken);
      markChoice(column, filters[chart.dimension] ?? 0, bin);
      const [bar, within] = [...(column.children[0]?.children ?? [])] as HTMLElement[];
      const withheld = outer !== undefined && isWithheld(outer);
      bar?.classList.toggle('small', withheld);
      if (finer && finerCounts) {
        const own = finerCounts.slice(bin * finer.steps, (bin + 1) * finer.steps);
        setClip(bar, withheld ? '' : stepsOutline(own.map((count) => share(count, most))));
      } else setTransform(bar, withheld ? '' : `scaleY(${share(outer, most)})`);
      setTransform(within, `scaleY(${share(inner, most)})`);
    });
  });
  return (
    <div className={finer ? 'columns finer' : 'columns'}>
      <div className="columns-scale num" aria-hidden ref={scale}>
        <span />
        <span />
      </div>
      <div ref={container} className="columns-plot" {...containerProps} role="listbox" aria-label={label}>
        {bins.map(({ label: name }, bin) => (
          <div key={name.en} data-bin={bin} tabIndex={tabIndexOf(bin)} role="option" className="columns-bin">
            <span className="columns-track">
              <span className={hasInner ? 'bar outer' : 'bar'} />
              {hasInner && <span className="bar inner" />}
            </span>
            <span className="columns-name num">{shownName(name[locale], bin, bins.length)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The area under steps of equal width, given their heights as shares of the whole. */
function stepsOutline(heights: readonly number[]): string {
  const points = heights.flatMap((height, step) =>
    [step, step + 1].map((edge) => `${(100 * edge) / heights.length}% ${100 * (1 - height)}%`),
  );
  return `polygon(0% 100%, ${points.join(', ')}, 100% 100%)`;
}

/** The lower limit of a bin, and that only where there is room. */
function shownName(name: string, bin: number, bins: number): string {
  const every = bins <= 8 ? 1 : bins <= 16 ? 2 : 4;
  if (bin % every !== 0) return '';
  return bins > 8 ? (name.split('–')[0] ?? name) : name;
}
