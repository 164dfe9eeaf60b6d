import type { CirceConcept } from '../../vocabulary/circeConcept.ts';
import type { JsonObject } from '../expression/definitionReader.ts';

/** What a template asks before it makes a definition. */
export type TemplateField =
  | {
      readonly kind: 'concepts';
      /** Names the label `builder.template.field.<name>`. */
      readonly name: ConceptFieldName;
      /** Domain of the vocabulary to begin with. */
      readonly domain: string | null;
      readonly optional: boolean;
    }
  | {
      readonly kind: 'number';
      readonly name: NumberFieldName;
      readonly initial: number;
    };

export type ConceptFieldName =
  | 'drug'
  | 'comparator'
  | 'indication'
  | 'diagnosis'
  | 'procedure'
  | 'device'
  | 'medical'
  | 'dental';
export type NumberFieldName = 'washout' | 'age' | 'gap' | 'around';

/** Concepts chosen for a field, and what their set is called. */
export interface ChosenConcepts {
  readonly name: string;
  readonly concepts: readonly CirceConcept[];
}

/** What the rules of a template are called, in the reader's language. */
export interface RuleNames {
  adult(age: number): string;
  noEarlier(set: string): string;
  indication(set: string): string;
  device(set: string): string;
  dental(set: string, days: number): string;
}

export interface TemplateValues {
  readonly name: string;
  readonly concepts: Readonly<Partial<Record<ConceptFieldName, ChosenConcepts>>>;
  readonly numbers: Readonly<Partial<Record<NumberFieldName, number>>>;
  readonly ruleNames: RuleNames;
}

/** A definition to begin with: what it asks, and what it makes of the answers. */
export interface Template {
  readonly id: TemplateId;
  readonly fields: readonly TemplateField[];
  /** A definition that can be read whatever was answered; a concept set without concepts can be filled later. */
  readonly make: (values: TemplateValues) => JsonObject;
}

export type TemplateId = 'newUsers' | 'firstDiagnosis' | 'procedureDevice' | 'medicalDental';
