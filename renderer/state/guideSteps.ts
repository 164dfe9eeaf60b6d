import type { AppState } from './appState.ts';
import type { Step } from './history.ts';

/** A step of the guide for the first time: what shows that the user has done it, and the control that it points to. */
export interface GuideStep {
  readonly id: GuideStepId;
  /** Selectors of the control to point to, the best first; of those on screen the first is taken. */
  readonly targets: readonly string[];
  readonly done: (state: AppState) => boolean;
}

export const guideStepIds = [
  'release',
  'explore',
  'concepts',
  'template',
  'counts',
  'generate',
  'compare',
] as const;
export type GuideStepId = (typeof guideStepIds)[number];

/** The way from nothing to two cohorts compared, each step done by the user himself on the real controls. */
export const guideSteps: readonly GuideStep[] = [
  {
    id: 'release',
    targets: ['[data-guide="demo"]', '[data-guide="open"]', '[data-guide="nav-releases"]'],
    done: ({ release }) => release !== null,
  },
  {
    id: 'explore',
    targets: ['[data-guide="nav-explore"]'],
    done: ({ section }) => section === 'explore',
  },
  {
    id: 'concepts',
    targets: ['[data-guide="nav-concepts"]'],
    done: ({ section }) => section === 'concepts',
  },
  {
    id: 'template',
    targets: ['.modal .starts', '[data-guide="template"]', '[data-guide="nav-builder"]'],
    done: ({ section, openDraft }) => section === 'builder' && openDraft !== null,
  },
  {
    id: 'counts',
    targets: ['.count-line', '[data-guide="nav-builder"]'],
    done: ({ history, openDraft }) =>
      history.past.some(({ steps = [] }) => steps.some((step) => isEditOf(openDraft, step))),
  },
  {
    id: 'generate',
    targets: ['[data-guide="generate"]', '[data-guide="add-examples"]', '[data-guide="nav-cohorts"]'],
    done: ({ cohorts }) => (cohorts.value ?? []).some(({ state }) => state === 'generated'),
  },
  {
    id: 'compare',
    targets: ['[data-guide="compare"]', '.cohort-list .list-head', '[data-guide="nav-cohorts"]'],
    done: ({ overlap }) => overlap !== null,
  },
];

/** Whether a step changed the definition itself, so that its counts were seen to follow. */
function isEditOf(draft: string | null, step: Step): boolean {
  if (step.kind !== 'draft' || step.draft !== draft || !step.before || !step.after) return false;
  return step.before.document !== step.after.document || step.before.rulesOff !== step.after.rulesOff;
}

/** The step after one; null after the last. */
export function stepAfter(id: GuideStepId): GuideStepId | null {
  return guideStepIds[guideStepIds.indexOf(id) + 1] ?? null;
}
