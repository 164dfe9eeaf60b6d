import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { isObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { Toggle } from '../../../components/Toggle.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { ConceptSetField } from './ConceptSetField.tsx';
import type { ControlProps } from './FieldControl.tsx';

/** An attribute by a concept set: what it contains, or all but that. */
export function ConceptSelectionField(props: ControlProps) {
  const { value, path, set } = props;
  const { t } = useTexts();
  // Older definitions have the concept set's number alone.
  const plain = !isObject(value) && value != null;
  return (
    <>
      <ConceptSetField
        {...props}
        path={plain ? path : [...path, 'CodesetId']}
        value={plain ? value : valueAt(value, ['CodesetId'])}
      />
      <Toggle
        label={t('builder.set.except')}
        on={valueAt(value, ['IsExclusion']) === true}
        onChange={(on) =>
          plain ? set(path, { CodesetId: value, IsExclusion: on }) : set([...path, 'IsExclusion'], on)
        }
      />
    </>
  );
}
