/** Errors of project files. */
export interface ProjectErrors {
  /** The file is no project at all. */
  'project.notAProject': { file: string };
  /** Written by a later Akashi. */
  'project.newer': { file: string; version: number; known: number };
  /** A project whose content is not as it must be; `place` is the path of the first offending value. */
  'project.damaged': { file: string; place: string };
  /** A result that must not leave: a count below the smallest allowed. */
  'project.unpublishable': { place: string };
}
