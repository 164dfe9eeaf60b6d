/**
 * How fitting a model can end. Only `fitted` holds estimates; every other end says which columns (0-based) stand in
 * the way, so that nobody is shown a number that means nothing.
 */
export type FitOutcome<Fit> =
  | { readonly kind: 'fitted'; readonly fit: Fit }
  /** No events, or not enough rows to estimate anything. */
  | { readonly kind: 'noInformation' }
  /** The named columns are constant or linear combinations of earlier ones. */
  | { readonly kind: 'collinear'; readonly columns: readonly number[] }
  /** The likelihood has no maximum: the named columns predict the outcome perfectly and their coefficients run away. */
  | { readonly kind: 'separated'; readonly columns: readonly number[] }
  | { readonly kind: 'notConverged'; readonly iterations: number };

/** Called now and then by long computations; it throws to stop them. `fraction` is the share done, or NaN if unknown. */
export type Checkpoint = (fraction: number) => void;

/** A test statistic that is chi-squared distributed under the null. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}
