/**
 * Device attributes (material, coating, diameter, length), which OMOP CDM 5.4 has no columns for.
 *
 * An attribute belongs to one device_exposure and is a row of `observation`, linked by CDM 5.4's own event link:
 *
 * | observation column             | value                                                     |
 * |--------------------------------|-----------------------------------------------------------|
 * | `person_id`                    | the person of the exposure                                |
 * | `observation_concept_id`       | the attribute: {@link deviceAttributeConcept}             |
 * | `observation_date`             | the exposure's start date                                 |
 * | `observation_type_concept_id`  | the exposure's own type concept                           |
 * | `value_as_number`, `unit_concept_id` | diameter and length, in millimetres ({@link millimetreConcept}) |
 * | `value_as_concept_id`          | material and coating: {@link deviceMaterialConcept}, {@link deviceCoatingConcept} |
 * | `obs_event_field_concept_id`   | {@link deviceExposureIdField}                             |
 * | `observation_event_id`         | the `device_exposure_id`                                  |
 *
 * An attribute that is not known has no row. Two rows of one attribute for one exposure both count: a criterion is
 * met when any of them meets it. The attribute and value concepts are Akashi's own, in the range that OMOP leaves to
 * local concepts (2,000,000,000 and above), vocabulary {@link deviceAttributeVocabulary}; a release that uses them
 * carries them in its `concept` table.
 */

/** OMOP concept (vocabulary CDM) of the field device_exposure.device_exposure_id. */
export const deviceExposureIdField = 1147115;

/** OMOP concept (UCUM) of the unit millimetre. */
export const millimetreConcept = 8588;

/** `vocabulary_id` of the concepts below. */
export const deviceAttributeVocabulary = 'AkashiDevice';

/** The attributes, as observation concepts. Domain Observation, concept class `Device Attribute`. */
export const deviceAttributeConcept = {
  diameter: 2_100_000_001,
  length: 2_100_000_002,
  material: 2_100_000_003,
  coating: 2_100_000_004,
} as const;

/** Values of the attribute material. Domain Meas Value, concept class `Device Material`. */
export const deviceMaterialConcept = {
  stainlessSteel: 2_100_000_101,
  cobaltChromium: 2_100_000_102,
  platinumChromium: 2_100_000_103,
  nitinol: 2_100_000_104,
  titanium: 2_100_000_105,
  bioresorbablePolymer: 2_100_000_106,
  magnesiumAlloy: 2_100_000_107,
  polymer: 2_100_000_108,
  ceramic: 2_100_000_109,
} as const;

/** Values of the attribute coating. Domain Meas Value, concept class `Device Coating`. */
export const deviceCoatingConcept = {
  /** No coating, as a bare-metal stent. */
  bare: 2_100_000_201,
  /** A durable polymer that carries a drug. */
  durablePolymerDrug: 2_100_000_202,
  /** A polymer that is absorbed after it has released its drug. */
  bioresorbablePolymerDrug: 2_100_000_203,
  /** A drug without a polymer. */
  polymerFreeDrug: 2_100_000_204,
  /** A polymer without a drug, as heparin-bonded or hydrophilic coatings. */
  polymerWithoutDrug: 2_100_000_205,
} as const;

export type DeviceAttribute = keyof typeof deviceAttributeConcept;

/** A concept of {@link deviceAttributeVocabulary} as a row for the `concept` table. */
export interface DeviceAttributeConcept {
  readonly conceptId: number;
  readonly conceptCode: string;
  /** English, as OMOP's concept_name. */
  readonly conceptName: string;
  /** Japanese, for concept_synonym. */
  readonly japaneseName: string;
  readonly domainId: 'Observation' | 'Meas Value';
  readonly conceptClassId: 'Device Attribute' | 'Device Material' | 'Device Coating';
}

/** Every concept of {@link deviceAttributeVocabulary}, all standard. */
export const deviceAttributeConcepts: readonly DeviceAttributeConcept[] = [
  attribute('diameter', 'Device diameter', '径'),
  attribute('length', 'Device length', '長さ'),
  attribute('material', 'Device material', '材質'),
  attribute('coating', 'Device coating', '表面被覆'),
  material('stainlessSteel', 'Stainless steel', 'ステンレス鋼'),
  material('cobaltChromium', 'Cobalt-chromium', 'コバルトクロム合金'),
  material('platinumChromium', 'Platinum-chromium', '白金クロム合金'),
  material('nitinol', 'Nitinol', 'ニッケルチタン合金'),
  material('titanium', 'Titanium', 'チタン'),
  material('bioresorbablePolymer', 'Bioresorbable polymer', '生体吸収性ポリマー'),
  material('magnesiumAlloy', 'Magnesium alloy', 'マグネシウム合金'),
  material('polymer', 'Polymer', 'ポリマー'),
  material('ceramic', 'Ceramic', 'セラミック'),
  coating('bare', 'Uncoated (bare)', '被覆なし（ベア）'),
  coating('durablePolymerDrug', 'Drug-eluting, durable polymer', '薬剤溶出・耐久性ポリマー'),
  coating('bioresorbablePolymerDrug', 'Drug-eluting, bioresorbable polymer', '薬剤溶出・生体吸収性ポリマー'),
  coating('polymerFreeDrug', 'Drug-coated, polymer-free', '薬剤被覆・ポリマーフリー'),
  coating('polymerWithoutDrug', 'Polymer coating without drug', '薬剤なしのポリマー被覆'),
];

function attribute(key: DeviceAttribute, name: string, japaneseName: string): DeviceAttributeConcept {
  const conceptId = deviceAttributeConcept[key];
  return {
    conceptId,
    conceptCode: key,
    conceptName: name,
    japaneseName,
    domainId: 'Observation',
    conceptClassId: 'Device Attribute',
  };
}

function material(
  key: keyof typeof deviceMaterialConcept,
  name: string,
  japaneseName: string,
): DeviceAttributeConcept {
  const conceptId = deviceMaterialConcept[key];
  return {
    conceptId,
    conceptCode: `material.${key}`,
    conceptName: name,
    japaneseName,
    domainId: 'Meas Value',
    conceptClassId: 'Device Material',
  };
}

function coating(
  key: keyof typeof deviceCoatingConcept,
  name: string,
  japaneseName: string,
): DeviceAttributeConcept {
  const conceptId = deviceCoatingConcept[key];
  return {
    conceptId,
    conceptCode: `coating.${key}`,
    conceptName: name,
    japaneseName,
    domainId: 'Meas Value',
    conceptClassId: 'Device Coating',
  };
}
