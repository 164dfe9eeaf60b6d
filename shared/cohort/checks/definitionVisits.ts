import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type {
  CorrelatedCriterion,
  CriteriaGroup,
  DemographicCriterion,
} from '../expression/criteriaGroup.ts';
import type { Criterion } from '../expression/criterion.ts';
import { isObject } from '../expression/definitionReader.ts';

/** Where a part stands. */
interface Standing {
  /** Whether it is asked of the index event itself, not of an event around it. */
  readonly ofIndex: boolean;
  /** Whether every entry must meet it: it stands only in groups that ask for all of their members. */
  readonly required: boolean;
  /** Place of the inclusion rule that holds it; null outside the rules. */
  readonly rule: number | null;
}

export interface CorrelatedVisit extends Standing {
  readonly correlated: CorrelatedCriterion;
}
export interface PersonVisit extends Standing {
  readonly person: DemographicCriterion;
}
export interface GroupVisit extends Standing {
  readonly group: CriteriaGroup;
}

/** Every part of a definition once, in its order. */
export interface DefinitionVisits {
  readonly definition: CohortDefinition;
  /** Path of the expression in the file. */
  readonly root: NodePath;
  /** Criteria of every kind: entry, correlated, censoring. */
  readonly criteria: readonly Criterion[];
  readonly correlated: readonly CorrelatedVisit[];
  readonly persons: readonly PersonVisit[];
  /** Without the outermost groups of inclusion rules that are empty. */
  readonly groups: readonly GroupVisit[];
}

/** Walks through a definition. */
export function definitionVisits(definition: CohortDefinition): DefinitionVisits {
  const { raw } = definition;
  const criteria: Criterion[] = [];
  const correlated: CorrelatedVisit[] = [];
  const persons: PersonVisit[] = [];
  const groups: GroupVisit[] = [];

  function visitCriterion(criterion: Criterion): void {
    criteria.push(criterion);
    if (criterion.correlated !== null) {
      visitGroup(criterion.correlated, { ofIndex: false, required: false, rule: null });
    }
  }

  function visitGroup(group: CriteriaGroup, standing: Standing): void {
    groups.push({ ...standing, group });
    const members = group.criteria.length + group.demographics.length + group.groups.length;
    const all =
      group.type === 'ALL' ||
      (members === 1 && group.type === 'ANY') ||
      (group.type === 'AT_LEAST' && group.count === members);
    const inner = { ...standing, required: standing.required && all };
    for (const member of group.criteria) {
      correlated.push({ ...inner, correlated: member });
      visitCriterion(member.criterion);
    }
    for (const person of group.demographics) persons.push({ ...inner, person });
    for (const member of group.groups) visitGroup(member, inner);
  }

  for (const criterion of definition.entry.criteria) visitCriterion(criterion);
  if (definition.additionalCriteria !== null) {
    visitGroup(definition.additionalCriteria, { ofIndex: true, required: true, rule: null });
  }
  for (const [rule, { group }] of definition.inclusionRules.entries()) {
    visitGroup(group, { ofIndex: true, required: true, rule });
  }
  for (const criterion of definition.censoring) visitCriterion(criterion);
  const root = isObject(raw) && isObject(raw.PrimaryCriteria) ? [] : ['expression'];
  return { definition, root, criteria, correlated, persons, groups };
}

/** Whether a criterion asks for absence: nothing, or at most some. */
export function asksForAbsence({ occurrence }: CorrelatedCriterion): boolean {
  return occurrence.type === 'atMost' || (occurrence.type === 'exactly' && occurrence.count === 0);
}

/** Whether at least one event must be there. */
export function asksForPresence({ occurrence }: CorrelatedCriterion): boolean {
  return occurrence.count > 0 && occurrence.type !== 'atMost';
}
