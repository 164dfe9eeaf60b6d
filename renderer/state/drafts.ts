import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { KeptCohort } from '../../shared/session/shelfApi.ts';

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

/** What a definition is called: the name in the file where it has one, else the file's. */
export function draftTitle({ document, name }: Pick<Draft, 'document' | 'name'>): string {
  return typeof document.name === 'string' && document.name !== '' ? document.name : name;
}

/** Whose versions a draft's are. */
export function lineageOf({ id, cohort }: Draft): string {
  return cohort ?? id;
}

/** Whether a draft differs from what the list of cohorts has. White space and the order of keys in the text count. */
export function differs(draft: Draft, shelf: readonly KeptCohort[]): boolean {
  const cohort = shelf.find(({ id }) => id === draft.cohort);
  if (cohort?.kind !== 'definition' || cohort.name !== draft.name) return true;
  return compact(cohort.text) !== JSON.stringify(draft.document);
}

let lastCompacted = { text: '', compact: '' };

function compact(text: string): string {
  if (lastCompacted.text !== text) lastCompacted = { text, compact: JSON.stringify(JSON.parse(text)) };
  return lastCompacted.compact;
}
