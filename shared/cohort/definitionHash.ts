import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { CohortOperation } from '../workbenchApi.ts';
import type { CohortDefinition } from './expression/cohortDefinition.ts';
import { isObject } from './expression/definitionReader.ts';

/** What ATLAS writes beside CONCEPT_ID for people to read; the vocabulary of the release is what counts. */
const conceptCaptions = new Set([
  'CONCEPT_NAME',
  'STANDARD_CONCEPT',
  'STANDARD_CONCEPT_CAPTION',
  'INVALID_REASON',
  'INVALID_REASON_CAPTION',
  'CONCEPT_CODE',
  'DOMAIN_ID',
  'VOCABULARY_ID',
  'CONCEPT_CLASS_ID',
]);

/**
 * Names a definition by its content: SHA-256 (lower-case hex) of its canonical JSON. The order of keys, white space,
 * keys that are null, captions of concepts and an `{"expression": …}` wrapper make no difference; everything else
 * does, keys that Akashi does not know included.
 */
export function definitionHash(definition: CohortDefinition): string {
  return documentHash(definition.raw);
}

/** As {@link definitionHash}, of a definition's JSON that need not be readable as one. */
export function documentHash(raw: unknown): string {
  const inside = isObject(raw) && !isObject(raw.PrimaryCriteria) ? raw.expression : raw;
  return hashOf(inside ?? raw);
}

/** Names a combination by its operation and its members' hashes; their order counts only for a difference. */
export function combinationHash(operation: CohortOperation, members: readonly string[]): string {
  const [first, ...others] = members;
  const ordered = operation === 'difference' ? [first ?? '', ...others.sort()] : [...members].sort();
  return hashOf({ operation, members: ordered });
}

function hashOf(value: unknown): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonical(value))));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const isConcept = 'CONCEPT_ID' in value;
  const members = Object.entries(value)
    .filter(
      ([key, member]) => member !== null && member !== undefined && !(isConcept && conceptCaptions.has(key)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
