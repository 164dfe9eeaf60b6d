import type { ConceptEntry } from './conceptApi.ts';

/** A concept as ATLAS writes it into a definition. */
export interface CirceConcept {
  readonly CONCEPT_ID: number;
  readonly CONCEPT_NAME: string;
  readonly STANDARD_CONCEPT: string;
  readonly STANDARD_CONCEPT_CAPTION: string;
  readonly INVALID_REASON: string;
  readonly INVALID_REASON_CAPTION: string;
  readonly CONCEPT_CODE: string;
  readonly DOMAIN_ID: string;
  readonly VOCABULARY_ID: string;
  readonly CONCEPT_CLASS_ID: string;
}

const STANDARD: Readonly<Record<string, string>> = { S: 'Standard', C: 'Classification' };
const INVALID: Readonly<Record<string, string>> = { D: 'Invalid', U: 'Invalid' };

/** The whole concept object: ATLAS shows what is in it without asking a vocabulary. */
export function circeConcept(concept: ConceptEntry): CirceConcept {
  const { standard, invalidReason } = concept;
  return {
    CONCEPT_ID: concept.id,
    CONCEPT_NAME: concept.name,
    STANDARD_CONCEPT: standard ?? 'N',
    STANDARD_CONCEPT_CAPTION: STANDARD[standard ?? ''] ?? 'Non-Standard',
    INVALID_REASON: invalidReason ?? 'V',
    INVALID_REASON_CAPTION: INVALID[invalidReason ?? ''] ?? 'Valid',
    CONCEPT_CODE: concept.code,
    DOMAIN_ID: concept.domain,
    VOCABULARY_ID: concept.vocabulary,
    CONCEPT_CLASS_ID: concept.conceptClass,
  };
}
