import type { DefinitionFile } from '../../shared/workbenchApi.ts';

/** Keeps the definitions that the user read in, so that neither a crash nor a restart loses them. Holds no patient data. */
export interface DefinitionStore {
  load(): Promise<readonly DefinitionFile[]>;
  save(definitions: readonly DefinitionFile[]): Promise<void>;
}

const database = 'akashi';
const place = 'definitions';

/** Definitions in the page's IndexedDB. Where the browser refuses it (private windows), nothing is kept. */
export function browserDefinitionStore(): DefinitionStore {
  return {
    load: async () => {
      try {
        const stored: unknown = await transact('readonly', (store) => store.get(place));
        return Array.isArray(stored) ? stored.filter(isDefinition) : [];
      } catch {
        return [];
      }
    },
    save: async (definitions) => {
      await transact('readwrite', (store) => store.put([...definitions], place)).catch(() => {});
    },
  };
}

function isDefinition(value: unknown): value is DefinitionFile {
  const { name, text } = (value ?? {}) as Partial<DefinitionFile>;
  return typeof name === 'string' && typeof text === 'string';
}

function transact(
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(place));
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction(place, mode);
      const asked = request(transaction.objectStore(place));
      transaction.addEventListener('complete', () => {
        opening.result.close();
        resolve(asked.result);
      });
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
  });
}
