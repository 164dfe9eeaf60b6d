import type { Limit } from '../expression/cohortDefinition.ts';
import { domains } from '../expression/domains.ts';
import { placeOf } from '../sentences/wording.ts';
import type { DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';
import { meaningKey } from './meaningKey.ts';

const longestPad = 365;

/** Limits that do not follow from each other, exits before or at entry, periods that are joined across gaps. */
export function entryExitChecks(visits: DefinitionVisits): DesignWarning[] {
  return [
    ...limitChecks(visits),
    ...exitChecks(visits),
    ...censoringChecks(visits),
    ...collapseChecks(visits),
  ];
}

/** How many of a person's events a limit lets through; a later limit cannot bring back what an earlier one took. */
const breadth: Readonly<Record<Limit, number>> = { First: 0, Last: 1, All: 2 };

function limitChecks({ definition, root }: DefinitionVisits): DesignWarning[] {
  const { entry, additionalCriteria, qualifiedLimit, expressionLimit, inclusionRules } = definition;
  const warnings: DesignWarning[] = [];
  const narrows = (from: Limit, to: Limit): boolean => breadth[to] <= breadth[from];
  const qualified = additionalCriteria === null ? entry.limit : qualifiedLimit;
  if (additionalCriteria !== null && !narrows(entry.limit, qualifiedLimit)) {
    warnings.push(designWarning('limit.progression', [...root, 'QualifiedLimit']));
  }
  if (inclusionRules.length > 0 && !narrows(qualified, expressionLimit)) {
    warnings.push(designWarning('limit.progression', [...root, 'ExpressionLimit']));
  }
  const repeatable = entry.criteria.filter(({ domain, first }) => !first && domains[domain].hasFirst);
  if (entry.limit === 'First' && repeatable.length > 0) {
    warnings.push(designWarning('entry.notFirst', [...root, 'PrimaryCriteria', 'PrimaryCriteriaLimit']));
  }
  return warnings;
}

function exitChecks({ definition, root }: DefinitionVisits): DesignWarning[] {
  const { exit, entry, expressionLimit, conceptSets } = definition;
  const path = [...root, 'EndStrategy'];
  const offset = [...path, 'DateOffset'];
  const era = [...path, 'CustomEra'];
  switch (exit.type) {
    case 'observationEnd':
      return entry.limit === 'All' && expressionLimit === 'All' ? [designWarning('exit.none', path)] : [];
    case 'dateOffset': {
      if (exit.offset < 0) {
        return [designWarning(exit.field === 'start' ? 'exit.beforeEntry' : 'exit.mayPrecedeEntry', offset)];
      }
      if (exit.offset > 0) return [];
      if (exit.field === 'start') return [designWarning('exit.sameDay', offset)];
      return entry.criteria.every(({ domain }) => domains[domain].endColumn === null)
        ? [designWarning('exit.nextDay', offset)]
        : [];
    }
    case 'drugEra': {
      const drug = conceptSets.find(({ id }) => id === exit.conceptSetId);
      const isEntry = entry.criteria.some(
        ({ conceptSetId, sourceConceptSetId }) =>
          conceptSetId === exit.conceptSetId || sourceConceptSetId === exit.conceptSetId,
      );
      return [
        ...(drug !== undefined && drug.items.length === 0
          ? [designWarning('exit.emptyDrug', [...era, 'DrugCodesetId'])]
          : []),
        ...(isEntry ? [] : [designWarning('exit.drugNotInEntry', [...era, 'DrugCodesetId'])]),
        ...(exit.offset < 0 ? [designWarning('exit.mayPrecedeEntry', [...era, 'Offset'])] : []),
        ...(exit.gapDays === 0 ? [designWarning('exit.noGap', [...era, 'GapDays'])] : []),
        ...(exit.daysSupplyOverride === 0
          ? [designWarning('exit.supplyZero', [...era, 'DaysSupplyOverride'])]
          : []),
      ];
    }
  }
}

function censoringChecks({ definition, root }: DefinitionVisits): DesignWarning[] {
  const { censoring, entry, conceptSets, censorWindow } = definition;
  const events = entry.criteria.map((criterion) => ({
    key: meaningKey({ ...criterion, first: false }, conceptSets),
    path: placeOf(criterion.path).slice(0, -1),
  }));
  const { startDate = null, endDate = null } = censorWindow ?? {};
  return [
    ...censoring.flatMap((criterion) => {
      const key = meaningKey({ ...criterion, first: false }, conceptSets);
      const entered = events.find((event) => event.key === key);
      return entered === undefined
        ? []
        : [designWarning('censor.isEntry', placeOf(criterion.path).slice(0, -1), {}, entered.path)];
    }),
    ...(startDate !== null && endDate !== null && startDate > endDate
      ? [designWarning('censorWindow.reversed', [...root, 'CensorWindow'])]
      : []),
  ];
}

function collapseChecks({ definition, root }: DefinitionVisits): DesignWarning[] {
  const { eraPad, exit, entry, expressionLimit, qualifiedLimit } = definition;
  const path = [...root, 'CollapseSettings', 'EraPad'];
  if (eraPad === 0) return [];
  const onePerPerson = [entry.limit, expressionLimit, qualifiedLimit].some((limit) => limit !== 'All');
  if (onePerPerson) return [designWarning('collapse.onePerPerson', path, { days: eraPad })];
  return [
    ...(eraPad > longestPad ? [designWarning('collapse.longPad', path, { days: eraPad })] : []),
    ...(exit.type === 'observationEnd' ? [designWarning('collapse.acrossGaps', path, { days: eraPad })] : []),
  ];
}
