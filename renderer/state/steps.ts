import type { App } from './app.ts';
import type { AppState, TextRef } from './appState.ts';
import { syncShelf } from './cohortList.ts';
import { type Draft, differs } from './drafts.ts';
import type { Change, Step } from './history.ts';
import { withParts } from './shelf.ts';
import { studyType } from './studies.ts';

type Direction = 'forward' | 'back';

/**
 * A change made of steps: it survives a restart.
 * @param merge names what is typed in, see {@link Change.merge}
 */
export function stepChange(app: App, title: TextRef, steps: readonly Step[], merge?: string): Change {
  return {
    title,
    steps,
    undo: () => take(app, steps, 'back'),
    redo: () => take(app, steps, 'forward'),
    ...(merge === undefined
      ? {}
      : {
          merge: {
            key: merge,
            at: Date.now(),
            join: (earlier) => stepChange(app, title, joined(earlier.steps ?? [], steps), merge),
          },
        }),
  };
}

/** Steps that lead from where the earlier ones began to where the later ones end. */
function joined(earlier: readonly Step[], later: readonly Step[]): readonly Step[] {
  return later.map((step) => {
    const first = earlier.find((one) => isOfSame(one, step));
    if (step.kind === 'draft' && first?.kind === 'draft') return { ...step, before: first.before };
    if (step.kind === 'study' && first?.kind === 'study') return { ...step, before: first.before };
    return step;
  });
}

function isOfSame(one: Step, other: Step): boolean {
  return (
    (one.kind === 'draft' && other.kind === 'draft' && one.draft === other.draft) ||
    (one.kind === 'study' && other.kind === 'study' && one.study === other.study)
  );
}

async function take(app: App, steps: readonly Step[], direction: Direction): Promise<void> {
  app.store.setState((state) =>
    led(
      steps.reduce((now, step) => stepped(now, step, direction), state),
      steps,
    ),
  );
  if (steps.some(({ kind }) => kind === 'shelf')) await syncShelf(app);
}

function stepped(state: AppState, step: Step, direction: Direction): AppState {
  if (step.kind === 'shelf') {
    const shelf = withParts(state.shelf, step.parts, direction);
    const drafts = Object.values(state.drafts).map((draft) => marked(draft, shelf));
    return { ...state, shelf, drafts: Object.fromEntries(drafts.map((draft) => [draft.id, draft])) };
  }
  if (step.kind === 'study') {
    const { [step.study]: _, ...others } = state.studies;
    const study = direction === 'forward' ? step.after : step.before;
    return { ...state, studies: study ? { ...state.studies, [step.study]: study } : others };
  }
  const { [step.draft]: present, ...others } = state.drafts;
  const target = direction === 'forward' ? step.after : step.before;
  if (!target) return { ...state, drafts: others };
  const { name, document, cohort, rulesOff } = target;
  const draft = marked(present ? { ...present, name, document, cohort, rulesOff } : target, state.shelf);
  return { ...state, drafts: { ...state.drafts, [step.draft]: draft } };
}

function marked(draft: Draft, shelf: AppState['shelf']): Draft {
  const unsaved = differs(draft, shelf);
  return unsaved === draft.unsaved ? draft : { ...draft, unsaved };
}

/** Leads to the place where the last of the steps happened. */
function led(state: AppState, steps: readonly Step[]): AppState {
  const drafts = steps.filter((step) => step.kind === 'draft');
  const last = drafts.at(-1);
  const study = steps.findLast((step) => step.kind === 'study');
  if (study) {
    const isThere = state.studies[study.study] !== undefined;
    const changed = study.after ?? study.before;
    if (changed && studyType(changed) === 'safety') {
      const shown = isThere ? study.study : state.openSafety === study.study ? null : state.openSafety;
      return { ...state, section: 'safety', openSafety: shown };
    }
    const open = isThere ? study.study : state.openStudy === study.study ? null : state.openStudy;
    return { ...state, section: 'studies', openStudy: open, studyTab: isThere ? study.tab : state.studyTab };
  }
  if (!last) return { ...state, section: 'cohorts' };
  if (state.drafts[last.draft]) {
    return { ...state, section: 'builder', openDraft: last.draft, draftPlace: last.place, draftPanel: null };
  }
  if (state.openDraft !== last.draft) return state;
  return { ...state, openDraft: Object.keys(state.drafts)[0] ?? null, draftPlace: [], draftPanel: null };
}
