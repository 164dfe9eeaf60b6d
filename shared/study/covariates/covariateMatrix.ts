import type { NamedConcept } from '../../features/characterisationApi.ts';
import type { DesignColumn } from '../../stats/penalised/designColumn.ts';
import type { CovariateDomain, CovariateWindow } from '../specification/comparisonSpecification.ts';

/** Covariates of a {@link StudyPopulation}: `columns[j]` over its rows, described by `covariates[j]`. */
export interface CovariateMatrix {
  readonly rows: number;
  readonly covariates: readonly Covariate[];
  readonly columns: readonly DesignColumn[];
  /** Left out on purpose, with why. */
  readonly excluded: readonly ExcludedCovariate[];
}

export interface Covariate {
  /** Stable over hosts: domain, window and concept. */
  readonly id: string;
  readonly domain: CovariateDomain | 'picked';
  readonly window: CovariateWindow | null;
  /** Null for scores, ages and other made ones, which `name` describes. */
  readonly concept: NamedConcept | null;
  /** `日本語 / English`. */
  readonly name: string;
  readonly kind: 'binary' | 'continuous';
}

export interface ExcludedCovariate {
  readonly id: string;
  readonly name: string;
  readonly reason: 'definesTreatment' | 'excluded' | 'correlatesWithTreatment' | 'tooFew' | 'redundant';
  /** With being treated, where that is why, to one decimal; null where it would tell of few persons. */
  readonly correlation: number | null;
}
