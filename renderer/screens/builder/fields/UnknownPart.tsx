import { useState } from 'react';
import { TextArea, TextField } from 'react-aria-components';
import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { setValue } from '../../../state/builderActions.ts';
import type { Draft } from '../../../state/drafts.ts';

/** A part that no form knows, as JSON. */
export function UnknownPart({ draft, path }: { readonly draft: Draft; readonly path: NodePath }) {
  const app = useApp();
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const given = JSON.stringify(valueAt(draft.document, path), null, 2);
  return (
    <>
      <p className="hint">{t('builder.inspector.unknown')}</p>
      <TextField
        aria-label={t('builder.node.unknown')}
        value={typed ?? given}
        onChange={(text) => {
          setTyped(text);
          try {
            setValue(app, draft.id, path, JSON.parse(text), { key: 'builder.change.json' });
          } catch {
            // Unfinished: it takes effect when it can be read.
          }
        }}
        isInvalid={typed !== null && !isJson(typed)}
      >
        <TextArea className="mono" rows={14} spellCheck="false" />
      </TextField>
    </>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
