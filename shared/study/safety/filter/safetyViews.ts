import { groupCount, type OutcomeCounts } from '../analysis/outcomeCounts.ts';
import { type StrataCounts, sexes } from '../analysis/strataCounts.ts';
import { noFilter, type SafetyFilter } from '../safetyResult.ts';
import type { LinkedSum } from './narrowing.ts';

/** A sum: the whole and its parts, by place of the view. */
type ViewSum = LinkedSum;

const sexNumbers = { male: 0, female: 1 } as const;
const unknown = 2;

/**
 * Everything that a filter may cut a study's persons into, by place: 0 everybody; then sexes; then age bands; then sexes
 * within each age band. Persons of unknown sex are parts of it like others, but no filter names them: what is said of them
 * follows from the rest.
 */
export class SafetyViews {
  readonly bands: number;
  readonly size: number;
  readonly sums: readonly ViewSum[];
  /** One age band alone is everybody. */
  readonly #areBandsApart: boolean;
  /** Places that a filter can name. */
  readonly named: readonly number[];
  /** Of each place the strata (`StrataCells`) that it is made of. */
  readonly strata: readonly (readonly number[])[];

  constructor(bands: number) {
    this.bands = bands;
    this.#areBandsApart = bands > 1;
    const eachSex = Array.from({ length: sexes }, (_, sex) => sex);
    const eachBand = Array.from({ length: this.#areBandsApart ? bands : 0 }, (_, band) => band);
    this.size = (1 + sexes) * (1 + eachBand.length);
    this.sums = [
      { whole: 0, parts: eachSex.map((sex) => this.place(sex, null)) },
      ...[null, ...eachSex].flatMap((sex) =>
        eachBand.length === 0
          ? []
          : [{ whole: this.place(sex, null), parts: eachBand.map((band) => this.place(sex, band)) }],
      ),
      ...eachBand.map((band) => ({
        whole: this.place(null, band),
        parts: eachSex.map((sex) => this.place(sex, band)),
      })),
    ];
    const all = [null, ...eachSex].flatMap((sex) =>
      [null, ...eachBand].map((band) => ({ sex, band, place: this.place(sex, band) })),
    );
    all.sort((a, b) => a.place - b.place);
    this.named = all.flatMap(({ sex, place }) => (sex === unknown ? [] : [place]));
    this.strata = all.map(({ sex, band }) =>
      (band === null ? Array.from({ length: bands }, (_, b) => b) : [band]).flatMap((b) =>
        (sex === null ? eachSex : [sex]).map((s) => b * sexes + s),
      ),
    );
  }

  /** The place of a sex (0 male, 1 female, 2 unknown) within an age band; null: of all. */
  place(sex: number | null, band: number | null): number {
    if (band === null || !this.#areBandsApart) return sex === null ? 0 : 1 + sex;
    return sex === null ? 1 + sexes + band : 1 + sexes + this.bands + band * sexes + sex;
  }

  /** The place of a stratum by itself. */
  ofStratum(stratum: number): number {
    return this.place(stratum % sexes, Math.floor(stratum / sexes));
  }

  /** The place that a filter names; undefined where there is no such age band. */
  of({ sex, ageBand }: SafetyFilter): number | undefined {
    if (ageBand !== null && !(ageBand >= 0 && ageBand < this.bands)) return undefined;
    return this.place(sex === null ? null : sexNumbers[sex], ageBand);
  }

  /** The filter that names a place; everybody's where none does. */
  filter(view: number): SafetyFilter {
    const bands = [null, ...Array.from({ length: this.bands }, (_, band) => band)];
    const filters = (['male', 'female', null] as const).flatMap((sex) =>
      bands.map((ageBand) => ({ sex, ageBand })),
    );
    return filters.find((one) => this.of(one) === view) ?? noFilter;
  }

  /** Counts of a group in every view. */
  counts(counts: StrataCounts, group: number): OutcomeCounts[] {
    return this.strata.map((strata) => sumOf(counts, group, strata));
  }

  count(counts: StrataCounts, group: number, place: number): OutcomeCounts {
    return sumOf(counts, group, this.strata[place] ?? []);
  }
}

/** Counts of a group in some strata together. */
export function sumOf(
  { persons, withEvent, events, days }: StrataCounts,
  group: number,
  strata: readonly number[],
): OutcomeCounts {
  const sum = { persons: 0, withEvent: 0, events: 0, days: 0 };
  for (const stratum of strata) {
    const cell = stratum * groupCount + group;
    sum.persons += persons[cell] as number;
    sum.withEvent += withEvent[cell] as number;
    sum.events += events[cell] as number;
    sum.days += days[cell] as number;
  }
  return sum;
}
