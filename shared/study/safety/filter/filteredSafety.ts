import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import type { PublishedCount } from '../../../disclosure/publishedCount.ts';
import type { SafetyAnalysis } from '../analysis/analyseSafety.ts';
import type {
  ControlStrip,
  ExposureSummary,
  SafetyFilter,
  SafetyResult,
  TreeFinding,
} from '../safetyResult.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import type { FilterDecision } from './decideFilters.ts';
import { filteredTable } from './filteredTable.ts';
import { SafetyViews } from './safetyViews.ts';

/** A study that was run, with what its filters may show. */
export interface FilteredStudy {
  readonly study: SafetySpecification;
  readonly parts: SafetyAnalysis['parts'];
  readonly published: SafetyResult;
  readonly decision: FilterDecision;
  readonly rules: OutputRules;
}

/**
 * The dashboard of a part of the persons. Its outcomes are those of the whole study. Every figure is worked out from
 * counts that are shown under this filter or another, so that nothing but the decision on those says what can be known.
 * The funnel is of the whole study alone, and empty.
 *
 * @param part the calculation of the filter's persons in the first time-at-risk: its tree, days and doses
 */
export function filteredSafety(
  whole: FilteredStudy,
  filter: SafetyFilter,
  view: number,
  part: SafetyAnalysis,
  provenance: SafetyResult['provenance'],
): SafetyResult {
  const { published, decision } = whole;
  const tables = published.timesAtRisk.map((_, t) => filteredTable(whole, t, view));
  const first = decision.tables[0]?.groups ?? [];
  const isEverybodyShown = first.map(({ everybody }) => everybody[view] === 0);
  return {
    ...published,
    filter,
    exposure: publishExposure(part, isEverybodyShown, whole.rules),
    timesAtRisk: tables.map(({ table }) => table),
    tree: isEverybodyShown[0] && isEverybodyShown[1] ? publishTree(whole, view, part) : [],
    controls: published.controls && (tables[0]?.strips.get(1) ?? emptyStrip(published.controls)),
    comparisons: tables.reduce((sum, { comparisons }) => sum + comparisons, 0),
    provenance,
  };
}

function emptyStrip({ asked }: ControlStrip): ControlStrip {
  return { asked, estimable: 0, nullMean: null, nullSd: null, systematicError: null, points: [] };
}

function publishExposure(
  { result, withDose }: SafetyAnalysis,
  isShown: readonly boolean[],
  rules: OutputRules,
): ExposureSummary {
  const groups = result.exposure.groups.map(({ group, persons, personYears, days }, g) => ({
    group,
    persons: isShown[g] ? persons : withheld(rules),
    personYears: isShown[g] ? personYears : null,
    days: isShown[g] ? days : null,
  }));
  const hidesDose = !isShown[0] || isSmall(withDose, rules);
  return { funnel: [], groups, dose: hidesDose ? null : result.exposure.dose };
}

function withheld({ minimumCell }: OutputRules): PublishedCount {
  return { withheld: 'complementary', below: minimumCell };
}

/** Findings whose persons are counted as in the table, where the table may show them. */
function publishTree(
  { published, parts, decision, study }: FilteredStudy,
  view: number,
  { result }: SafetyAnalysis,
): TreeFinding[] {
  const views = new SafetyViews(study.ageBreaks.length + 1);
  const places = new Map(published.timesAtRisk[0]?.rows.map(({ id }, i) => [id, i]));
  return result.tree.filter(({ id, exposed, unexposed }) => {
    const row = places.get(id);
    const counts = row === undefined ? undefined : parts[0]?.rows[row];
    if (row === undefined || counts === undefined) return false;
    return [exposed, unexposed].every((count, g) => {
      const isHidden = decision.tables[0]?.groups[g]?.events[row]?.[view] !== 0;
      return !isHidden && views.counts(counts, g)[view]?.withEvent === count;
    });
  });
}
