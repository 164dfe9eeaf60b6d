import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type {
  CorrelatedCriterion,
  CriteriaGroup,
  DemographicCriterion,
} from '../expression/criteriaGroup.ts';
import type { Criterion } from '../expression/criterion.ts';
import type { KeyNames } from './keyNames.ts';

/** A definition as live counts see it: parts with keys that are equal where the parts mean the same. */
export interface LivePlan {
  readonly definition: CohortDefinition;
  /** Concept set id → key of its content. */
  readonly setKeys: ReadonlyMap<number, number>;
  /** Names the entry events after observation window and limit. */
  readonly entryKey: string;
  readonly entryCriteria: readonly {
    readonly path: string;
    readonly key: string;
    readonly criterion: Criterion;
  }[];
  readonly additional: PlanGroup | null;
  /** The outermost group of each inclusion rule, at the rule's path. */
  readonly rules: readonly PlanGroup[];
  /** A name for any part: the same for the same content. */
  keyOf(part: unknown): string;
  /** Names exit strategy and censoring criteria. */
  readonly exitKey: string;
}

export type PlanNode = PlanLeaf | PlanGroup;

/** A criterion about an entry event. */
export type PlanLeaf =
  | {
      readonly kind: 'correlated';
      readonly path: string;
      readonly key: string;
      readonly leaf: CorrelatedCriterion;
    }
  | {
      readonly kind: 'demographic';
      readonly path: string;
      readonly key: string;
      readonly leaf: DemographicCriterion;
    };

export interface PlanGroup {
  readonly kind: 'group';
  readonly path: string;
  readonly key: string;
  readonly type: CriteriaGroup['type'];
  readonly count: number;
  readonly members: readonly PlanNode[];
}

export function livePlan(
  definition: CohortDefinition,
  setKeys: ReadonlyMap<number, number>,
  names: KeyNames,
): LivePlan {
  const keyOf = (part: unknown): string => names.of(contentKey(part, setKeys));
  const { entry, additionalCriteria, inclusionRules, exit, censoring } = definition;
  const { priorDays, postDays, limit } = entry;
  const window = { priorDays, postDays };
  return {
    definition,
    setKeys,
    keyOf,
    entryKey: keyOf({ criteria: entry.criteria, window, limit }),
    entryCriteria: entry.criteria.map((criterion) => ({
      path: criterion.path.slice(0, criterion.path.lastIndexOf('.')),
      key: keyOf({ criterion, window }),
      criterion,
    })),
    additional:
      additionalCriteria === null ? null : planGroup(additionalCriteria, additionalCriteria.path, keyOf),
    rules: inclusionRules.map(({ path, group }) => planGroup(group, path, keyOf)),
    exitKey: keyOf({ exit, censoring }),
  };
}

/** Every criterion that index events are asked about. */
export function leavesOf({ additional, rules }: LivePlan): PlanLeaf[] {
  const within = (nodes: readonly PlanNode[]): PlanLeaf[] =>
    nodes.flatMap((node) => (node.kind === 'group' ? within(node.members) : [node]));
  return within([...(additional ? [additional] : []), ...rules]);
}

function planGroup(group: CriteriaGroup, path: string, keyOf: (part: unknown) => string): PlanGroup {
  const { type, count, criteria, demographics, groups } = group;
  return {
    kind: 'group',
    path,
    key: keyOf({ type, count, criteria, demographics, groups }),
    type,
    count,
    members: [
      ...criteria.map((leaf): PlanLeaf => ({ kind: 'correlated', path: leaf.path, key: keyOf(leaf), leaf })),
      ...demographics.map(
        (leaf): PlanLeaf => ({ kind: 'demographic', path: leaf.path, key: keyOf(leaf), leaf }),
      ),
      ...groups.map((member) => planGroup(member, member.path, keyOf)),
    ],
  };
}

/** The JSON of a part without places, and with concept sets named by their content. */
function contentKey(part: unknown, setKeys: ReadonlyMap<number, number>): string {
  return JSON.stringify(part, (key, value: unknown) => {
    if (key === 'path') return undefined;
    const isSet = /conceptSetId$/i.test(key) && typeof value === 'number';
    return isSet ? `set ${setKeys.get(value) ?? -1}` : value;
  });
}
