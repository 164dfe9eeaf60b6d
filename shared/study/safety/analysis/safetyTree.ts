import type { Checkpoint } from '../../../stats/outcome.ts';
import { personTreeScan } from '../../../stats/safety/personTreeScan.ts';
import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';
import type { TreeFinding } from '../safetyResult.ts';
import { type CountingRules, eachPersonWithEvents, type RiskWindow, WindowTotals } from './outcomeCounts.ts';

/**
 * Tree-based scan statistic of the exposed against the unexposed: who had an event that counts, once in every branch with
 * one. Under the null a person with an event is exposed with the exposed's share of the days at risk of both groups. An
 * outcome with several above it lies under the first. Branches with an excess, the least likely first.
 */
export function safetyTree(
  persons: SafetyPersons,
  window: RiskWindow,
  events: SafetyEvents,
  rules: CountingRules,
  options: { readonly replications: number; readonly seed: number; readonly checkpoint?: Checkpoint },
): TreeFinding<number>[] {
  const { days } = new WindowTotals(persons, window);
  const [exposedDays = 0, unexposedDays = 0] = days;
  if (exposedDays === 0 || unexposedDays === 0) return [];
  const probability = exposedDays / (exposedDays + unexposedDays);
  const placeOf = new Int32Array(persons.rows).fill(-1);
  const exposed: number[] = [];
  const person: number[] = [];
  const node: number[] = [];
  events.outcomes.forEach((_, outcome) => {
    eachPersonWithEvents(window, events, outcome, rules, (row, _days, _atRisk, counted) => {
      const group = persons.group[row] as number;
      if (counted === 0 || group > 1) return;
      if (placeOf[row] === -1) {
        placeOf[row] = exposed.length;
        exposed.push(group === 0 ? 1 : 0);
      }
      person.push(placeOf[row] as number);
      node.push(outcome);
    });
  });
  const cuts = personTreeScan(
    { parent: Int32Array.from(events.outcomes, ({ parents }) => parents[0] ?? -1) },
    {
      person: Int32Array.from(person),
      node: Int32Array.from(node),
      exposed: Uint8Array.from(exposed),
      probability,
    },
    options,
  );
  return cuts
    .filter(({ logLikelihoodRatio }) => logLikelihoodRatio > 0)
    .sort((a, b) => b.logLikelihoodRatio - a.logLikelihoodRatio || a.node - b.node)
    .map((cut) => {
      const { id = '', code = '', name = '' } = events.outcomes[cut.node] ?? {};
      return {
        id,
        code,
        name,
        exposed: cut.observed,
        unexposed: Math.round(cut.expected / probability) - cut.observed,
        expected: cut.expected,
        logLikelihoodRatio: cut.logLikelihoodRatio,
        p: cut.p,
      };
    });
}
