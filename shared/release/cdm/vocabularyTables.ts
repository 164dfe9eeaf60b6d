import { cdmTable } from './cdmTable.ts';

/** The vocabulary tables of OMOP CDM 5.4. */
export const vocabularyTables = [
  cdmTable(
    'concept',
    'vocabulary',
    true,
    `concept_id id!
    concept_name text!
    domain_id text!
    vocabulary_id text!
    concept_class_id text!
    standard_concept text
    concept_code text!
    valid_start_date date!
    valid_end_date date!
    invalid_reason text`,
  ),
  cdmTable(
    'vocabulary',
    'vocabulary',
    true,
    `vocabulary_id text!
    vocabulary_name text!
    vocabulary_reference text
    vocabulary_version text
    vocabulary_concept_id id!`,
  ),
  cdmTable(
    'domain',
    'vocabulary',
    true,
    `domain_id text!
    domain_name text!
    domain_concept_id id!`,
  ),
  cdmTable(
    'concept_class',
    'vocabulary',
    true,
    `concept_class_id text!
    concept_class_name text!
    concept_class_concept_id id!`,
  ),
  cdmTable(
    'concept_relationship',
    'vocabulary',
    false,
    `concept_id_1 id!
    concept_id_2 id!
    relationship_id text!
    valid_start_date date!
    valid_end_date date!
    invalid_reason text`,
  ),
  cdmTable(
    'relationship',
    'vocabulary',
    true,
    `relationship_id text!
    relationship_name text!
    is_hierarchical text!
    defines_ancestry text!
    reverse_relationship_id text!
    relationship_concept_id id!`,
  ),
  cdmTable(
    'concept_synonym',
    'vocabulary',
    false,
    `concept_id id!
    concept_synonym_name text!
    language_concept_id id!`,
  ),
  cdmTable(
    'concept_ancestor',
    'vocabulary',
    false,
    `ancestor_concept_id id!
    descendant_concept_id id!
    min_levels_of_separation integer!
    max_levels_of_separation integer!`,
  ),
  cdmTable(
    'source_to_concept_map',
    'vocabulary',
    false,
    `source_code text!
    source_concept_id id!
    source_vocabulary_id text!
    source_code_description text
    target_concept_id id!
    target_vocabulary_id text!
    valid_start_date date!
    valid_end_date date!
    invalid_reason text`,
  ),
  cdmTable(
    'drug_strength',
    'vocabulary',
    false,
    `drug_concept_id id!
    ingredient_concept_id id!
    amount_value number
    amount_unit_concept_id id
    numerator_value number
    numerator_unit_concept_id id
    denominator_value number
    denominator_unit_concept_id id
    box_size integer
    valid_start_date date!
    valid_end_date date!
    invalid_reason text`,
  ),
] as const;
