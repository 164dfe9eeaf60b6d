import type { Criterion } from '../expression/criterion.ts';
import { isObject } from '../expression/definitionReader.ts';
import { demographicAttributes, domains } from '../expression/domains.ts';
import { at } from '../sentences/placeLabel.ts';
import { placeOf } from '../sentences/wording.ts';
import type { DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';

/** Criteria that take in more, or something else, than their author may think. */
export function criterionChecks(visits: DefinitionVisits): DesignWarning[] {
  const { definition, criteria, persons } = visits;
  return [
    ...typeCheck(visits),
    ...criteria.flatMap((criterion) => [
      ...eventChecks(criterion),
      ...emptyAttributes(definition.raw, criterion.path, domains[criterion.domain].attributes),
    ]),
    ...persons.flatMap(({ person }) => [
      ...(person.filters.length === 0 ? [designWarning('person.empty', placeOf(person.path))] : []),
      ...emptyAttributes(definition.raw, person.path, demographicAttributes),
    ]),
  ];
}

function eventChecks(criterion: Criterion): DesignWarning[] {
  const { domain, path, conceptSetId, sourceConceptSetId, first, filters, akashi, dateAdjustment } =
    criterion;
  const warnings: DesignWarning[] = [];
  const place = placeOf(path);
  const unlimited = filters.length === 0 && akashi.length === 0 && criterion.correlated === null;
  const anything = conceptSetId === null && sourceConceptSetId === null && unlimited;
  if (anything && domains[domain].hasConceptSet && domain !== 'Death') {
    warnings.push(designWarning('criterion.anyConcept', place));
  }
  if (first && (!unlimited || sourceConceptSetId !== null)) {
    warnings.push(designWarning('criterion.firstBeforeFilters', place));
  }
  const has = (attribute: string): boolean => filters.some((filter) => filter.attribute === attribute);
  if ((domain === 'Measurement' || domain === 'Observation') && has('ValueAsNumber') && !has('Unit')) {
    warnings.push(designWarning('criterion.valueWithoutUnit', placeOf(path, 'ValueAsNumber')));
  }
  const dose = ['EffectiveDrugDose', 'DoseUnit'].find(has);
  if (dose !== undefined) warnings.push(designWarning('dose.noColumn', placeOf(path, dose)));
  if (dateAdjustment !== null && dateAdjustment.startWith === dateAdjustment.endWith) {
    if (dateAdjustment.startOffset > dateAdjustment.endOffset) {
      warnings.push(designWarning('adjustment.reversed', placeOf(path, 'DateAdjustment')));
    }
  }
  return warnings;
}

/** Says once that records of every kind count (claims, charts, registries), not for every criterion. */
function typeCheck({ definition, root }: DefinitionVisits): DesignWarning[] {
  const untyped = definition.entry.criteria.filter(
    ({ domain, filters }) =>
      Object.keys(domains[domain].attributes).some(isTypeOfRecord) &&
      !filters.some(({ attribute }) => isTypeOfRecord(attribute)),
  );
  const path = [...root, 'PrimaryCriteria'];
  return untyped.length === 0 ? [] : [designWarning('criterion.anyType', path, { count: untyped.length })];
}

function isTypeOfRecord(attribute: string): boolean {
  return attribute.endsWith('Type') && attribute !== 'PeriodType';
}

/** Attributes that are there and ask for nothing, which reading them passes over. */
function emptyAttributes(
  raw: unknown,
  path: string,
  attributes: Readonly<Record<string, unknown>>,
): DesignWarning[] {
  const written = at(raw, placeOf(path));
  if (!isObject(written)) return [];
  return Object.keys(attributes).flatMap((attribute) => {
    const list = written[attribute];
    const selection = written[`${attribute}CS`];
    return [
      ...(Array.isArray(list) && list.length === 0
        ? [designWarning('filter.emptyList', placeOf(path, attribute))]
        : []),
      ...(isObject(selection) && (selection.CodesetId ?? null) === null
        ? [designWarning('filter.emptyConceptSet', placeOf(path, `${attribute}CS`))]
        : []),
    ];
  });
}
