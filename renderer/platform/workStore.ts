import type { Version } from '../../shared/cohort/versions/version.ts';
import type { KeptCohort } from '../../shared/session/shelfApi.ts';
import type { TextRef } from '../state/appState.ts';
import type { Draft } from '../state/drafts.ts';
import type { Step } from '../state/history.ts';
import type { Study } from '../state/studies.ts';

/**
 * Keeps the user's work (cohorts, drafts, studies, the history of changes, versions), so that neither a crash of any process nor
 * a restart loses it. Holds no patient data. Several windows share it.
 */
export interface WorkStore {
  /** A name that nothing else has. */
  newId(): string;
  /**
   * What is kept. This window continues the one that was used last, unless that is still open: then it begins a
   * history of its own. @throws Error when nothing can be kept here
   */
  load(): Promise<StoredWork>;
  /**
   * Keeps changes, all or none. Where another window changed the same draft or cohort meanwhile, this write wins and
   * the other content becomes a version.
   * @returns the names of those that another window had changed
   * @throws Error when it could not be kept (storage denied or full)
   */
  write(write: WorkWrite): Promise<readonly string[]>;
  /** Oldest first. */
  versions(lineage: string): Promise<readonly Version[]>;
  /** Adds a version (see `withVersion`). @returns all of its lineage */
  keepVersion(version: Version): Promise<readonly Version[]>;
  /** Replaces a version, for its note. @returns all of its lineage */
  changeVersion(version: Version): Promise<readonly Version[]>;
}

export interface StoredWork {
  readonly cohorts: readonly KeptCohort[];
  readonly drafts: readonly Draft[];
  readonly studies: readonly Study[];
  /** In order, done or undone: see {@link StoredView.done}. */
  readonly changes: readonly StoredChange[];
  readonly view: StoredView | null;
  /** How many things could not be read and were put aside. */
  readonly setAside: number;
}

export interface StoredChange {
  /** Grows with time. */
  readonly number: number;
  readonly title: TextRef;
  readonly steps: readonly Step[];
}

/** Where the user was. */
export interface StoredView {
  readonly section: string;
  readonly openDraft: string | null;
  readonly draftPlace: readonly (string | number)[];
  readonly openCohort: string | null;
  readonly builderView: string;
  /** What was typed as JSON and cannot be read yet, by draft. */
  readonly unreadJson: Readonly<Record<string, string>>;
  readonly openStudy: string | null;
  readonly studyTab: string;
  readonly release: { readonly locator: string; readonly title: string } | null;
  /** The number of the last change that is done; later ones have been undone. */
  readonly done: number;
}

/** What differs from what was kept before. */
export interface WorkWrite {
  readonly cohorts: readonly { readonly position: number; readonly cohort: KeptCohort }[];
  readonly removedCohorts: readonly string[];
  readonly drafts: readonly Draft[];
  readonly removedDrafts: readonly string[];
  readonly studies: readonly Study[];
  readonly removedStudies: readonly string[];
  readonly changes: readonly StoredChange[];
  readonly removedChanges: readonly number[];
  readonly view: StoredView;
}
