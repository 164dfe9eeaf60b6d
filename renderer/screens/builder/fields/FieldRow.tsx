import X from 'lucide-react/icons/x';
import { useEffect, useRef } from 'react';
import { fieldKey, fieldName } from '../../../../shared/cohort/edit/fieldName.ts';
import type { FormField } from '../../../../shared/cohort/edit/formFields.ts';
import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { OutlineNode } from '../../../../shared/cohort/edit/outline.ts';
import { Button } from '../../../components/Button.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { setValue } from '../../../state/builderActions.ts';
import type { Draft } from '../../../state/drafts.ts';
import { FieldControl } from './FieldControl.tsx';

interface FieldRowProps {
  readonly draft: Draft;
  readonly node: OutlineNode;
  readonly field: FormField;
  readonly path: NodePath;
  /** Whether something led here: a jump, or undo. */
  readonly aimed: boolean;
}

/** A field with its label, and a way to take it away where it may be absent. */
export function FieldRow({ draft, node, field, path, aimed }: FieldRowProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const label = fieldName(locale, field);
  const title = { key: fieldKey(field) };
  const ref = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (aimed) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [aimed]);
  const inline = field.control.kind === 'toggle' || field.control.kind === 'conceptItems';
  return (
    <fieldset
      ref={ref}
      className={`field-row-box${inline ? ' inline' : ''}`}
      data-aimed={aimed || undefined}
      data-path={pathText(path)}
    >
      <legend className={inline ? 'spoken' : undefined}>{label}</legend>
      <FieldControl
        draft={draft}
        node={node}
        control={field.control}
        label={label}
        path={path}
        value={valueAt(draft.document, path)}
        set={(at, value) => setValue(app, draft.id, at, value, title, pathText(at))}
      />
      {!field.always && (
        <Button
          kind="quiet"
          icon={X}
          data-remove
          aria-label={t('builder.inspector.removeField', { field: label })}
          onPress={() => setValue(app, draft.id, path, undefined, title)}
        />
      )}
    </fieldset>
  );
}
