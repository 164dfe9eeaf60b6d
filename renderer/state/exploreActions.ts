import { answers, type Cube } from '../../shared/explore/cube.ts';
import type { ExploreModel } from '../../shared/explore/exploreModel.ts';
import { exploreView } from '../../shared/explore/exploreView.ts';
import { type Filters, noFilters, sameFilters, validFilters } from '../../shared/explore/filters.ts';
import { type App, ask, change, runJob } from './app.ts';
import type { OpenExplore } from './exploreState.ts';

/** Has the release counted, unless it is or is being. */
export async function openExplore(app: App): Promise<void> {
  const { release, explore, host } = app.store.getState();
  if (!release || host.state !== 'ready' || explore.state === 'open' || explore.state === 'opening') return;
  app.store.setState({ explore: { state: 'opening' } });
  const outcome = await runJob(app, 'explore', { key: 'job.explore' }, 'explore.open', {});
  if (app.store.getState().release !== release) return;
  if (outcome.kind === 'cancelled') app.store.setState({ explore: { state: 'cancelled' } });
  else if (outcome.kind === 'failed')
    app.store.setState({ explore: { state: 'failed', failure: outcome.failure } });
  else if (!outcome.value) app.store.setState({ explore: { state: 'empty' } });
  else {
    const { model, cube } = outcome.value;
    const whole = exploreView(model, [cube], noFilters);
    if (!whole) return;
    const view = whole;
    const cubes = [cube];
    app.store.setState({
      explore: { state: 'open', model, cubes, filters: noFilters, joint: 0, view, whole, failure: null },
    });
  }
}

/** Puts filters or cubes together with what they show. */
function put(app: App, explore: OpenExplore): void {
  const view = exploreView(explore.model, explore.cubes, explore.filters) ?? explore.whole;
  app.store.setState({ explore: { ...explore, view } });
}

/** Shows other filters at once: while a brush is drawn. See {@link chooseFilters} for what is remembered. */
export function showFilters(app: App, filters: Filters, dimension: string | null): void {
  const { explore } = app.store.getState();
  if (explore.state !== 'open' || sameFilters(explore.filters, filters)) return;
  const valid = validFilters(filters, explore.model.dimensions);
  put(app, { ...explore, filters: valid, joint: jointOf(explore, dimension) });
  void fetchCube(app);
}

/** Makes a choice of filters that can be undone. @param before the filters when the gesture began */
export async function chooseFilters(
  app: App,
  before: Filters,
  after: Filters,
  dimension: string | null,
): Promise<void> {
  if (sameFilters(before, after)) return showFilters(app, after, dimension);
  const show = async (filters: Filters) => {
    app.store.setState({ section: 'explore' });
    showFilters(app, filters, dimension);
  };
  await change(app, {
    title: { key: Object.keys(after).length === 0 ? 'explore.clearAll' : 'explore.filters' },
    undo: () => show(before),
    redo: () => show(after),
  });
}

/** The user is about to brush a chart: its cube is fetched before the first stroke. */
export function approach(app: App, dimension: string): void {
  const { explore } = app.store.getState();
  if (explore.state !== 'open') return;
  const joint = jointOf(explore, dimension);
  if (joint === explore.joint) return;
  app.store.setState({ explore: { ...explore, joint } });
  void fetchCube(app);
}

export function retryCube(app: App): void {
  const { explore } = app.store.getState();
  if (explore.state !== 'open') return;
  app.store.setState({ explore: { ...explore, failure: null } });
  void fetchCube(app);
}

/** The joint that holds a dimension; for those in none, the one used last. */
function jointOf({ model, joint }: OpenExplore, dimension: string | null): number {
  const found = dimension === null ? -1 : model.joints.findIndex((joined) => joined.includes(dimension));
  return found < 0 ? joint : found;
}

function sameJoint(model: ExploreModel, joint: number, cube: Cube): boolean {
  const wanted = model.joints[joint] ?? [];
  return cube.joint.every((dimension, i) => dimension === wanted[i]) && cube.joint.length > 0;
}

/** By window: whether a cube is on its way. */
const fetching = new WeakSet<App>();

/** Fetches the cube of the joint in use until it answers the filters; one at a time. */
async function fetchCube(app: App): Promise<void> {
  if (fetching.has(app)) return;
  fetching.add(app);
  try {
    for (;;) {
      const { explore } = app.store.getState();
      if (explore.state !== 'open' || explore.failure) return;
      const { model, joint, filters, cubes } = explore;
      if (cubes.some((cube) => sameJoint(model, joint, cube) && answers(cube, filters))) return;
      const outcome = await ask(app, 'explore.cube', { joint, filters });
      const now = app.store.getState().explore;
      if (now.state !== 'open' || now.model !== model) return;
      if (outcome.kind === 'done') {
        const others = now.cubes.filter((cube) => !sameJoint(model, joint, cube));
        put(app, { ...now, cubes: [outcome.value, ...others] });
        // Too many cells to be counted jointly: the cube of fewer dimensions will never be the one looked for.
        if (!sameJoint(model, joint, outcome.value) && answers(outcome.value, now.filters)) return;
      } else if (outcome.kind === 'failed') {
        app.store.setState({ explore: { ...now, failure: outcome.failure } });
        return;
      } else return;
    }
  } finally {
    fetching.delete(app);
  }
}
