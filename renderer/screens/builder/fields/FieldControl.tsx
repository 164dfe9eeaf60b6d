import type { Control } from '../../../../shared/cohort/edit/formFields.ts';
import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import type { OutlineNode } from '../../../../shared/cohort/edit/outline.ts';
import { Toggle } from '../../../components/Toggle.tsx';
import type { Draft } from '../../../state/drafts.ts';
import { ConceptSelectionField } from './ConceptSelectionField.tsx';
import { ConceptSetField } from './ConceptSetField.tsx';
import { ConceptSetPart } from './ConceptSetPart.tsx';
import { ConceptsField } from './ConceptsField.tsx';
import { DateAdjustmentField } from './DateAdjustmentField.tsx';
import { DateRangeField } from './DateRangeField.tsx';
import { ExitField } from './ExitField.tsx';
import { GroupTypeField } from './GroupTypeField.tsx';
import { LimitField } from './LimitField.tsx';
import { NumberInput } from './NumberInput.tsx';
import { NumericRangeField } from './NumericRangeField.tsx';
import { OccurrenceField } from './OccurrenceField.tsx';
import { PeriodField } from './PeriodField.tsx';
import { TextFilterField } from './TextFilterField.tsx';
import { TextInput } from './TextInput.tsx';
import { WindowField } from './WindowField.tsx';

/** What every control gets: its value, where that stands, and how to put another. */
export interface ControlProps {
  readonly draft: Draft;
  readonly node: OutlineNode;
  readonly label: string;
  readonly path: NodePath;
  readonly value: unknown;
  /** Puts a value at a place of the document; undefined takes the key away. */
  readonly set: (path: NodePath, value: unknown) => void;
}

/** The control for a kind of value. */
export function FieldControl({ control, ...props }: ControlProps & { readonly control: Control }) {
  const { value, path, set, label } = props;
  switch (control.kind) {
    case 'numericRange':
      return <NumericRangeField {...props} whole={control.whole} extras={control.extras} />;
    case 'dateRange':
      return <DateRangeField {...props} />;
    case 'textFilter':
      return <TextFilterField {...props} />;
    case 'period':
      return <PeriodField {...props} />;
    case 'dateAdjustment':
      return <DateAdjustmentField {...props} />;
    case 'limit':
      return <LimitField {...props} />;
    case 'exit':
      return <ExitField {...props} />;
    case 'occurrence':
      return <OccurrenceField {...props} />;
    case 'groupType':
      return <GroupTypeField {...props} />;
    case 'window':
      return <WindowField {...props} eventEnd={control.eventEnd} />;
    case 'concepts':
      return <ConceptsField {...props} from={control.from} exclude={control.exclude} />;
    case 'conceptSelection':
      return <ConceptSelectionField {...props} />;
    case 'conceptSet':
      return <ConceptSetField {...props} />;
    case 'toggle':
      return <Toggle label={label} on={value === true} onChange={(on) => set(path, on)} />;
    case 'whole':
      return (
        <NumberInput
          label={label}
          value={value ?? control.absent}
          whole
          least={control.least}
          onChange={(number) => set(path, number)}
        />
      );
    case 'text':
      return (
        <TextInput
          label={label}
          value={typeof value === 'string' ? value : ''}
          long={control.long}
          onChange={(text) => set(path, text)}
        />
      );
    case 'conceptItems':
      return <ConceptSetPart draft={props.draft} path={props.path} />;
  }
}
