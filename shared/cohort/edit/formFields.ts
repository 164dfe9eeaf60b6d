import type { NodePath } from './nodePath.ts';

/** How a value is edited. What `absent` says is what a missing value means. */
export type Control =
  | { readonly kind: 'numericRange'; readonly whole: boolean; readonly extras: readonly RangeExtra[] }
  | { readonly kind: 'dateRange' | 'textFilter' | 'period' | 'dateAdjustment' | 'limit' | 'exit' }
  | { readonly kind: 'occurrence' | 'groupType' }
  | { readonly kind: 'window'; readonly eventEnd: boolean }
  /** A list of concepts; `exclude` is the key beside it that negates it. */
  | { readonly kind: 'concepts'; readonly exclude: string | null; readonly from: ConceptChoice }
  /** Circe's `…CS`: a concept set, or only whether there is a value. */
  | { readonly kind: 'conceptSelection' }
  | { readonly kind: 'conceptSet'; readonly required: boolean }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'whole'; readonly least: number; readonly absent: number }
  | { readonly kind: 'text'; readonly long: boolean }
  | { readonly kind: 'conceptItems' };

/** What a dose or a course has beside its bounds. */
export type RangeExtra = 'Unit' | 'GapDays';

/** Where the concepts of a list are chosen from: a short list known beforehand, or the vocabulary. */
export type ConceptChoice = 'gender' | 'deviceMaterial' | 'deviceCoating' | 'vocabulary';

/** A field of a form. */
export interface FormField {
  /** From the node's object that the form is of. */
  readonly path: NodePath;
  /** Names the label `builder.field.<name>`. */
  readonly name: string;
  readonly control: Control;
  /** Shown even while it has no value; the others are added when wanted. */
  readonly always: boolean;
}

export function field(
  path: string | NodePath,
  control: Control,
  always: 'always' | 'whenSet' = 'whenSet',
  name = typeof path === 'string' ? path : String(path.at(-1)),
): FormField {
  return { path: typeof path === 'string' ? [path] : path, name, control, always: always === 'always' };
}

/** What a field starts with when it is added; undefined where the control itself asks first. */
export function startValue(control: Control): unknown {
  switch (control.kind) {
    case 'numericRange':
      return { Value: 0, Op: 'gte' };
    case 'dateRange':
      return { Value: '2020-01-01', Op: 'gte' };
    case 'textFilter':
      return { Text: '', Op: 'contains' };
    case 'period':
      return {};
    case 'dateAdjustment':
      return { StartWith: 'START_DATE', StartOffset: 0, EndWith: 'END_DATE', EndOffset: 0 };
    case 'limit':
      return { Type: 'First' };
    case 'exit':
      return undefined;
    case 'occurrence':
      return { Type: 2, Count: 1 };
    case 'groupType':
      return 'ALL';
    case 'window':
      return {
        Start: { Days: null, Coeff: -1 },
        End: { Days: 0, Coeff: 1 },
        UseIndexEnd: false,
        UseEventEnd: control.eventEnd,
      };
    case 'concepts':
      return [];
    case 'conceptSelection':
      return { CodesetId: null, IsExclusion: false };
    case 'conceptSet':
      return null;
    case 'toggle':
      return true;
    case 'whole':
      return control.absent;
    case 'text':
      return '';
    case 'conceptItems':
      return { items: [] };
  }
}
