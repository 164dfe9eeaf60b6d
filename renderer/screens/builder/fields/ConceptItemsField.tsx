import X from 'lucide-react/icons/x';
import { listAt, valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { ConceptAdder } from './ConceptAdder.tsx';
import type { ControlProps } from './FieldControl.tsx';

/** The items of a concept set. */
export function ConceptItemsField({ value, path, set, label }: ControlProps) {
  const { t, own } = useTexts();
  const items = listAt(value, ['items']);
  const list = [...path, 'items'];
  return (
    <>
      <ul className="concept-chips">
        {items.map((item, i) => {
          const id = valueAt(item, ['concept', 'CONCEPT_ID']);
          const name = own(String(valueAt(item, ['concept', 'CONCEPT_NAME']) ?? id ?? '?'));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a set may hold a concept twice
            <li key={i} className="concept-chip">
              {name}
              <Button
                kind="quiet"
                icon={X}
                aria-label={t('builder.concepts.remove', { name })}
                onPress={() => set(list, items.toSpliced(i, 1))}
              />
            </li>
          );
        })}
      </ul>
      <ConceptAdder
        label={label}
        onAdd={(concept) =>
          set(list, [
            ...items,
            { concept, isExcluded: false, includeDescendants: true, includeMapped: false },
          ])
        }
      />
    </>
  );
}
