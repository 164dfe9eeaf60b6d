import { useMemo } from 'react';
import { useApp, useAppState } from './AppContext.tsx';
import { projectFingerprint } from './projectContent.ts';

/** Whether there is a project open that would be lost in part if its file were all that is left. */
export function useUnsavedProject(): boolean {
  const app = useApp();
  const project = useAppState((state) => state.project);
  const cohorts = useAppState((state) => state.cohorts.value);
  const shelf = useAppState((state) => state.shelf);
  const drafts = useAppState((state) => state.drafts);
  const arrangements = useAppState((state) => state.arrangements);
  const studies = useAppState((state) => state.studies);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fingerprint is made of these parts of the state
  return useMemo(
    () => project !== null && projectFingerprint(app) !== project.fingerprint,
    [app, project, shelf, cohorts, drafts, arrangements, studies],
  );
}
