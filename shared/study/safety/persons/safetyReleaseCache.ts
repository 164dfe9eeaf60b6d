import { LeastRecent } from '../../../cohort/live/leastRecent.ts';
import type { PopulationContext } from '../../population/populationContext.ts';
import type { CareSettings } from './careSettings.ts';
import type { ReleasePersons } from './releasePersons.ts';
import type { Supplies } from './supplies.ts';

/** Room for supplies of drugs. */
const suppliesBytes = 256e6;

/**
 * What every safety study of a release asks for again: the persons, where they were cared for, and the supplies of the
 * drugs looked at last. It is read when first needed; a release never changes. Memory: about 70 bytes a person (70 MB at
 * a million) and up to 256 MB of supplies.
 */
export class SafetyReleaseCache {
  readonly people = new Kept<ReleasePersons>();
  readonly care = new Kept<CareSettings>();
  readonly #supplies = new LeastRecent<Supplies>(suppliesBytes, bytesOf);

  /** @param key tells what is supplied */
  async supplies(key: string, read: () => Promise<Supplies>): Promise<Supplies> {
    const known = this.#supplies.get(key);
    if (known) return known;
    const made = await read();
    this.#supplies.set(key, made);
    return made;
  }
}

/** The open release as a safety study needs it. Without a cache everything is read anew. */
export interface SafetyContext extends PopulationContext {
  readonly safetyCache?: SafetyReleaseCache;
}

/** A value that is made when first asked for. */
class Kept<T> {
  #made: Promise<T> | null = null;

  async get(make: () => Promise<T>): Promise<T> {
    // Somebody else's cancellation is no answer to this caller.
    await this.#made?.catch(() => {});
    this.#made ??= make();
    try {
      return await this.#made;
    } catch (thrown) {
      this.#made = null;
      throw thrown;
    }
  }
}

function bytesOf({ of, start, end, latestEnd, dailyDose }: Supplies): number {
  return [of, start, end, latestEnd, dailyDose].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
