import { domains } from '../reference/criteria.ts';
import {
  attributeKinds,
  demographicKinds,
  domainsWithConceptSet,
  domainsWithDateAdjustment,
  domainsWithFirst,
} from './attributeKinds.ts';

type Json = Readonly<Record<string, unknown>>;

/** A feature of the language and, in the same expression, what the feature's absence would be. */
export interface Feature {
  readonly name: string;
  /** The expression without it, to see whether it changes anything. */
  readonly without: unknown;
}

/** Every feature that a run of the property tests must reach. */
export function wantedFeatures(): string[] {
  const wanted = new Set<string>();
  for (const [domain, kinds] of Object.entries(attributeKinds)) {
    wanted.add(`domain ${domain}`);
    for (const key of Object.keys(kinds)) wanted.add(`${domain}.${key}`);
    for (const column of Object.keys(domains.get(domain)?.distinct ?? {})) {
      wanted.add(`distinct ${domain}.${column}`);
    }
    if (domainsWithFirst.has(domain)) wanted.add(`${domain}.First`);
    if (domainsWithConceptSet.has(domain)) wanted.add(`${domain}.CodesetId`);
    if (domainsWithDateAdjustment.has(domain)) wanted.add(`${domain}.DateAdjustment`);
    wanted.add(`${domain}.CorrelatedCriteria`);
  }
  for (const key of Object.keys(demographicKinds)) wanted.add(`demographic ${key}`);
  for (const op of ['lt', 'lte', 'eq', '!eq', 'gt', 'gte', 'bt', '!bt']) wanted.add(`op ${op}`);
  for (const op of ['contains', 'startsWith', 'endsWith']) wanted.add(`op ${op}`).add(`op !${op}`);
  for (const type of ['ALL', 'ANY', 'AT_LEAST', 'AT_MOST']) wanted.add(`group ${type}`);
  for (const limit of ['PrimaryCriteriaLimit', 'QualifiedLimit', 'ExpressionLimit']) {
    for (const type of ['All', 'First', 'Last']) wanted.add(`${limit} ${type}`);
  }
  for (const type of ['exactly', 'at most', 'at least']) wanted.add(`occurrence ${type}`);
  for (const column of ['START_DATE', 'END_DATE', 'VISIT_ID']) wanted.add(`distinct ${column}`);
  for (const side of ['StartWindow', 'EndWindow']) {
    for (const key of ['open start', 'open end', 'UseIndexEnd', 'UseEventEnd']) wanted.add(`${side} ${key}`);
  }
  for (const name of others) wanted.add(name);
  return [...wanted];
}

/** Columns that every domain counts the same way are one feature; a domain's own column is one of its own. */
export function distinctFeature(domain: string, column: string): string {
  const shared = ['START_DATE', 'END_DATE', 'VISIT_ID'].includes(column);
  return `distinct ${shared ? '' : `${domain}.`}${column}`;
}

const others = [
  'PriorDays',
  'PostDays',
  'AdditionalCriteria',
  'inclusion rule',
  'sub-group',
  'RestrictVisit',
  'IgnoreObservationPeriod',
  'DateOffset StartDate',
  'DateOffset EndDate',
  'CustomEra',
  'CustomEra GapDays',
  'CustomEra Offset',
  'CustomEra DaysSupplyOverride',
  'CensoringCriteria',
  'EraPad',
  'CensorWindow StartDate',
  'CensorWindow EndDate',
  'isExcluded',
  'includeDescendants',
  'includeMapped',
  'type excluded',
  'IsExclusion',
];

/** The features that an expression uses, each with the expression that lacks only this one use of it. */
export function featuresOf(expression: unknown): Feature[] {
  const found: Feature[] = [];
  const visit = (node: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(node)) for (const [i, item] of node.entries()) visit(item, [...path, i]);
    else if (node !== null && typeof node === 'object') {
      for (const [key, value] of Object.entries(node)) {
        for (const [name, replacement] of namesOf(key, value, node as Json, path)) {
          found.push({ name, without: replaced(expression, [...path, key], replacement) });
        }
        visit(value, [...path, key]);
      }
    }
  };
  visit(expression, []);
  return found;
}

const absent = Symbol('absent');
type Naming = readonly [name: string, replacement: unknown];

/** The features that one key with this value stands for, and what to put there instead. */
function namesOf(key: string, value: unknown, parent: Json, path: readonly (string | number)[]): Naming[] {
  const owner = path.at(-1);
  const names: Naming[] = [];
  const add = (name: string, replacement: unknown = absent): void => {
    names.push([name, replacement]);
  };
  if (value === null || value === undefined) return names;
  const domain = typeof owner === 'string' && owner in attributeKinds ? owner : null;
  if (key in attributeKinds) add(`domain ${key}`);
  if (domain && !key.endsWith('Exclude')) add(`${domain}.${key}`);
  if (domain && key.endsWith('Exclude') && value === true) add('type excluded', false);
  if (path.at(-2) === 'DemographicCriteriaList') add(`demographic ${key}`);
  if (key === 'Op') add(`op ${value}`, otherOp(String(value)));
  if (key === 'Type' && typeof value === 'string' && 'CriteriaList' in parent)
    add(`group ${value}`, value === 'ANY' ? 'ALL' : 'ANY');
  if (/Limit$/.test(key)) {
    const type = (value as Json).Type as string;
    add(`${key} ${type}`, { Type: type === 'All' ? 'First' : 'All' });
  }
  if (key === 'Occurrence') names.push(...occurrenceNames(value as Json, parent));
  if (key === 'StartWindow' || key === 'EndWindow') names.push(...windowNames(key, value as Json));
  if (
    [
      'RestrictVisit',
      'IgnoreObservationPeriod',
      'IsExclusion',
      'isExcluded',
      'includeDescendants',
      'includeMapped',
    ].includes(key) &&
    value === true
  )
    add(key, false);
  if (['PriorDays', 'PostDays', 'EraPad'].includes(key) && value !== 0) add(key, 0);
  if (key === 'AdditionalCriteria') add(key);
  if (key === 'InclusionRules') for (const _ of value as unknown[]) add('inclusion rule', []);
  if (key === 'Groups') for (const _ of value as unknown[]) add('sub-group', []);
  if (key === 'CensoringCriteria' && (value as unknown[]).length > 0) add(key);
  if (key === 'DateOffset') add(`DateOffset ${(value as Json).DateField}`);
  if (key === 'CustomEra') add('CustomEra');
  if (owner === 'CustomEra' && ['GapDays', 'Offset'].includes(key) && value !== 0) add(`CustomEra ${key}`, 0);
  if (owner === 'CustomEra' && key === 'DaysSupplyOverride') add(`CustomEra ${key}`);
  if (owner === 'CensorWindow') add(`CensorWindow ${key}`);
  return names;
}

function otherOp(op: string): string {
  if (op.startsWith('!')) return op.slice(1);
  return ['contains', 'startsWith', 'endsWith', 'bt', 'eq'].includes(op) ? `!${op}` : 'eq';
}

function occurrenceNames(occurrence: Json, parent: Json): Naming[] {
  const names: Naming[] = [];
  const types = ['exactly', 'at most', 'at least'];
  const type = occurrence.Type as number;
  names.push([`occurrence ${types[type]}`, { ...occurrence, Type: (type + 1) % 3 }]);
  if (occurrence.IsDistinct) {
    const column = (occurrence.CountColumn as string | undefined) ?? 'DOMAIN_CONCEPT';
    const domain = Object.keys(parent.Criteria as Json)[0] ?? '';
    names.push([distinctFeature(domain, column), { ...occurrence, IsDistinct: false }]);
  }
  return names;
}

function windowNames(side: string, window: Json): Naming[] {
  const names: Naming[] = [];
  for (const [endpoint, name] of [
    ['Start', 'open start'],
    ['End', 'open end'],
  ] as const) {
    const value = window[endpoint] as Json;
    if (value.Days === null)
      names.push([`${side} ${name}`, { ...window, [endpoint]: { ...value, Days: 0 } }]);
  }
  for (const key of ['UseIndexEnd', 'UseEventEnd']) {
    if (window[key] === true) names.push([`${side} ${key}`, { ...window, [key]: false }]);
  }
  return names;
}

function replaced(node: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(node)) {
    return node.flatMap((item, i) => {
      if (i !== head) return [item];
      return rest.length === 0 && value === absent ? [] : [replaced(item, rest, value)];
    });
  }
  const entries = Object.entries(node as Json).flatMap(([key, item]) => {
    if (key !== head) return [[key, item] as const];
    return rest.length === 0 && value === absent ? [] : [[key, replaced(item, rest, value)] as const];
  });
  return Object.fromEntries(entries);
}
