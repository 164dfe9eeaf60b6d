import type { Project } from '../../shared/project/project.ts';

/** The project that is open: what is on screen belongs to it. */
export interface OpenProject {
  /** The file's name without its ending. */
  readonly name: string;
  /** What it was when last opened or saved, as `projectFingerprint` writes it. */
  readonly fingerprint: string;
  /** The release and the results in the file. */
  readonly release: Project['release'];
  readonly results: Project['results'];
  /** Arrangements of attrition that wait for their cohort to be shown. */
  readonly arrangements: Project['arrangements'];
}

/** A project that was read while other cohorts are on the list: the user says what becomes of those. */
export interface ProjectChoice {
  readonly name: string;
  readonly project: Project;
  /** How many cohorts here are not in the project, or not in the same words. */
  readonly others: number;
}
