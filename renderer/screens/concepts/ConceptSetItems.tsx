import Trash2 from 'lucide-react/icons/trash-2';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ResolvedConceptSet } from '../../../shared/vocabulary/conceptApi.ts';
import type { ItemFlag, RawItem } from '../../../shared/vocabulary/rawConceptSet.ts';
import { Button } from '../../components/Button.tsx';
import { CheckMark } from '../../components/CheckMark.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { flagNames } from './flagNames.ts';

const FLAGS = ['isExcluded', 'includeDescendants', 'includeMapped'] as const;

interface ConceptSetItemsProps {
  readonly items: readonly RawItem[];
  readonly resolved: ResolvedConceptSet | null;
  readonly nameOf: (place: number) => string;
  /** Left out where the set is only shown. */
  readonly onFlag?: (place: number, flag: ItemFlag, on: boolean) => void;
  readonly onRemove?: (place: number) => void;
}

/** The items of a concept set with their switches and what each of them yields. */
export function ConceptSetItems({ items, resolved, nameOf, onFlag, onRemove }: ConceptSetItemsProps) {
  const { t, number } = useTexts();
  if (items.length === 0) return <p className="hint set-empty">{t('conceptSet.empty')}</p>;
  return (
    <ScrollRegion className="table-scroll set-items" label={t('conceptSet.itemTable')}>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t('conceptSet.concept')}</th>
            {FLAGS.map((flag) => (
              <th key={flag} scope="col" className="middle">
                {t(flagNames[flag])}
              </th>
            ))}
            <th scope="col" className="end">
              {t('conceptSet.yields')}
            </th>
            <th scope="col" className="end">
              {t('conceptSet.alone')}
            </th>
            {onRemove && <td />}
          </tr>
        </thead>
        <tbody>
          {items.map(({ item, code, vocabulary }, place) => {
            const share = resolved?.items[place];
            const name = nameOf(place);
            const missing = resolved !== null && share !== undefined && share.concept === null;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a concept may stand in two items
              <tr key={place} className={item.isExcluded ? 'excluding' : ''}>
                <th scope="row">
                  <span className="item-name">{name}</span>
                  <span className="row-facts">
                    <span className="mono">{share?.concept?.code ?? code}</span>
                    <span>{share?.concept?.vocabulary ?? vocabulary}</span>
                    {missing && (
                      <span className="invalid item-missing">
                        <TriangleAlert size={12} aria-hidden />
                        {t('conceptSet.missing')}
                      </span>
                    )}
                  </span>
                </th>
                {FLAGS.map((flag) => (
                  <td key={flag} className="middle">
                    {onFlag ? (
                      <CheckMark
                        label={t('conceptSet.flagOf', { concept: name, flag: t(flagNames[flag]) })}
                        checked={item[flag]}
                        onChange={(on) => onFlag(place, flag, on)}
                      />
                    ) : (
                      item[flag] && '✓'
                    )}
                  </td>
                ))}
                <td className="end num">{share ? number(share.yields) : '–'}</td>
                <td className="end num">{share ? number(share.alone) : '–'}</td>
                {onRemove && (
                  <td className="end">
                    <Button
                      kind="quiet"
                      icon={Trash2}
                      aria-label={t('conceptSet.remove', { concept: name })}
                      onPress={() => onRemove(place)}
                    />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
