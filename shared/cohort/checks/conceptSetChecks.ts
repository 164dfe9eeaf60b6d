import type { ConceptSet } from '../../vocabulary/conceptSet.ts';
import { conceptSetKey } from '../../vocabulary/conceptSet.ts';
import { isObject } from '../expression/definitionReader.ts';
import { type DomainName, domains } from '../expression/domains.ts';
import { placeOf } from '../sentences/wording.ts';
import type { DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';

/** Concept sets that nobody uses, that hold nothing, that repeat or contradict themselves or each other. */
export function conceptSetChecks(visits: DefinitionVisits): DesignWarning[] {
  const { definition, root } = visits;
  const used = usedConceptSets(visits);
  const first = new Map<string, number>();
  return definition.conceptSets.flatMap((set, i) => {
    const path = [...root, 'ConceptSets', i];
    const key = conceptSetKey(set.items);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, i);
    const warnings: DesignWarning[] = [];
    if (!used.has(set.id)) warnings.push(designWarning('conceptSet.unused', path));
    if (set.items.length === 0) warnings.push(designWarning('conceptSet.empty', path));
    else if (set.items.every(({ isExcluded }) => isExcluded)) {
      warnings.push(designWarning('conceptSet.allExcluded', path));
    } else if (twin !== undefined) {
      warnings.push(designWarning('conceptSet.duplicate', path, {}, [...root, 'ConceptSets', twin]));
    }
    return [...warnings, ...itemChecks(set, path)];
  });
}

function itemChecks({ items }: ConceptSet, path: readonly (string | number)[]): DesignWarning[] {
  const included = new Map<number, number>();
  const seen = new Map<string, number>();
  for (const [j, { conceptId, isExcluded }] of items.entries()) {
    if (!isExcluded && !included.has(conceptId)) included.set(conceptId, j);
  }
  return items.flatMap((item, j) => {
    const place = (at: number) => [...path, 'expression', 'items', at];
    const key = conceptSetKey([item]);
    const twin = seen.get(key);
    seen.set(key, twin ?? j);
    if (twin !== undefined) return [designWarning('conceptSet.repeatedItem', place(j), {}, place(twin))];
    const other = item.isExcluded ? included.get(item.conceptId) : undefined;
    // Taking in the descendants of a concept without itself is a common way to write a set.
    const takesAll =
      other !== undefined && (item.includeDescendants || items[other]?.includeDescendants === false);
    return takesAll ? [designWarning('conceptSet.contradiction', place(j), {}, place(other))] : [];
  });
}

/** Concept sets whose concepts, as the document describes them, are of another domain than where they are looked for. */
export function domainChecks({ definition, criteria, root }: DefinitionVisits): DesignWarning[] {
  const domainsOf = new Map(
    definition.conceptSets.map(({ id }, i) => [
      id,
      conceptDomains(definition.raw, [...root, 'ConceptSets', i]),
    ]),
  );
  const wrong = (set: number | null, domain: DomainName): boolean => {
    const found = set === null ? undefined : domainsOf.get(set);
    const wanted = conceptDomain[domain];
    return found !== undefined && found.size > 0 && wanted !== undefined && !found.has(wanted);
  };
  const { exit } = definition;
  const { exitPath } = { exitPath: [...root, 'EndStrategy', 'CustomEra', 'DrugCodesetId'] };
  return [
    ...criteria
      .filter(({ domain, conceptSetId }) => domains[domain].hasConceptSet && wrong(conceptSetId, domain))
      .map(({ path }) => designWarning('conceptSet.domainMismatch', placeOf(path, 'CodesetId'))),
    ...(exit.type === 'drugEra' && wrong(exit.conceptSetId, 'DrugExposure')
      ? [designWarning('conceptSet.domainMismatch', exitPath)]
      : []),
  ];
}

/** `domain_id` of the concepts that stand in a domain's concept column. */
const conceptDomain: Readonly<Partial<Record<DomainName, string>>> = {
  ConditionEra: 'condition',
  ConditionOccurrence: 'condition',
  DeviceExposure: 'device',
  DoseEra: 'drug',
  DrugEra: 'drug',
  DrugExposure: 'drug',
  Measurement: 'measurement',
  Observation: 'observation',
  ProcedureOccurrence: 'procedure',
  Specimen: 'specimen',
  VisitDetail: 'visit',
  VisitOccurrence: 'visit',
};

function conceptDomains(raw: unknown, path: readonly (string | number)[]): Set<string> {
  const found = new Set<string>();
  const set = path.reduce<unknown>(
    (value, key) =>
      Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[String(key)] : undefined,
    raw,
  );
  const items = isObject(set) && isObject(set.expression) ? set.expression.items : undefined;
  if (!Array.isArray(items)) return found;
  for (const item of items) {
    if (!isObject(item) || item.isExcluded === true || !isObject(item.concept)) continue;
    const { DOMAIN_ID: domain } = item.concept;
    // Any concept of unknown or mixed domain (`Condition/Device`) may be looked for anywhere.
    if (typeof domain !== 'string' || domain === '' || domain.includes('/')) return new Set();
    found.add(domain.toLowerCase());
  }
  return found;
}

/** Ids of the concept sets that the definition refers to. */
export function usedConceptSets({ definition, criteria, persons }: DefinitionVisits): Set<number> {
  const used = new Set<number>();
  const note = (id: number | null): void => {
    if (id !== null) used.add(id);
  };
  const filters = [...criteria, ...persons.map(({ person }) => person)].flatMap((part) => part.filters);
  for (const filter of filters) if (filter.kind === 'conceptSet') note(filter.conceptSetId);
  for (const { conceptSetId, sourceConceptSetId } of criteria) {
    note(conceptSetId);
    note(sourceConceptSetId);
  }
  if (definition.exit.type === 'drugEra') note(definition.exit.conceptSetId);
  return used;
}
