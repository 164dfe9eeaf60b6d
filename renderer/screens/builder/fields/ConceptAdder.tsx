import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { type CirceConcept, circeConcept } from '../../../../shared/vocabulary/circeConcept.ts';
import { Button } from '../../../components/Button.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { ConceptPicker } from '../../concepts/ConceptPicker.tsx';
import { NumberInput } from './NumberInput.tsx';

interface ConceptAdderProps {
  readonly label: string;
  /** Which vocabulary domain the attribute's concepts are of, where that is known. */
  readonly domain: string | undefined;
  readonly onAdd: (concepts: readonly (CirceConcept | { readonly CONCEPT_ID: number })[]) => void;
}

/** Adds concepts from the release's vocabulary; without a release, by their number. */
export function ConceptAdder({ label, domain, onAdd }: ConceptAdderProps) {
  const { t } = useTexts();
  const released = useAppState((state) => state.release !== null);
  const [picking, setPicking] = useState(false);
  const [id, setId] = useState<number | null>(null);
  if (released) {
    return (
      <>
        <Button icon={Plus} onPress={() => setPicking(true)}>
          {t('builder.concepts.add')}
        </Button>
        {picking && (
          <ConceptPicker
            title={label}
            domain={domain}
            multiple
            onPick={(concepts) => {
              setPicking(false);
              onAdd(concepts.map(circeConcept));
            }}
            onClose={() => setPicking(false)}
          />
        )}
      </>
    );
  }
  return (
    <div className="control-line">
      <NumberInput
        label={`${label} · ${t('builder.concepts.id')}`}
        placeholder={t('builder.concepts.id')}
        value={id}
        whole
        least={0}
        optional
        onChange={setId}
      />
      <Button
        icon={Plus}
        isDisabled={id === null}
        onPress={() => {
          if (id !== null) onAdd([{ CONCEPT_ID: id }]);
          setId(null);
        }}
      >
        {t('builder.action.add')}
      </Button>
    </div>
  );
}
