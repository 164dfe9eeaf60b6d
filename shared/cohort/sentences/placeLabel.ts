import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import { pathText } from '../edit/nodePath.ts';
import type { Criterion } from '../expression/criterion.ts';
import { DefinitionReader, isObject } from '../expression/definitionReader.ts';
import { isDomainName } from '../expression/domains.ts';
import { parseCriterion } from '../expression/parseCriterion.ts';
import { readExit } from '../expression/parseDefinition.ts';
import { parseGroup } from '../expression/parseGroup.ts';
import { attributeName } from './attributeName.ts';
import { type DefinitionNames, definitionNames } from './definitionNames.ts';
import {
  akashiLabel,
  correlatedLabel,
  criterionLabel,
  exitLabel,
  filterLabel,
  groupLabel,
  personLabel,
} from './labels.ts';

/** A place of a definition with what it is called. */
export interface PlaceLabel {
  readonly label: string;
  /** The place that the label names: the given one or what holds it. */
  readonly path: NodePath;
}

/**
 * What a place is called in a line: `年齢 ≥ 65`, `硝酸薬の処方 0 回（−180〜−1 日）`, an inclusion rule's name. A place
 * without a name of its own is named by what holds it. The document need not be a valid definition.
 */
export function placeLabel(
  document: unknown,
  path: NodePath,
  locale: Locale,
  names: DefinitionNames = definitionNames(document, locale),
): PlaceLabel {
  const reader = new DefinitionReader('');
  for (const id of conceptSetIds(document)) reader.conceptSetIds.add(id);
  for (let length = path.length; length > 0; length -= 1) {
    const place = path.slice(0, length);
    const label = labelAt({ names, reader }, place, at(document, place));
    if (label !== null) return { label, path: place };
  }
  return { label: translate(locale, 'place.definition'), path: [] };
}

/** The value at a path; undefined where there is none. */
export function at(document: unknown, path: NodePath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[String(key)] : undefined,
    document,
  );
}

interface Labeller {
  readonly names: DefinitionNames;
  readonly reader: DefinitionReader;
}

function labelAt(labeller: Labeller, path: NodePath, value: unknown): string | null {
  const { names } = labeller;
  const { locale } = names;
  const [last, parent] = [path.at(-1), path.at(-2)];
  if (typeof last === 'number') return memberLabel(labeller, path, value);
  const said = (place: string, detail: string | null): string =>
    detail === null ? place : translate(locale, 'label.place', { place, value: detail });
  const limit = isObject(value) && typeof value.Type === 'string' ? value.Type.toLowerCase() : null;
  const kept = limit === 'first' ? 'First' : limit === 'last' ? 'Last' : 'All';
  switch (last) {
    case 'ObservationWindow': {
      const { PriorDays = 0, PostDays = 0 } = isObject(value) ? value : {};
      const detail = { prior: String(PriorDays ?? 0), post: String(PostDays ?? 0) };
      return said(translate(locale, 'place.observation'), translate(locale, 'label.observation', detail));
    }
    case 'PrimaryCriteriaLimit':
      return said(translate(locale, 'place.primaryLimit'), translate(locale, `label.limit.${kept}`));
    case 'QualifiedLimit':
      return said(translate(locale, 'place.qualifiedLimit'), translate(locale, `label.limit.${kept}`));
    case 'ExpressionLimit':
      return said(translate(locale, 'place.expressionLimit'), translate(locale, `label.limit.${kept}`));
    case 'CollapseSettings': {
      const days = isObject(value) && typeof value.EraPad === 'number' ? value.EraPad : 0;
      return said(translate(locale, 'place.collapse'), translate(locale, 'label.eraPad', { days }));
    }
    case 'EndStrategy':
      return endLabel(labeller, path, value);
    case 'PrimaryCriteria':
      return translate(locale, 'place.entry');
    case 'AdditionalCriteria':
      return translate(locale, 'place.additional');
    case 'InclusionRules':
      return translate(locale, 'place.rules');
    case 'CensoringCriteria':
      return translate(locale, 'place.censoring');
    case 'CensorWindow':
      return translate(locale, 'place.censorWindow');
    case 'ConceptSets':
      return translate(locale, 'place.conceptSets');
    case 'CorrelatedCriteria': {
      const group = parseGroup(labeller.reader, { value, path: pathText(path) });
      return group === null ? translate(locale, 'label.group.empty') : groupLabel(names, group);
    }
    default:
      return typeof last === 'string' ? attributeLabel(labeller, path, last, parent, value) : null;
  }
}

/** A member of a list. */
function memberLabel({ names, reader }: Labeller, path: NodePath, value: unknown): string | null {
  const { locale } = names;
  const list = path.at(-2);
  const node = { value, path: pathText(path) };
  if (!isObject(value)) return null;
  switch (list) {
    case 'ConceptSets':
      return typeof value.id === 'number' ? names.conceptSet(value.id) : null;
    case 'items': {
      const id = isObject(value.concept) ? value.concept.CONCEPT_ID : undefined;
      return typeof id === 'number' ? (names.conceptName(id) ?? names.concept(id)) : null;
    }
    case 'InclusionRules': {
      if (typeof value.name === 'string' && value.name.trim() !== '')
        return inLanguage(value.name.trim(), locale);
      const group = parseGroup(reader, { value: value.expression, path: `${node.path}.expression` });
      return group === null
        ? translate(locale, 'sentence.rule.unnamed', { number: Number(path.at(-1)) + 1 })
        : groupLabel(names, group);
    }
    case 'Groups': {
      const group = parseGroup(reader, node);
      return group === null ? translate(locale, 'label.group.empty') : groupLabel(names, group);
    }
    case 'DemographicCriteriaList':
    case 'CriteriaList': {
      if (list === 'CriteriaList' && !isObject(value.Criteria)) {
        const criterion = parseCriterion(reader, node);
        return criterion && criterionLabel(names, criterion);
      }
      const group = parseGroup(reader, { value: { Type: 'ALL', [list]: [value] }, path: '$' });
      const [criterion] = group?.criteria ?? [];
      const [person] = group?.demographics ?? [];
      return criterion ? correlatedLabel(names, criterion) : person ? personLabel(names, person) : null;
    }
    case 'CensoringCriteria': {
      const criterion = parseCriterion(reader, node);
      return criterion && criterionLabel(names, criterion);
    }
    default:
      return null;
  }
}

/** An attribute of a criterion, of the `akashi` extension, or of a person. */
function attributeLabel(
  labeller: Labeller,
  path: NodePath,
  key: string,
  parent: NodePath[number] | undefined,
  value: unknown,
): string | null {
  const { names } = labeller;
  const { locale } = names;
  if (value === undefined || value === null) return null;
  if (typeof parent === 'number' && path.at(-3) === 'DemographicCriteriaList') {
    return memberLabel(labeller, [...path.slice(0, -2), 0], { [key]: value });
  }
  const domain = parent === 'akashi' ? path.at(-3) : parent;
  if (typeof domain !== 'string' || !isDomainName(domain)) return null;
  if (key === 'First') return translate(locale, 'label.first');
  if (key === 'CodesetId') return typeof value === 'number' ? names.conceptSet(value) : null;
  const alone = parent === 'akashi' ? { akashi: { [key]: value } } : { [key]: value };
  const criterion: Criterion | null = parseCriterion(labeller.reader, {
    value: { [domain]: alone },
    path: pathText(path),
  });
  const [filter] = criterion?.filters ?? [];
  if (filter) return filterLabel(names, filter);
  const [akashi] = criterion?.akashi ?? [];
  if (akashi) return akashiLabel(names, akashi);
  const source = criterion?.sourceConceptSetId ?? null;
  if (source === null) return null;
  const attribute = attributeName(locale, 'SourceConcept');
  return translate(locale, 'label.filter', { attribute, range: names.conceptSet(source) });
}

function endLabel({ names, reader }: Labeller, path: NodePath, value: unknown): string {
  const place = translate(names.locale, 'place.exit');
  const exit = readExit(reader, { value: value ?? undefined, path: pathText(path) });
  return translate(names.locale, 'label.place', { place, value: exitLabel(names, { exit }) });
}

function conceptSetIds(document: unknown): number[] {
  const expression = isObject(document) && isObject(document.expression) ? document.expression : document;
  const sets = isObject(expression) && Array.isArray(expression.ConceptSets) ? expression.ConceptSets : [];
  return sets.flatMap((set: unknown) => (isObject(set) && typeof set.id === 'number' ? [set.id] : []));
}
