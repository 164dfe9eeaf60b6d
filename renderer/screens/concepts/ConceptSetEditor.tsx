import type { NodePath } from '../../../shared/cohort/edit/nodePath.ts';
import type { JsonObject } from '../../../shared/cohort/expression/definitionReader.ts';
import type { TextRef } from '../../state/appState.ts';

export interface ConceptSetEditorProps {
  /** As Circe writes it: `{id, name, expression: {items: […]}}`. Keys that the form does not show are kept. */
  readonly conceptSet: JsonObject;
  /** @param what names the step for undo */
  readonly onChange: (next: JsonObject, what: TextRef) => void;
  /** Where the definition uses the set. */
  readonly usedAt: readonly NodePath[];
  readonly onJump: (path: NodePath) => void;
}

/** One concept set: its items, what they resolve to in the open release, and where it is used. */
export function ConceptSetEditor({ conceptSet }: ConceptSetEditorProps) {
  return <p>{typeof conceptSet.name === 'string' ? conceptSet.name : ''}</p>;
}
