import type { StoredWork, WorkStore } from '../../../renderer/platform/workStore.ts';
import { type Version, withVersion } from '../../../shared/cohort/versions/version.ts';

export interface MemoryWorkStore extends WorkStore {
  /** While true, every write fails. */
  full: boolean;
  writes: number;
}

/** Keeps work as long as the object lives, as text, for one window at a time. */
export function memoryWorkStore(prefix = 'id'): MemoryWorkStore {
  const kept = {
    cohorts: new Map<string, { position: number; text: string }>(),
    drafts: new Map<string, string>(),
    studies: new Map<string, string>(),
    changes: new Map<number, string>(),
    versions: new Map<string, readonly Version[]>(),
  };
  let view: StoredWork['view'] = null;
  let ids = 0;
  const parse = (text: string) => JSON.parse(text);
  return {
    full: false,
    writes: 0,
    newId: () => `${prefix}${++ids}`,
    load: async () => ({
      cohorts: [...kept.cohorts.values()]
        .sort((one, other) => one.position - other.position)
        .map(({ text }) => parse(text)),
      drafts: [...kept.drafts.values()].map(parse),
      studies: [...kept.studies.values()].map(parse),
      changes: [...kept.changes]
        .sort(([one], [other]) => one - other)
        .map(([number, text]) => ({ number, ...parse(text) })),
      view,
      setAside: 0,
    }),
    async write(write) {
      if (this.full) throw new DOMException('full', 'QuotaExceededError');
      this.writes += 1;
      for (const { cohort, position } of write.cohorts) {
        kept.cohorts.set(cohort.id, { position, text: JSON.stringify(cohort) });
      }
      for (const id of write.removedCohorts) kept.cohorts.delete(id);
      for (const draft of write.drafts) kept.drafts.set(draft.id, JSON.stringify(draft));
      for (const id of write.removedDrafts) kept.drafts.delete(id);
      for (const study of write.studies) kept.studies.set(study.id, JSON.stringify(study));
      for (const id of write.removedStudies) kept.studies.delete(id);
      for (const { number, ...change } of write.changes) kept.changes.set(number, JSON.stringify(change));
      for (const number of write.removedChanges) kept.changes.delete(number);
      view = parse(JSON.stringify(write.view));
      return [];
    },
    versions: async (lineage) => kept.versions.get(lineage) ?? [],
    keepVersion: async (version) => {
      const all = withVersion(kept.versions.get(version.lineage) ?? [], version);
      kept.versions.set(version.lineage, all);
      return all;
    },
    changeVersion: async (version) => {
      const all = (kept.versions.get(version.lineage) ?? []).map((one) =>
        one.id === version.id ? version : one,
      );
      kept.versions.set(version.lineage, all);
      return all;
    },
  };
}
