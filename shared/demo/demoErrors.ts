/** Errors of making a demo release. */
export interface DemoErrors {
  'demo.folderNotEmpty': { path: string };
  'demo.persons': { persons: number; most: number };
}
