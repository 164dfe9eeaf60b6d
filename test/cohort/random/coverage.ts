import type { CdmIndex } from '../reference/cdmData.ts';
import { evaluateCohort } from '../reference/cohort.ts';
import { featuresOf, wantedFeatures } from './features.ts';

/** Uses of a feature, and how many of those were seen to change the result: a filter that filters nothing proves little. */
export interface FeatureCount {
  readonly name: string;
  readonly uses: number;
  readonly effects: number;
}

/**
 * Features that cannot show in these data: a person dies once, so distinct deaths are deaths; and a domain cannot be
 * taken out of a definition.
 */
function canShow(feature: string): boolean {
  return !feature.startsWith('distinct Death.') && !feature.startsWith('domain ');
}

/** Counts what the compared definitions exercised. */
export class Coverage {
  readonly #uses = new Map<string, number>();
  readonly #effects = new Map<string, number>();

  /** Adds one compared definition. Once a feature was seen to matter `enough` times its effect is not sought again. */
  add(expression: unknown, cdm: CdmIndex, enough = 1): void {
    let whole: string | undefined;
    for (const { name, without } of featuresOf(expression)) {
      this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
      const effects = this.#effects.get(name) ?? 0;
      if (effects >= enough || !canShow(name)) continue;
      whole ??= outcome(expression, cdm);
      if (outcome(without, cdm) !== whole) this.#effects.set(name, effects + 1);
    }
  }

  /** Every wanted feature, in alphabetical order. */
  counts(): FeatureCount[] {
    return wantedFeatures()
      .sort()
      .map((name) => ({ name, uses: this.#uses.get(name) ?? 0, effects: this.#effects.get(name) ?? 0 }));
  }

  /** Wanted features that no definition used. */
  unused(): string[] {
    return this.counts()
      .filter(({ uses }) => uses === 0)
      .map(({ name }) => name);
  }

  /** Wanted features whose uses never changed a result. */
  withoutEffect(): string[] {
    return this.counts()
      .filter(({ name, effects }) => effects === 0 && canShow(name))
      .map(({ name }) => name);
  }
}

/** Of several expressions that use a feature, the first whose result changes without it; else the first. */
export function mostTelling<T>(candidates: readonly T[], feature: string, cdm: CdmIndex): T {
  const chosen = candidates.find((candidate) => isTelling(candidate, feature, cdm)) ?? candidates[0];
  if (chosen === undefined) throw new Error('no candidates');
  return chosen;
}

/** Whether the result would be another without some use of the feature. */
export function isTelling(expression: unknown, feature: string, cdm: CdmIndex): boolean {
  const uses = featuresOf(expression).filter(({ name }) => name === feature);
  if (uses.length === 0) return false;
  const whole = outcome(expression, cdm);
  return uses.some(({ without }) => outcome(without, cdm) !== whole);
}

function outcome(expression: unknown, cdm: CdmIndex): string {
  return JSON.stringify([...evaluateCohort(expression, cdm)], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}
