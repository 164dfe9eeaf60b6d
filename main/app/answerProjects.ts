import { z } from 'zod';
import type { LedgerEvent } from '../../shared/audit/ledgerEvent.ts';
import { toFailure } from '../../shared/errors/akashiError.ts';
import { channels } from '../preload/channels.ts';
import type { Dialogs } from './dialogs.ts';
import type { ProjectFiles } from './projectFiles.ts';
import { answer, nothing } from './trustedIpc.ts';

const longestText = 200_000_000;

/** Lets the page open and save projects, only in files that the user named in a dialog, dropped or opened from outside. */
export function answerProjects(
  projects: ProjectFiles,
  dialogs: Dialogs,
  record: (event: LedgerEvent) => Promise<void>,
): void {
  answer(channels.openProject, nothing, async () => {
    const path = await dialogs.chooseProject();
    return path === null ? null : projects.read(path);
  });
  answer(channels.droppedProject, z.tuple([z.string().max(10_000)]), (_page, path) => projects.read(path));
  answer(channels.adoptProject, nothing, () => projects.adopt());
  answer(
    channels.saveProject,
    z.tuple([z.string().max(longestText), z.enum(['sameFile', 'choose']), z.string().max(300)]),
    async (_page, text, where, suggestedName) => {
      const known = where === 'sameFile' ? projects.path : null;
      const path = known ?? (await dialogs.chooseProjectTarget(suggestedName));
      if (path === null) return null;
      // What would not be on record is not written.
      try {
        await record({ type: 'exported', what: 'project', rows: 0 });
      } catch (thrown) {
        return { ok: false as const, error: toFailure(thrown) };
      }
      return projects.write(path, text);
    },
  );
  answer(channels.forgetProject, nothing, () => projects.forget());
  answer(channels.resumeProject, nothing, () => projects.resume());
}
