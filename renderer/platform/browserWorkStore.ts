import type { z } from 'zod';
import { documentHash } from '../../shared/cohort/definitionHash.ts';
import { isObject } from '../../shared/cohort/expression/definitionReader.ts';
import { type Version, withVersion } from '../../shared/cohort/versions/version.ts';
import { answered, openDatabase, transact } from './idb.ts';
import { claimWindow } from './windowClaim.ts';
import {
  changeRecord,
  cohortRecord,
  draftRecord,
  type Stamp,
  studyRecord,
  versionAsRecord,
  versionRecord,
  viewRecord,
} from './workRecords.ts';
import type { StoredWork, WorkStore, WorkWrite } from './workStore.ts';

const shapes = [
  { name: 'cohorts', keyPath: 'id' },
  { name: 'drafts', keyPath: 'id' },
  { name: 'studies', keyPath: 'id' },
  { name: 'changes', keyPath: ['window', 'number'] },
  { name: 'views', keyPath: 'window' },
  { name: 'versions', keyPath: 'id', indexes: ['lineage'] },
  { name: 'setAside', keyPath: 'id' },
] as const;
const everything = shapes.map(({ name }) => name);
const forgottenAfterMs = 30 * 24 * 3600 * 1000;

type StoreName = (typeof shapes)[number]['name'];
const recordOf = { drafts: draftRecord, studies: studyRecord, cohorts: cohortRecord } as const;

type Store = (name: StoreName) => IDBObjectStore;

/** Work kept in the page's IndexedDB, each write on disk before the next begins. */
export class BrowserWorkStore implements WorkStore {
  #database: Promise<IDBDatabase> | null = null;
  #window = '';
  /** The stamps of what this window read or wrote last: any other means that another window wrote meanwhile. */
  readonly #known = new Map<string, number>();
  readonly #positions = new Map<string, number>();

  newId(): string {
    return crypto.randomUUID();
  }

  async load(): Promise<StoredWork> {
    const broken: { store: StoreName; key: IDBValidKey; value: unknown }[] = [];
    const read = async <T>(store: IDBObjectStore, schema: z.ZodType<T>): Promise<T[]> => {
      const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
      return values.flatMap((value, i) => {
        const parsed = schema.safeParse(value);
        if (parsed.success) return [parsed.data];
        const key = keys[i];
        if (key !== undefined) broken.push({ store: store.name as StoreName, key, value });
        return [];
      });
    };
    const kept = await this.#transact('readonly', async (store) => ({
      cohorts: await read(store('cohorts'), cohortRecord),
      drafts: await read(store('drafts'), draftRecord),
      studies: await read(store('studies'), studyRecord),
      views: await read(store('views'), viewRecord),
      changes: await read(store('changes'), changeRecord),
    }));
    const views = kept.views.sort((one, other) => other.at - one.at);
    this.#window = await claimWindow([...views.map(({ window }) => window), this.newId()]);
    for (const { id, stamp } of [...kept.cohorts, ...kept.drafts, ...kept.studies])
      this.#known.set(id, stamp.revision);
    for (const { id, position } of kept.studies) this.#positions.set(id, position);
    const forgotten = views.filter(
      ({ window, at }) => window !== this.#window && at < Date.now() - forgottenAfterMs,
    );
    await this.#transact('readwrite', async (store) => {
      for (const { store: from, key, value } of broken) {
        store('setAside').put({ id: this.newId(), from, at: Date.now(), value });
        store(from).delete(key);
      }
      for (const { window } of forgotten) {
        store('views').delete(window);
        store('changes').delete(IDBKeyRange.bound([window], [window, []]));
      }
    });
    return {
      cohorts: kept.cohorts.sort((one, other) => one.position - other.position).map(({ text }) => text),
      drafts: kept.drafts.map(({ text }) => text),
      studies: kept.studies.sort((one, other) => one.position - other.position).map(({ text }) => text),
      changes: kept.changes
        .filter(({ window }) => window === this.#window)
        .map(({ number, text }) => ({ number, ...text })),
      view: views.find(({ window }) => window === this.#window)?.view ?? null,
      setAside: broken.length,
    };
  }

  write(write: WorkWrite): Promise<readonly string[]> {
    const window = this.#window;
    return this.#transact('readwrite', async (store) => {
      const met = [
        await this.#meet(store, 'drafts', [...write.drafts.map(({ id }) => id), ...write.removedDrafts]),
        await this.#meet(store, 'studies', [...write.studies.map(({ id }) => id), ...write.removedStudies]),
        await this.#meet(store, 'cohorts', [
          ...write.cohorts.map(({ cohort }) => cohort.id),
          ...write.removedCohorts,
        ]),
      ].flat();
      for (const draft of write.drafts) {
        store('drafts').put({ id: draft.id, text: JSON.stringify(draft), stamp: this.#stamp(draft.id) });
      }
      for (const study of write.studies) {
        const position = this.#position(study.id);
        const record = { id: study.id, position, text: JSON.stringify(study) };
        store('studies').put({ ...record, stamp: this.#stamp(study.id) });
      }
      for (const id of write.removedStudies) store('studies').delete(id);
      for (const { position, cohort } of write.cohorts) {
        const record = { id: cohort.id, position, text: JSON.stringify(cohort) };
        store('cohorts').put({ ...record, stamp: this.#stamp(cohort.id) });
      }
      for (const id of write.removedDrafts) store('drafts').delete(id);
      for (const id of write.removedCohorts) store('cohorts').delete(id);
      for (const { number, ...change } of write.changes) {
        store('changes').put({ window, number, text: JSON.stringify(change) });
      }
      for (const number of write.removedChanges) store('changes').delete([window, number]);
      store('views').put({ window, at: Date.now(), view: write.view });
      return met;
    });
  }

  /** Makes versions of what other windows wrote since; of a study, a copy that the list has next time. @returns their names */
  async #meet(
    store: Store,
    place: 'drafts' | 'studies' | 'cohorts',
    ids: readonly string[],
  ): Promise<string[]> {
    const names: string[] = [];
    for (const id of ids) {
      const record: unknown = await answered(store(place).get(id));
      const found = recordOf[place].safeParse(record);
      const stored = found.success ? found.data : null;
      if (!stored || stored.stamp.revision === this.#known.get(id)) continue;
      this.#known.set(id, stored.stamp.revision);
      if (stored.stamp.writer === this.#window) continue;
      const { text } = stored;
      if (place === 'studies') {
        const copy = { ...text, id: this.newId() };
        const record = { id: copy.id, position: this.#position(copy.id), text: JSON.stringify(copy) };
        store('studies').put({ ...record, stamp: this.#stamp(copy.id) });
        names.push(text.name);
        continue;
      }
      const document: unknown =
        'document' in text ? text.document : 'text' in text ? JSON.parse(text.text) : null;
      if (!isObject(document)) continue;
      const lineage = 'cohort' in text ? (text.cohort ?? id) : id;
      await this.#add(store, {
        id: this.newId(),
        lineage,
        at: new Date().toISOString(),
        hash: documentHash(document),
        name: text.name,
        note: '',
        reason: 'otherWindow',
        document,
      });
      names.push(text.name);
    }
    return names;
  }

  /** Studies stand in the order in which they were first kept. */
  #position(study: string): number {
    const known = this.#positions.get(study) ?? Math.max(0, ...this.#positions.values()) + 1;
    this.#positions.set(study, known);
    return known;
  }

  #stamp(id: string): Stamp {
    const revision = (this.#known.get(id) ?? 0) + 1;
    this.#known.set(id, revision);
    return { writer: this.#window, revision };
  }

  versions(lineage: string): Promise<readonly Version[]> {
    return this.#transact('readonly', (store) => versionsIn(store, lineage));
  }

  keepVersion(version: Version): Promise<readonly Version[]> {
    return this.#transact('readwrite', (store) => this.#add(store, version));
  }

  changeVersion(version: Version): Promise<readonly Version[]> {
    return this.#transact('readwrite', async (store) => {
      store('versions').put(versionAsRecord(version));
      return versionsIn(store, version.lineage);
    });
  }

  async #add(store: Store, version: Version): Promise<readonly Version[]> {
    const before = await versionsIn(store, version.lineage);
    const after = withVersion(before, version);
    for (const { id } of before.filter((one) => !after.includes(one))) store('versions').delete(id);
    if (after.includes(version)) store('versions').put(versionAsRecord(version));
    return after;
  }

  async #transact<T>(
    mode: 'readonly' | 'readwrite',
    work: (store: Store) => Promise<T>,
    attempts = 2,
  ): Promise<T> {
    this.#database ??= openDatabase('akashi', 3, shapes);
    const opened = this.#database;
    try {
      return await transact(await opened, everything, mode, work);
    } catch (error) {
      if (this.#database === opened) this.#database = null;
      const closed = error instanceof DOMException && error.name === 'InvalidStateError';
      if (!closed || attempts < 2) throw error;
      return this.#transact(mode, work, attempts - 1);
    }
  }
}

async function versionsIn(store: Store, lineage: string): Promise<readonly Version[]> {
  const records: unknown[] = await answered(store('versions').index('lineage').getAll(lineage));
  return records
    .flatMap((record) => {
      const parsed = versionRecord.safeParse(record);
      return parsed.success ? [parsed.data] : [];
    })
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}
