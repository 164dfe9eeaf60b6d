import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import type { Texts } from '../../state/AppContext.tsx';

/** A concept's name in the language of the moment, else as the vocabulary has it. */
export function conceptName({ name, japanese, english }: ConceptEntry, locale: Texts['locale']): string {
  return (locale === 'ja' ? japanese : english) ?? name;
}

/** Its name in the other language; null where that is the same. */
export function otherName(concept: ConceptEntry, locale: Texts['locale']): string | null {
  const other = locale === 'ja' ? concept.english : concept.japanese;
  return other === conceptName(concept, locale) ? null : other;
}

const DOMAINS = [
  'Condition',
  'Drug',
  'Procedure',
  'Device',
  'Measurement',
  'Observation',
  'Visit',
  'Gender',
  'Unit',
  'Race',
  'Ethnicity',
  'Route',
  'Specimen',
  'Provider',
  'Metadata',
  'TypeConcept',
  'MeasValue',
  'SpecAnatomicSite',
] as const;

/** A domain in words; one that Akashi has no word for by its OMOP id. */
export function domainName(domain: string, { t }: Texts): string {
  const known = DOMAINS.find((each) => each === domain.replaceAll(' ', ''));
  return known ? t(`concepts.domain.${known}`) : domain;
}
