import { useMemo } from 'react';
import { valueAt, withValue } from '../../../../shared/cohort/edit/jsonEdit.ts';
import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import { isObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { conceptSetUses } from '../../../../shared/vocabulary/conceptSetUses.ts';
import { useApp } from '../../../state/AppContext.tsx';
import { selectPlace } from '../../../state/builderActions.ts';
import { editDraft } from '../../../state/draftActions.ts';
import type { Draft } from '../../../state/drafts.ts';
import { ConceptSetEditor } from '../../concepts/ConceptSetEditor.tsx';

/** A concept set of the definition in its own editor. */
export function ConceptSetPart({ draft, path }: { readonly draft: Draft; readonly path: NodePath }) {
  const app = useApp();
  const { document } = draft;
  const uses = useMemo(() => conceptSetUses(document), [document]);
  const set = valueAt(document, path);
  if (!isObject(set)) return null;
  return (
    <ConceptSetEditor
      conceptSet={set}
      usedAt={uses.get(Number(set.id)) ?? []}
      onJump={(place) => selectPlace(app, place)}
      onChange={(next, title, merge) =>
        void editDraft(app, draft.id, {
          title,
          place: path,
          document: withValue(document, path, next),
          ...(merge === undefined ? {} : { merge }),
        })
      }
    />
  );
}
