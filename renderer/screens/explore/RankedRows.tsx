import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { type BinChartProps, choiceClass, isChosen, largest, share, spokenCount } from './chartProps.ts';
import { useBinChoice } from './useBinChoice.ts';

interface RankedRowsProps extends BinChartProps {
  /** Beside each number. */
  readonly remarks: readonly (string | null)[];
  /** By bin, where the bar would end if the persons selected were like the whole; empty when they are the whole. */
  readonly expected: readonly (number | null)[];
}

/** Categories as rows: name, bar, number. */
export function RankedRows({ label, bins, series, mask, remarks, expected, ...choosing }: RankedRowsProps) {
  const texts = useTexts();
  const { locale } = texts;
  const counts = series[0] ?? [];
  const most = Math.max(largest([counts]), ...expected.map((value) => value ?? 0));
  const { containerProps, tabIndexOf } = useBinChoice({
    count: bins.length,
    mask,
    next: 'down',
    ...choosing,
  });
  return (
    <div className="ranked" {...containerProps} role="listbox" aria-label={label}>
      {bins.map(({ label: name, detail }, bin) => {
        const count = counts[bin];
        const remark = remarks[bin] ?? null;
        const mark = expected[bin] ?? null;
        const spoken = texts.t('explore.bar', {
          label: name[locale],
          persons: [spokenCount(count, texts), remark ?? ''].join(' ').trim(),
        });
        return (
          <div
            key={name.en + String(detail)}
            data-bin={bin}
            tabIndex={tabIndexOf(bin)}
            aria-selected={isChosen(mask, bin)}
            role="option"
            className={`ranked-row${choiceClass(mask, bin)}`}
            title={detail ? `${spoken} (${detail})` : spoken}
          >
            <span className="ranked-name">{name[locale]}</span>
            <span className="ranked-track">
              <span className="bar" style={{ transform: `scaleX(${share(count, most)})` }} />
              {mark !== null && <span className="expected" style={{ left: `${(100 * mark) / most}%` }} />}
            </span>
            <span
              className={`ranked-number num${count !== undefined && isWithheld(count) ? ' withheld' : ''}`}
            >
              {count === undefined ? '' : texts.count(count)}
            </span>
            {remark !== null && <span className="ranked-remark num">{remark}</span>}
          </div>
        );
      })}
    </div>
  );
}
