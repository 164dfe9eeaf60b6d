import type { DesignColumn } from '../../stats/penalised/designColumn.ts';
import type { CovariateWindow } from '../specification/comparisonSpecification.ts';
import type { Covariate } from './covariateMatrix.ts';

/** What a covariate is called once concepts have names. */
export interface CandidateName {
  /** Concepts whose names are needed. */
  readonly concepts: readonly number[];
  readonly phrase: (names: readonly string[]) => string;
}

/** What may become a covariate. */
export interface Candidate {
  readonly domain: Covariate['domain'];
  /** Tells it from the others of its domain and window. */
  readonly key: string;
  readonly window: CovariateWindow | null;
  /** Of the covariate; null for made ones. */
  readonly concept: number | null;
  readonly name: CandidateName;
  readonly kind: Covariate['kind'];
  /** Index dates that have it (or a value of it); null: not held against the minimum. */
  readonly persons: number | null;
  /** Over rows of the population. */
  readonly column: DesignColumn;
}

/** Domain, window and key; what has no window leaves it out. */
export function covariateId({ domain, key, window }: Pick<Candidate, 'domain' | 'key' | 'window'>): string {
  return [domain, ...(window ? [window] : []), key].join(':');
}

/** Called as the concept itself. */
export function conceptName(concept: number): CandidateName {
  return { concepts: [concept], phrase: ([name]) => name ?? '' };
}

export function fixedName(name: string): CandidateName {
  return { concepts: [], phrase: () => name };
}
