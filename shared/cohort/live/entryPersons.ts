import { type Bits, countBits, eachBit, noBits, setBit } from '../../disclosure/bits.ts';
import type { PersonSet } from '../../disclosure/shownSets.ts';
import type { CohortDefinition, Limit } from '../expression/cohortDefinition.ts';
import type { LiveEntry } from './liveEntry.ts';
import { noDay } from './personEvents.ts';

/** Exit of an event that makes no cohort period. */
export const noExit = noDay;

/** Only each person's earliest or latest event, as the compiler chooses it: ties go to the smaller event id. */
export function limitedEvents({ personOf, startOf, size }: LiveEntry, events: Bits, limit: Limit): Bits {
  if (limit === 'All') return events;
  const kept = noBits(size);
  let person = -1;
  let chosen = -1;
  eachBit(events, (event) => {
    if (personOf[event] !== person) {
      if (chosen >= 0) setBit(kept, chosen);
      person = personOf[event] ?? -1;
      chosen = event;
    } else if (limit === 'Last' && (startOf[event] ?? 0) > (startOf[chosen] ?? 0)) chosen = event;
  });
  if (chosen >= 0) setBit(kept, chosen);
  return kept;
}

/** Whether exits can leave a person without any cohort period. */
export function exitsMatter({ exit, censorWindow }: CohortDefinition): boolean {
  const mayEndBefore = exit.type === 'dateOffset' && (exit.field === 'end' || exit.offset < 0);
  const { startDate = null, endDate = null } = censorWindow ?? {};
  return mayEndBefore || startDate !== null || endDate !== null;
}

/**
 * Persons with a cohort period: included events that end before they start make none, periods at most eraPad days
 * apart become one, and the censor window takes away those outside it.
 * @param exits day of exit by event, {@link noExit} for none
 */
export function personsWithPeriods(
  definition: CohortDefinition,
  entry: LiveEntry,
  included: Bits,
  exits: Int32Array,
): PersonSet {
  const { startDate = null, endDate = null } = definition.censorWindow ?? {};
  const [from, to] = [dayOf(startDate, Number.NEGATIVE_INFINITY), dayOf(endDate, Number.POSITIVE_INFINITY)];
  const pad = definition.eraPad;
  const bits = noBits(entry.persons);
  let person = -1;
  let start = 0;
  let end = Number.NEGATIVE_INFINITY;
  const settle = (): void => {
    if (person >= 0 && Math.max(start, from) <= Math.min(end, to)) setBit(bits, person);
  };
  eachBit(included, (event) => {
    const exit = exits[event] ?? noExit;
    if (exit === noExit) return;
    const first = entry.startOf[event] ?? 0;
    if (entry.personOf[event] === person && end + pad >= first) {
      end = Math.max(end, exit);
      return;
    }
    settle();
    person = entry.personOf[event] ?? -1;
    start = first;
    end = exit;
  });
  settle();
  return { bits, count: countBits(bits) };
}

function dayOf(iso: string | null, otherwise: number): number {
  return iso === null ? otherwise : Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}
