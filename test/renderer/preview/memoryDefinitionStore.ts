import type { DefinitionStore } from '../../../renderer/platform/definitionStore.ts';
import type { DefinitionFile } from '../../../shared/workbenchApi.ts';

/** Keeps definitions as long as the object lives. */
export function memoryDefinitionStore(): DefinitionStore {
  let kept: readonly DefinitionFile[] = [];
  return {
    load: async () => kept,
    save: async (definitions) => {
      kept = definitions;
    },
  };
}
