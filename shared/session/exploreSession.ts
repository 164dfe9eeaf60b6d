import { type Job, throwIfCancelled } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { buildModel } from '../explore/buildModel.ts';
import { countCube } from '../explore/countCube.ts';
import type { Cube } from '../explore/cube.ts';
import type { ExploreOpened } from '../explore/exploreApi.ts';
import { type ExploreModel, layerOffsets } from '../explore/exploreModel.ts';
import { type Filters, noFilters, validFilters } from '../explore/filters.ts';
import { type JointCells, jointCells } from '../explore/jointCells.ts';
import type { PersonTable } from '../explore/personTable.ts';
import { readExplore } from '../explore/read/readExplore.ts';
import { AKASHI_VERSION } from '../version.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { ReleaseSession } from './releaseSession.ts';

/** Counts in a cube: 32 MB, added up within a frame. */
const MOST_COUNTS = 8_000_000;

interface Explored {
  readonly model: ExploreModel;
  readonly table: PersonTable;
  readonly cells: Map<number, JointCells>;
}

/** What Explore knows of the open release: every person's bins, read once, and cubes of them. */
export class ExploreSession {
  readonly #release: ReleaseSession;
  readonly #host: WorkbenchHost;
  #explored: Explored | null = null;

  constructor(release: ReleaseSession, host: WorkbenchHost) {
    this.#release = release;
    this.#host = host;
  }

  async open(job: Job): Promise<ExploreOpened | null> {
    this.#explored ??= await this.#read(job);
    const { model } = this.#explored;
    if (this.#explored.table.persons === 0) return null;
    return { model, cube: this.cube({ joint: 0, filters: noFilters }, job) };
  }

  cube({ joint, filters }: { readonly joint: number; readonly filters: Filters }, job: Job): Cube {
    const explored = this.#explored;
    const dimensions = explored?.model.joints[joint];
    if (!explored || !dimensions)
      throw new AkashiError('host.invalidInput', { operation: 'explore.cube', path: 'joint' });
    throwIfCancelled(job);
    const cells = explored.cells.get(joint) ?? cellsOf(explored.table, dimensions);
    explored.cells.set(joint, cells);
    return countCube(explored.table, cells, validFilters(filters, explored.model.dimensions));
  }

  async #read(job: Job): Promise<Explored> {
    const { card, engine, outputRules } = this.#release;
    const started = this.#host.monotonic();
    const read = await this.#release.withConnection((connection) =>
      readExplore(connection, outputRules.minimumCell, card.digest, job),
    );
    const provenance = {
      releaseId: card.releaseId,
      releaseDigest: card.digest,
      method: 'explore',
      engine: engine.version,
      akashiVersion: AKASHI_VERSION,
      generatedAt: this.#host.now().toISOString(),
      milliseconds: this.#host.monotonic() - started,
    };
    return { ...buildModel(read, outputRules.minimumCell, provenance), cells: new Map() };
  }
}

/** As many of the dimensions, from the first on, as can be counted jointly. */
function cellsOf(table: PersonTable, dimensions: readonly string[]): JointCells {
  const mostCells = Math.floor(MOST_COUNTS / layerOffsets(table.layers).width);
  for (let length = dimensions.length; length > 0; length -= 1) {
    const cells = jointCells(table, dimensions.slice(0, length), mostCells);
    if (cells) return cells;
  }
  return { dimensions: [], count: 1, ofPerson: new Int32Array(table.persons), bins: [] };
}
