/** An object store with the path of its key, and what else it is looked up by. */
export interface ObjectStoreShape {
  readonly name: string;
  readonly keyPath: string | readonly string[];
  readonly indexes?: readonly string[];
}

/** Opens a database, making the stores that it lacks. @throws DOMException */
export function openDatabase(
  name: string,
  version: number,
  shapes: readonly ObjectStoreShape[],
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.addEventListener('upgradeneeded', () => {
      for (const { name: store, keyPath, indexes = [] } of shapes) {
        if (opening.result.objectStoreNames.contains(store)) continue;
        const made = opening.result.createObjectStore(store, {
          keyPath: typeof keyPath === 'string' ? keyPath : [...keyPath],
        });
        for (const index of indexes) made.createIndex(index, index);
      }
    });
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      // A newer version of the application in another window may need other stores.
      opening.result.addEventListener('versionchange', () => opening.result.close());
      resolve(opening.result);
    });
  });
}

/** What a request answers. */
export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/**
 * Does work in one transaction that reaches the disk whole or not at all.
 * @param work may await nothing but requests of this transaction
 */
export async function transact<T>(
  database: IDBDatabase,
  stores: readonly string[],
  mode: 'readonly' | 'readwrite',
  work: (store: (name: string) => IDBObjectStore) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction([...stores], mode, { durability: 'strict' });
  const finished = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
  finished.catch(() => {});
  try {
    const result = await work((name) => transaction.objectStore(name));
    try {
      // Nothing more will be asked: not waiting for that to be noticed, it is on disk sooner.
      transaction.commit();
    } catch {}
    await finished;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {}
    throw error;
  }
}
