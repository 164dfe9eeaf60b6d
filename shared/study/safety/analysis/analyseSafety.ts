import { sortedQuantile } from '../../../stats/descriptive/quantile.ts';
import type { Checkpoint } from '../../../stats/outcome.ts';
import { derivedSeed } from '../../analysis/derivedSeed.ts';
import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';
import type { ExposureSummary, SafetyGroup, SafetyResult } from '../safetyResult.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { daysPerYear } from './compareGroups.ts';
import { controlStrip } from './controlStrip.ts';
import { type CountingRules, type RiskWindow, WindowTotals } from './outcomeCounts.ts';
import { safetyGroups } from './outcomeCurves.ts';
import {
  type AnalysedControls,
  type AnalysedTable,
  presentGroups,
  safetyTable,
  type TableParts,
} from './safetyTable.ts';
import { safetyTree } from './safetyTree.ts';
import { StrataCells } from './strataCounts.ts';

export interface SafetyStudyData {
  readonly studyHash: string;
  readonly study: SafetySpecification;
  readonly persons: SafetyPersons;
  readonly events: SafetyEvents;
  /** Events of the negative controls, in the study's order; null: the study has none. */
  readonly controls: SafetyEvents | null;
}

/** The dashboard with what output rules need beside it. Nothing here is published. */
export interface SafetyAnalysis {
  readonly result: Omit<SafetyResult<number>, 'provenance' | 'filter'>;
  /** Of the first time-at-risk: the exposed against the unexposed. */
  readonly controls: AnalysedControls | null;
  /** Persons at risk of anything by time-at-risk and group, in the order of the tables. */
  readonly persons: readonly (readonly number[])[];
  /** Exposed of whom the dose is known. */
  readonly withDose: number;
  /** By time-at-risk. */
  readonly parts: readonly TableParts[];
}

/** How events are counted in a study. */
export function countingRules({ events }: SafetySpecification): CountingRules {
  return { cleanWindowDays: events.cleanWindowDays, count: events.count };
}

/**
 * The whole dashboard of a safety study: who was exposed, an event table for every time-at-risk, the tree and the strip
 * of negative controls. A pure function of persons, events and the seed.
 */
export function analyseSafety(data: SafetyStudyData, checkpoint?: Checkpoint): SafetyAnalysis {
  const { study, persons, events } = data;
  const rules = countingRules(study);
  const cells = new StrataCells(persons, study.ageBreaks);
  const hasTree = events.outcomes.some(({ parents }) => parents.length > 0);
  const steps = persons.windows.length + 1;
  const stepOf =
    (step: number): Checkpoint =>
    (fraction) =>
      checkpoint?.((step + fraction) / steps);
  const tables = persons.windows.map(
    (window, k): AnalysedTable =>
      safetyTable(persons, window, cells, events, data.controls, {
        rules,
        minimumPersons: study.events.minimumPersons,
        level: study.multiplicity.level,
        checkpoint: stepOf(k),
      }),
  );
  const first = persons.windows[0];
  const tree =
    first && hasTree
      ? safetyTree(persons, first, events, rules, {
          replications: study.tree.replications,
          seed: derivedSeed(study.seed, 'tree'),
          checkpoint: stepOf(persons.windows.length),
        })
      : [];
  const controls = data.controls && (tables[0]?.controls.find((own) => own.with === 'unexposed') ?? null);
  return {
    controls,
    persons: tables.map((table) => table.persons),
    withDose: dosesOf(persons).length,
    parts: tables.map(({ parts }) => parts),
    result: {
      studyHash: data.studyHash,
      name: study.name,
      seed: study.seed,
      ageBands: ageBandsOf(study),
      exposure: exposureSummary(persons, first),
      timesAtRisk: tables.map(({ table }) => table),
      tree,
      controls: data.controls && (controls?.strip ?? controlStrip([])),
      comparisons: tables.reduce((sum, table) => sum + table.comparisons, 0),
    },
  };
}

/** The age bands that strata and filters are made of. */
export function ageBandsOf({ ageBreaks }: SafetySpecification): SafetyResult['ageBands'] {
  return [0, ...ageBreaks].map((from, band) => {
    const next = ageBreaks[band];
    return { from, to: next === undefined ? null : next - 1 };
  });
}

/** Persons of the groups, with days of the first time-at-risk and the doses of the exposed. */
export function exposureSummary(
  persons: SafetyPersons,
  first: RiskWindow | undefined,
): ExposureSummary<number> {
  const totals = first && new WindowTotals(persons, first);
  return {
    funnel: persons.funnel,
    groups: presentGroups(persons).map((g) => ({
      group: safetyGroups[g] as SafetyGroup,
      persons: totals?.persons[g] ?? 0,
      personYears: totals ? (totals.days[g] as number) / daysPerYear : null,
      days: first ? quartiles(daysOf(persons, first, g)) : null,
    })),
    dose: quartiles(dosesOf(persons)),
  };
}

function dosesOf({ dailyDose, group }: SafetyPersons): Float64Array {
  return dailyDose.filter((dose, row) => group[row] === 0 && !Number.isNaN(dose));
}

function daysOf({ group }: SafetyPersons, { from, to }: RiskWindow, g: number): Float64Array {
  const days: number[] = [];
  group.forEach((own, row) => {
    const atRisk = (to[row] as number) - (from[row] as number) + 1;
    if (own === g && atRisk > 0) days.push(atRisk);
  });
  return Float64Array.from(days);
}

function quartiles(
  values: Float64Array,
): { readonly lower: number; readonly median: number; readonly upper: number } | null {
  if (values.length === 0) return null;
  const sorted = values.sort();
  return {
    lower: sortedQuantile(sorted, 0.25),
    median: sortedQuantile(sorted, 0.5),
    upper: sortedQuantile(sorted, 0.75),
  };
}
