import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from './NumberInput.tsx';

interface ConceptAdderProps {
  readonly label: string;
  readonly onAdd: (concept: { readonly CONCEPT_ID: number }) => void;
}

/** Adds a concept by its number. */
export function ConceptAdder({ label, onAdd }: ConceptAdderProps) {
  const { t } = useTexts();
  const [id, setId] = useState<number | null>(null);
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
          if (id !== null) onAdd({ CONCEPT_ID: id });
          setId(null);
        }}
      >
        {t('builder.action.add')}
      </Button>
    </div>
  );
}
