import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import { NearCounts } from '../../result/nearCounts.ts';
import type { SafetyAnalysis } from '../analysis/analyseSafety.ts';
import {
  type ControlStrip,
  type ExposureSummary,
  noFilter,
  type ReportedRow,
  type SafetyResult,
  type SafetyRow,
  type TreeFinding,
} from '../safetyResult.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { publishUnless } from './publishRates.ts';
import { childrenOf, publishTables, shownEvents } from './publishTables.ts';
import { withheldInTree } from './withheldInTree.ts';

/** Two figures tell of the null distribution: of fewer controls than this that are not shown they would tell too much. */
const fewestHiddenControls = 3;

/**
 * The dashboard of a safety study as it may be shown. Counts of persons are decided over the hierarchy and over the
 * times-at-risk; what would tell a withheld one is null. Findings of the tree with a withheld count are left out.
 *
 * Not covered: negative controls that nearly are an outcome of the table; what can only be narrowed, not solved, from
 * standard errors.
 * @param show decides on a group's persons together with all sets shown of the release, by group of the study
 */
export function publishSafety(
  { result, controls, persons, withDose }: SafetyAnalysis,
  provenance: SafetyResult['provenance'],
  study: SafetySpecification,
  rules: OutputRules,
  show: (group: SafetyResult['exposure']['groups'][number]['group']) => PublishedCount | null = () => null,
): SafetyResult {
  const families = result.exposure.groups.map(() => new NearCounts(rules));
  const exposure = publishExposure(result.exposure, families, withDose, rules, show);
  const hidden = persons.map((of) => of.map((count, g) => isWithheld(families[g]?.publish(count) ?? count)));
  const timesAtRisk = publishTables(
    result.timesAtRisk,
    study.timesAtRisk,
    persons,
    (table, group) => hidden[table]?.[group] ?? true,
    rules,
    study.multiplicity.level,
  );
  return {
    ...result,
    filter: noFilter,
    exposure,
    timesAtRisk,
    tree: publishTree(result.tree, timesAtRisk[0], rules),
    controls: result.controls && publishControls(result.controls, controls?.withEvent ?? [], rules),
    provenance,
  };
}

function publishExposure(
  { funnel, groups, dose }: ExposureSummary<number>,
  families: readonly NearCounts[],
  withDose: number,
  rules: OutputRules,
  show: (group: SafetyResult['exposure']['groups'][number]['group']) => PublishedCount | null,
): ExposureSummary {
  const own = groups.map(({ group, persons, personYears, days }, g) => {
    const family = families[g] as NearCounts;
    const decided = show(group);
    const published =
      decided === null || !isWithheld(decided) ? family.publish(persons) : family.decided(persons, decided);
    const isHidden = isWithheld(published);
    return {
      group,
      persons: published,
      personYears: isHidden ? null : personYears,
      days: isHidden ? null : days,
    };
  });
  const of = (group: string): NearCounts =>
    families[groups.findIndex((one) => one.group === group)] ?? new NearCounts(rules);
  const [exposed, comparator] = [of('exposed'), of('comparator')];
  const isDoseHidden =
    isSmall(withDose, rules) || own.some((one) => one.group === 'exposed' && isWithheld(one.persons));
  return {
    groups: own,
    // The last steps are what the groups are: they are decided first.
    funnel: [...funnel]
      .reverse()
      .map((step) => ({
        step: step.step,
        exposed: exposed.publish(step.exposed),
        comparator: comparator.publish(step.comparator),
      }))
      .reverse(),
    dose: isDoseHidden ? null : dose,
  };
}

function publishTree(
  tree: readonly TreeFinding<number>[],
  table: SafetyResult['timesAtRisk'][number] | undefined,
  rules: OutputRules,
): TreeFinding[] {
  const found = new Map(tree.map((finding) => [finding.id, finding]));
  const rows = table?.rows.filter(({ id }) => found.has(id)) ?? [];
  const above = nearestAbove(table?.rows ?? [], found);
  const children = childrenOf(rows.map(({ id }) => ({ id, parents: above(id) })));
  const hidden = ['exposed' as const, 'unexposed' as const].map((side, g) => {
    const shown = shownEvents(table, g);
    const counts = rows.map(({ id }) => found.get(id)?.[side] ?? 0);
    const seed = rows.flatMap(({ id }, i) => {
      const beside = shown.get(id);
      return beside === undefined || isSmall(Math.abs(beside - (counts[i] as number)), rules) ? [i] : [];
    });
    return withheldInTree(counts, children, rules, seed);
  });
  const isShown = new Set(rows.flatMap(({ id }, i) => (hidden.some((of) => of.has(i)) ? [] : [id])));
  return tree.filter(({ id }) => isShown.has(id));
}

/** The nearest outcomes above one that are among those found. */
function nearestAbove(
  rows: readonly SafetyRow[],
  found: ReadonlyMap<string, unknown>,
): (id: string) => string[] {
  const parents = new Map(rows.map((row) => [row.id, row.parents]));
  const climb = (id: string): string[] =>
    (parents.get(id) ?? []).flatMap((parent) => (found.has(parent) ? [parent] : climb(parent)));
  return (id) => [...new Set(climb(id))];
}

/** Points of ample controls: an estimate with its error tells the events on either side. */
function publishControls(
  strip: ControlStrip,
  withEvent: readonly (readonly [number, number])[],
  rules: OutputRules,
): ControlStrip {
  // Estimable are those with events on both sides, in the order in which they were asked.
  const fewest = withEvent.filter(([a, b]) => a > 0 && b > 0).map((pair) => Math.min(...pair));
  const hidden = new Set(strip.points.flatMap((_, k) => (isSmall(fewest[k] ?? 1, rules) ? [k] : [])));
  if (fewest.length !== strip.points.length) return { ...strip, points: [] };
  const byCount = [...strip.points.keys()].sort(
    (a, b) => (fewest[a] as number) - (fewest[b] as number) || a - b,
  );
  for (const k of byCount) {
    if (hidden.size === 0 || hidden.size >= fewestHiddenControls) break;
    hidden.add(k);
  }
  const points = strip.points.filter((_, k) => !hidden.has(k));
  const isTold = hidden.size > 0 && hidden.size < fewestHiddenControls;
  const error = isTold ? { nullMean: null, nullSd: null, systematicError: null } : {};
  return { ...strip, ...error, points };
}

/** Reports beside what may be shown of the observed: reports are public, cases follow the table. */
export function publishReported(
  reported: readonly ReportedRow<number>[],
  table: SafetyResult['timesAtRisk'][number] | undefined,
  rules: OutputRules,
): ReportedRow[] {
  const rows = new Map(table?.rows.map((row) => [row.id, row]));
  return reported.map((own): ReportedRow => {
    const [exposed, unexposed] = rows.get(own.id)?.groups ?? [];
    const isShown = exposed !== undefined && exposed.rate !== null && unexposed?.rate != null;
    return {
      ...own,
      observed: publishUnless(own.observed, exposed === undefined || isWithheld(exposed.events), rules),
      expected: isShown ? own.expected : null,
      excess: isShown ? own.excess : null,
      reportingFraction: isShown ? own.reportingFraction : null,
    };
  });
}
