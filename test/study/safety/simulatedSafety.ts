import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type {
  SafetyEvents,
  SafetyOutcome,
  SafetyPersons,
} from '../../../shared/study/safety/safetyPersons.ts';

export interface SimulatedPerson {
  readonly group: number;
  readonly age?: number;
  readonly sex?: number;
  readonly from?: number;
  readonly to?: number;
  readonly institution?: number;
  readonly dose?: number;
  readonly death?: number;
}

export function personsOf(all: readonly SimulatedPerson[]): SafetyPersons {
  const column = (of: (one: SimulatedPerson) => number): Int32Array => Int32Array.from(all, of);
  return {
    rows: all.length,
    personNo: Int32Array.from(all.keys()),
    group: Uint8Array.from(all, ({ group }) => group),
    matchedTo: Int32Array.from(all.keys()),
    indexDay: new Int32Array(all.length),
    age: column(({ age }) => age ?? 50),
    sex: Uint8Array.from(all, ({ sex }) => sex ?? 0),
    institution: column(({ institution }) => institution ?? -1),
    dailyDose: Float64Array.from(all, ({ dose }) => dose ?? Number.NaN),
    windows: [
      { timeAtRisk: 'year', from: column(({ from }) => from ?? 0), to: column(({ to }) => to ?? 364) },
    ],
    death: column(({ death }) => death ?? -1),
    funnel: [],
  };
}

/** Events by outcome: pairs of row and day. */
export function eventsOf(
  outcomes: readonly (Partial<SafetyOutcome> & { readonly events: readonly (readonly [number, number])[] })[],
): SafetyEvents {
  const sorted = outcomes.map(({ events }) => [...events].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  const starts = new Int32Array(outcomes.length + 1);
  sorted.forEach((events, j) => {
    starts[j + 1] = (starts[j] as number) + events.length;
  });
  return {
    outcomes: outcomes.map(({ id, parents, level }, j) => ({
      id: id ?? String(j),
      code: `C${j}`,
      name: `結果${j} / Outcome ${j}`,
      parents: parents ?? [],
      level: level ?? 0,
    })),
    starts,
    row: Int32Array.from(sorted.flat(), ([row]) => row),
    day: Int32Array.from(sorted.flat(), ([, day]) => day),
  };
}

/** A first event at a constant yearly rate, by inversion; none after a year. */
export function drawnEvents(
  persons: readonly SimulatedPerson[],
  rateOf: (person: SimulatedPerson) => number,
  seed: number,
): (readonly [number, number])[] {
  const random = seededRandom(seed);
  return persons.flatMap((person, row): (readonly [number, number])[] => {
    const day = Math.floor((-Math.log(random()) / rateOf(person)) * 365.25);
    return day < 365 ? [[row, day]] : [];
  });
}

/** One exposed and four unexposed of every age and sex, the older more often ill. */
export function simulatedPersons(exposed: number, seed: number): SimulatedPerson[] {
  const random = seededRandom(seed);
  return Array.from({ length: exposed }, () => {
    const alike = { age: 30 + Math.floor(random() * 60), sex: random() < 0.5 ? 0 : 1 };
    return Array.from({ length: 5 }, (_, k) => ({ ...alike, group: k === 0 ? 0 : 1 }));
  })
    .flat()
    .sort((a, b) => a.group - b.group);
}
