import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { type BinChartProps, choiceClass, isChosen, largest, share, spokenCount } from './chartProps.ts';
import { useBinChoice } from './useBinChoice.ts';

/** Ordered bins as columns; a second series is drawn inside the first. */
export function BinColumns({ label, bins, series, mask, ...choosing }: BinChartProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const most = largest(series);
  const { containerProps, tabIndexOf } = useBinChoice({
    count: bins.length,
    mask,
    next: 'right',
    ...choosing,
  });
  return (
    <div className="columns">
      <div className="columns-scale num" aria-hidden>
        <span>{texts.number(most)}</span>
        <span>{texts.number(most / 2)}</span>
      </div>
      <div className="columns-plot" {...containerProps} role="listbox" aria-label={label}>
        {bins.map(({ label: name }, bin) => {
          const [outer, inner] = series.map((counts) => counts[bin]);
          const spoken =
            series.length > 1
              ? t('explore.bar.observed', {
                  label: name[locale],
                  persons: spokenCount(outer, texts),
                  recorded: spokenCount(inner, texts),
                })
              : t('explore.bar', { label: name[locale], persons: spokenCount(outer, texts) });
          const withheld = outer !== undefined && isWithheld(outer);
          return (
            <div
              key={name.en}
              data-bin={bin}
              tabIndex={tabIndexOf(bin)}
              aria-selected={isChosen(mask, bin)}
              role="option"
              className={`columns-bin${choiceClass(mask, bin)}`}
              aria-label={spoken}
              title={spoken}
            >
              <span className="columns-track">
                <span
                  className={`bar${series.length > 1 ? ' outer' : ''}${withheld ? ' small' : ''}`}
                  style={withheld ? {} : { transform: `scaleY(${share(outer, most)})` }}
                />
                {series.length > 1 && (
                  <span className="bar inner" style={{ transform: `scaleY(${share(inner, most)})` }} />
                )}
              </span>
              <span className="columns-name num">{shownName(name[locale], bin, bins.length)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The lower limit of a bin, and that only where there is room. */
function shownName(name: string, bin: number, bins: number): string {
  const every = bins <= 8 ? 1 : bins <= 16 ? 2 : 4;
  if (bin % every !== 0) return '';
  return bins > 8 ? (name.split('–')[0] ?? name) : name;
}
