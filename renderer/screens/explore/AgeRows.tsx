import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { Bin } from '../../../shared/explore/exploreModel.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { type BinChartProps, choiceClass, isChosen, largest, share, spokenCount } from './chartProps.ts';
import { useBinChoice } from './useBinChoice.ts';

interface AgeRowsProps extends BinChartProps {
  readonly sexes: readonly Bin[];
  readonly sexMask: number;
  readonly onChooseSex: (mask: number) => void;
}

/** The age pyramid: men to the left, women to the right, oldest at the top; sexes are switched by their names. */
export function AgeRows({
  label,
  bins,
  series,
  mask,
  sexes,
  sexMask,
  onChooseSex,
  ...choosing
}: AgeRowsProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const [men, women] = series;
  const most = largest(series);
  const { containerProps, tabIndexOf } = useBinChoice({ count: bins.length, mask, next: 'up', ...choosing });
  const bar = (sex: 'male' | 'female', counts: readonly PublishedCount[] | undefined, bin: number) => (
    <span
      className={`age-track ${sex}${sexMask !== 0 && !(sexMask & (sex === 'male' ? 1 : 2)) ? ' is-out' : ''}`}
    >
      <span className="bar" style={{ transform: `scaleX(${share(counts?.[bin], most)})` }} />
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
            onPointerEnter={choosing.onApproach}
          >
            <span className="explore-swatch" aria-hidden />
            {name[locale]}
          </button>
        ))}
        <span className="age-most num">{t('explore.persons', { n: texts.number(most) })}</span>
      </div>
      <div className="age-rows" {...containerProps} role="listbox" aria-label={label}>
        {[...bins.keys()].reverse().map((bin) => {
          const name = bins[bin]?.label[locale] ?? '';
          const spoken = t('explore.bar.age', {
            label: name,
            male: spokenCount(men?.[bin], texts),
            female: spokenCount(women?.[bin], texts),
          });
          return (
            <div
              key={name}
              data-bin={bin}
              tabIndex={tabIndexOf(bin)}
              aria-selected={isChosen(mask, bin)}
              role="option"
              className={`age-row${choiceClass(mask, bin)}`}
              aria-label={spoken}
              title={spoken}
            >
              {bar('male', men, bin)}
              <span className="age-name num">{bin % 2 === 0 ? name : ''}</span>
              {bar('female', women, bin)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
