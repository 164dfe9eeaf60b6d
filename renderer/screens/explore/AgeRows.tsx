import { useRef } from 'react';
import { dimensionOf } from '../../../shared/explore/exploreModel.ts';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import { type BinChartProps, largest, share, spokenCount } from './chartProps.ts';
import { useBinChoice } from './useBinChoice.ts';
import { binElements, markChoice, setAttribute, setText, setTransform, useFill } from './useFill.ts';

interface AgeRowsProps extends BinChartProps {
  readonly onChooseSex: (mask: number) => void;
}

const sides = ['male', 'female'] as const;

/** The age pyramid: men to the left, women to the right, oldest at the top; sexes are switched by their names. */
export function AgeRows({ model, chart, label, bins, choice, onChooseSex }: AgeRowsProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const container = useRef<HTMLDivElement>(null);
  const scale = useRef<HTMLSpanElement>(null);
  const sexes = dimensionOf(model, 'sex')?.bins ?? [];
  const sexMask = useAppState(({ explore }) => (explore.state === 'open' ? (explore.filters.sex ?? 0) : 0));
  const { containerProps, tabIndexOf } = useBinChoice(container, bins.length, 'up', choice);
  useFill(({ view, filters }) => {
    if (!container.current) return;
    const series = chart.layers.map((layer) => view.counts[layer] ?? []);
    const most = largest(series);
    setText(scale.current, t('explore.persons', { n: texts.number(most) }));
    binElements(container.current).forEach((row, bin) => {
      const counts = series.map((ofSex) => ofSex[bin]);
      const spoken = t('explore.bar.age', {
        label: bins[bin]?.label[locale] ?? '',
        male: spokenCount(counts[0], texts),
        female: spokenCount(counts[1], texts),
      });
      setAttribute(row, 'aria-label', spoken);
      setAttribute(row, 'title', spoken);
      markChoice(row, filters.age ?? 0, bin);
      sides.forEach((_, sex) => {
        const bar = row.children[2 * sex]?.children[0] as HTMLElement | undefined;
        setTransform(bar, `scaleX(${share(counts[sex], most)})`);
      });
    });
  });
  const track = (sex: 0 | 1) => (
    <span className={`age-track ${sides[sex]}${sexMask !== 0 && !(sexMask & (1 << sex)) ? ' is-out' : ''}`}>
      <span className="bar" />
    </span>
  );
  return (
    <div className="ages">
      <div className="age-sexes">
        {sexes.map(({ label: name }, sex) => (
          <button
            key={name.en}
            type="button"
            className={`age-sex sex-${sex}`}
            aria-pressed={(sexMask & (1 << sex)) !== 0}
            onClick={() => onChooseSex(sexMask ^ (1 << sex))}
            onPointerEnter={choice.onApproach}
          >
            <span className="explore-swatch" aria-hidden />
            {name[locale]}
          </button>
        ))}
        <span className="age-most num" ref={scale} />
      </div>
      <div ref={container} className="age-rows" {...containerProps} role="listbox" aria-label={label}>
        {[...bins.keys()].reverse().map((bin) => (
          <div
            key={bins[bin]?.label.en}
            data-bin={bin}
            tabIndex={tabIndexOf(bin)}
            role="option"
            className="age-row"
          >
            {track(0)}
            <span className="age-name num">{bin % 2 === 0 ? bins[bin]?.label[locale] : ''}</span>
            {track(1)}
          </div>
        ))}
      </div>
    </div>
  );
}
