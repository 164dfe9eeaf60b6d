import type { JsonObject } from '../expression/definitionReader.ts';
import {
  type AttributeSpec,
  type DomainName,
  demographicAttributes,
  domains,
} from '../expression/domains.ts';
import { type ConceptChoice, type FormField, field } from './formFields.ts';
import { valueAt } from './jsonEdit.ts';
import type { NodePath } from './nodePath.ts';
import { type OutlineNode, rootOf } from './outline.ts';

/** A form: fields of the object at a place. */
export interface Form {
  readonly base: NodePath;
  readonly fields: readonly FormField[];
}

const wholeDays = { kind: 'whole', least: 0, absent: 0 } as const;
const range = { kind: 'numericRange', whole: true, extras: [] } as const;
const decimals = { kind: 'numericRange', whole: false, extras: [] } as const;
const limit = { kind: 'limit' } as const;

/** The forms that together edit everything about a node but what its children hold. */
export function formsOf(document: JsonObject, node: OutlineNode): readonly Form[] {
  const root = rootOf(document);
  switch (node.kind) {
    case 'entry':
      return [
        {
          base: node.path,
          fields: [
            field(['ObservationWindow', 'PriorDays'], wholeDays, 'always'),
            field(['ObservationWindow', 'PostDays'], wholeDays, 'always'),
            field('PrimaryCriteriaLimit', limit, 'always'),
          ],
        },
        { base: root, fields: [field('QualifiedLimit', limit)] },
      ];
    case 'additional':
      return [...groupForms(node.path), { base: root, fields: [field('QualifiedLimit', limit, 'always')] }];
    case 'rules':
      return [{ base: root, fields: [field('ExpressionLimit', limit, 'always')] }];
    case 'rule':
      return [
        {
          base: node.path,
          fields: [
            field('name', { kind: 'text', long: false }, 'always'),
            field('description', { kind: 'text', long: true }),
          ],
        },
        ...groupForms(node.group ?? node.path),
      ];
    case 'group':
      return groupForms(node.path);
    case 'criterion':
      return criterionForms(node);
    case 'correlated':
      return [...criterionForms(node), { base: node.path, fields: correlatedFields }];
    case 'demographic':
      return [{ base: node.path, fields: attributeFields(demographicAttributes) }];
    case 'exit':
      return [{ base: root, fields: exitFields }];
    case 'conceptSet':
      return [{ base: node.path, fields: [field([], { kind: 'conceptItems' }, 'always', 'expression')] }];
    case 'conceptSets':
    case 'unknown':
      return [];
  }
}

const exitFields: readonly FormField[] = [
  field('EndStrategy', { kind: 'exit' }, 'always'),
  field(['CollapseSettings', 'EraPad'], wholeDays, 'always'),
  field('CensorWindow', { kind: 'period' }),
];

const correlatedFields: readonly FormField[] = [
  field('Occurrence', { kind: 'occurrence' }, 'always'),
  field('StartWindow', { kind: 'window', eventEnd: false }, 'always'),
  field('EndWindow', { kind: 'window', eventEnd: true }),
  field('RestrictVisit', { kind: 'toggle' }),
  field('IgnoreObservationPeriod', { kind: 'toggle' }),
];

function groupForms(base: NodePath): Form[] {
  return [{ base, fields: [field([], { kind: 'groupType' }, 'always', 'groupType')] }];
}

function criterionForms({ criterion }: OutlineNode): Form[] {
  if (criterion === null) return [];
  return [{ base: criterion.path, fields: criterionFields(criterion.domain) }];
}

/** Every field of a domain's criterion: concept sets, first, attributes, periods, and what Akashi adds. */
export function criterionFields(domain: DomainName): readonly FormField[] {
  const spec = domains[domain];
  return [
    ...(spec.hasConceptSet ? [field('CodesetId', { kind: 'conceptSet', required: true }, 'always')] : []),
    ...(spec.hasFirst ? [field('First', { kind: 'toggle' }, 'always')] : []),
    ...attributeFields(spec.attributes),
    ...(akashiFields[domain] ?? []),
    ...(spec.hasUserDefinedPeriod ? [field('UserDefinedPeriod', { kind: 'period' })] : []),
    ...(spec.sourceConceptKey === null
      ? []
      : [field(spec.sourceConceptKey, { kind: 'conceptSet', required: false }, 'whenSet', 'SourceConcept')]),
    field('DateAdjustment', { kind: 'dateAdjustment' }),
  ];
}

const akashiFields: Readonly<Partial<Record<DomainName, readonly FormField[]>>> = {
  DrugExposure: [
    field(['akashi', 'DailyDose'], { kind: 'numericRange', whole: false, extras: ['Unit'] }),
    field(['akashi', 'CumulativeDose'], { kind: 'numericRange', whole: false, extras: ['Unit', 'GapDays'] }),
    field(['akashi', 'TreatmentDuration'], { kind: 'numericRange', whole: true, extras: ['GapDays'] }),
  ],
  DeviceExposure: [
    field(['akashi', 'Material'], { kind: 'concepts', exclude: null, from: 'deviceMaterial' }),
    field(['akashi', 'Coating'], { kind: 'concepts', exclude: null, from: 'deviceCoating' }),
    field(['akashi', 'Diameter'], decimals, 'whenSet', 'DeviceDiameter'),
    field(['akashi', 'Length'], decimals, 'whenSet', 'DeviceLength'),
  ],
};

function attributeFields(attributes: Readonly<Record<string, AttributeSpec>>): FormField[] {
  return Object.entries(attributes).flatMap(([key, spec]) => attributeField(key, spec));
}

function attributeField(key: string, spec: AttributeSpec): FormField[] {
  switch (spec.kind) {
    case 'integer':
      return [field(key, range)];
    case 'decimal':
      return [field(key, decimals)];
    case 'date':
      return [field(key, { kind: 'dateRange' })];
    case 'text':
      return [field(key, { kind: 'textFilter' })];
    case 'flag':
      return [field(key, { kind: 'toggle' })];
    case 'conceptSetId':
      return [field(key, { kind: 'conceptSet', required: false })];
    case 'concepts': {
      const from: ConceptChoice = key === 'Gender' ? 'gender' : 'vocabulary';
      const exclude = spec.excludable ? `${key}Exclude` : null;
      return [
        field(key, { kind: 'concepts', exclude, from }),
        field(`${key}CS`, { kind: 'conceptSelection' }, 'whenSet', key),
      ];
    }
  }
}

/** Whether a field has a value of its own in the document. */
export function isSet(document: JsonObject, form: Form, { path, control }: FormField): boolean {
  const value = valueAt(document, [...form.base, ...path]) ?? null;
  if (control.kind === 'concepts') return Array.isArray(value) && value.length > 0;
  return value !== null && value !== false;
}
