import { useMemo } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { NodePath } from '../../../shared/cohort/edit/nodePath.ts';
import type { JsonObject } from '../../../shared/cohort/expression/definitionReader.ts';
import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import {
  type ItemFlag,
  rawItems,
  renamed,
  setName,
  withConcepts,
  withFlag,
  withoutItem,
} from '../../../shared/vocabulary/rawConceptSet.ts';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import type { TextRef } from '../../state/appState.ts';
import { AddConcepts } from './AddConcepts.tsx';
import { ConceptSetItems } from './ConceptSetItems.tsx';
import { ConceptSetUses } from './ConceptSetUses.tsx';
import { CountingNote } from './CountingNote.tsx';
import { conceptName } from './conceptTexts.ts';
import { flagNames } from './flagNames.ts';
import { ResolvedParts } from './ResolvedParts.tsx';
import { useAsked } from './useAsked.ts';

export interface ConceptSetEditorProps {
  /** As Circe writes it: `{id, name, expression: {items: […]}}`. Keys that the form does not show are kept. */
  readonly conceptSet: JsonObject;
  /**
   * @param what names the step for undo
   * @param merge changes with the same one in a row are one step, as for `DraftEdit.merge`
   */
  readonly onChange: (next: JsonObject, what: TextRef, merge?: string) => void;
  /** Where the definition uses the set; see `conceptSetUses`. */
  readonly usedAt: readonly NodePath[];
  readonly onJump: (path: NodePath) => void;
}

/** One concept set: its items, what they resolve to in the open release, and where it is used. */
export function ConceptSetEditor({ conceptSet, onChange, usedAt, onJump }: ConceptSetEditorProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const items = useMemo(() => rawItems(conceptSet), [conceptSet]);
  const expression = items.map(({ item }) => item);
  const resolved = useAsked(
    'concepts.resolve',
    { items: expression },
    ({ counting }) => counting.state === 'counting',
  );
  const set = setName(conceptSet);
  const nameOf = (place: number): string => {
    const entry = resolved.value?.items[place]?.concept;
    const raw = items[place];
    return entry && entry.id === raw?.item.conceptId
      ? conceptName(entry, locale)
      : raw?.name || String(raw?.item.conceptId ?? '');
  };
  const add = (concept: ConceptEntry) => {
    const next = withConcepts(conceptSet, [concept], { includeDescendants: concept.standard !== null });
    const params = { concept: conceptName(concept, locale), set };
    if (next !== conceptSet) onChange(next, { key: 'conceptSet.change.add', params });
  };
  const flag = (place: number, which: ItemFlag, on: boolean) => {
    const params = { set, concept: nameOf(place), flag: t(flagNames[which]) };
    onChange(withFlag(conceptSet, place, which, on), { key: 'conceptSet.change.flag', params });
  };
  const remove = (place: number) => {
    const params = { set, concept: nameOf(place) };
    onChange(withoutItem(conceptSet, place), { key: 'conceptSet.change.remove', params });
  };
  return (
    <div className="set-editor">
      <TextField
        className="field"
        value={set}
        onChange={(name) =>
          onChange(
            renamed(conceptSet, name),
            { key: 'conceptSet.change.rename', params: { name } },
            `conceptSet ${String(conceptSet.id)} name`,
          )
        }
      >
        <Label>{t('conceptSet.name')}</Label>
        <Input />
      </TextField>
      <ConceptSetUses usedAt={usedAt} onJump={onJump} />
      <AddConcepts onAdd={add} present={expression.map(({ conceptId }) => conceptId)} />
      <ConceptSetItems
        items={items}
        resolved={resolved.value}
        nameOf={nameOf}
        onFlag={flag}
        onRemove={remove}
      />
      {resolved.failure && <FailurePanel failure={resolved.failure} />}
      {resolved.value && <CountingNote counting={resolved.value.counting} />}
      {resolved.value && items.length > 0 && (
        <ResolvedParts
          items={expression}
          resolved={resolved.value}
          stale={resolved.loading}
          nameOf={nameOf}
          onAdd={add}
        />
      )}
    </div>
  );
}
