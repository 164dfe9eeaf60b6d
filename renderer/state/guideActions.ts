import { type App, changeSettings } from './app.ts';
import { type GuideStepId, guideStepIds, guideSteps, stepAfter } from './guideSteps.ts';

/** Starts the guide at the first step that is not done yet; from the beginning when all are. */
export function startGuide(app: App): void {
  const state = app.store.getState();
  const first = guideSteps.find(({ done }) => !done(state));
  app.store.setState({ guide: first?.id ?? guideStepIds[0], dialog: null });
}

/** Goes on, whether the step was done or skipped; after the last one the guide is over. */
export async function goOn(app: App, from: GuideStepId): Promise<void> {
  const guide = stepAfter(from);
  app.store.setState({ guide });
  if (guide === null) await changeSettings(app, { guide: 'finished' });
}

/** Puts the guide away, or the offer of it; Help brings it back. */
export async function declineGuide(app: App): Promise<void> {
  app.store.setState({ guide: null });
  if (app.store.getState().settings.guide === 'offered') await changeSettings(app, { guide: 'declined' });
}
