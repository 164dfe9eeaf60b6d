import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';

/** A definition being edited. */
export interface Draft {
  readonly id: string;
  /** What it is called in the list of cohorts, and its file's stem. */
  readonly name: string;
  /** The whole Circe JSON: the one truth that tree, sentences, JSON and SQL are views of. */
  readonly document: JsonObject;
  /** The cohort that it was opened from or saved as; null while it has none. */
  readonly cohort: string | null;
  /** Whether the document differs from what the cohort has. */
  readonly unsaved: boolean;
  /** Inclusion rules that the live counts leave out, by place. Not part of the definition. */
  readonly rulesOff: readonly number[];
}
