import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../state/AppContext.tsx';

interface ControlsChoiceProps {
  readonly names: readonly { readonly id: number; readonly name: string }[];
  readonly onRemove: (id: number) => void;
  /** Null where none can be added. */
  readonly onAdd: (() => void) | null;
}

/** The negative controls chosen so far, each of which can be taken out. */
export function ControlsChoice({ names, onRemove, onAdd }: ControlsChoiceProps) {
  const { t } = useTexts();
  return (
    <ul className="concept-chips safety-controls" aria-label={t('safety.new.controls')}>
      {names.map(({ id, name }) => (
        <li key={id} className="concept-chip">
          {name}
          <Button
            kind="quiet"
            icon={X}
            aria-label={t('builder.concepts.remove', { name })}
            onPress={() => onRemove(id)}
          />
        </li>
      ))}
      {onAdd && (
        <li>
          <Button kind="quiet" icon={Plus} onPress={onAdd}>
            {t('builder.concepts.add')}
          </Button>
        </li>
      )}
    </ul>
  );
}
