import type {
  ComparisonSpecification,
  MatrixAxis,
} from '../../../shared/study/specification/comparisonSpecification.ts';
import { deviceCoatingConcept } from '../../../shared/vocabulary/deviceAttributes.ts';
import { kinds, type RandomSupply, strengths, type TreatedPerson } from './randomTreatments.ts';

type Kind = keyof typeof kinds;
const kindNames = ['a', 'b'] as const;

/**
 * What is known of a person's treatment at the end of a day after index: the slow way, from the records that have begun by
 * then. `category` is what the axis says if nothing more happens; `possible` what it may yet come to say.
 */
export interface Known {
  readonly category: number;
  readonly possible: (category: number) => boolean;
}

export class PlainMatrix {
  readonly #axes: readonly MatrixAxis[];
  readonly #guard: ComparisonSpecification['immortalTime'];

  constructor(axes: readonly MatrixAxis[], guard: ComparisonSpecification['immortalTime']) {
    this.#axes = axes;
    this.#guard = guard;
  }

  /** Which treatment was begun first by the end of the day, and when. */
  begun(person: TreatedPerson, today: number): { kind: Kind; day: number } | null {
    const axis = this.#treatment();
    let last = Math.min(today, axis.withinDays);
    if (this.#guard?.kind === 'cloneCensorWeight' && axis.withinDays > 0)
      last = Math.min(last, this.#guard.graceDays - 1);
    for (let day = 0; day <= last; day++) {
      const kind = kindNames.find((name) =>
        person.supplies.some(({ drug, from }) => from === day && isOf(name, drug)),
      );
      if (kind) return { kind, day };
    }
    return null;
  }

  #treatment() {
    const axis = this.#axes.find(({ kind }) => kind === 'treatment');
    if (axis?.kind !== 'treatment') throw new Error('no treatment axis');
    return axis;
  }

  known(axis: MatrixAxis, person: TreatedPerson, today: number): Known {
    switch (axis.kind) {
      case 'treatment':
        return this.#knownKind(person, today);
      case 'dailyDose':
        return this.#knownDose(axis, person, today);
      case 'duration':
      case 'cumulativeDose':
        return this.#knownCourse(axis, person, today);
      case 'deviceQuality':
      case 'deviceSize':
        return knownDevice(axis, person);
      case 'lengthOfStay':
        return knownStay(axis.breaks, person, today);
    }
  }

  #knownKind(person: TreatedPerson, today: number): Known {
    const first = this.begun(person, today);
    if (first) return fixed(kindNames.indexOf(first.kind));
    return this.#notBegun(today);
  }

  /** Nobody can begin any more once the last day to begin is over; where that is index, index says it. */
  #notBegun(today: number): Known {
    const { withinDays } = this.#treatment();
    const grace = this.#guard?.kind === 'cloneCensorWeight' ? this.#guard.graceDays - 1 : withinDays;
    return withinDays === 0 || today > Math.min(withinDays, grace) ? fixed(-1) : open(-1, -1);
  }

  #knownDose(axis: Extract<MatrixAxis, { kind: 'dailyDose' }>, person: TreatedPerson, today: number): Known {
    const first = this.begun(person, today);
    if (!first) return this.#notBegun(today);
    let dose: number | null = null;
    for (const one of person.supplies) {
      if (one.from !== first.day || !isOf(first.kind, one.drug)) continue;
      const amount = amountOf(one, axis.unit === 'DDD' ? axis.dailyDoses : null);
      if (amount !== null) dose = (dose ?? 0) + amount / (one.supplied ?? Math.max(1, one.lasts));
    }
    return fixed(dose === null ? -1 : band(dose, axis.breaks));
  }

  #knownCourse(
    axis: Extract<MatrixAxis, { kind: 'duration' | 'cumulativeDose' }>,
    person: TreatedPerson,
    today: number,
  ): Known {
    const first = this.begun(person, today);
    if (!first) return this.#notBegun(today);
    const own = person.supplies.filter(({ drug, from }) => isOf(first.kind, drug) && from <= today);
    // Days with supply or in an allowed gap that was bridged, grown from the day on which the treatment began.
    const course = new Set(own.filter(({ from }) => from === first.day));
    for (let grows = true; grows; ) {
      const end = Math.max(...[...course].map(endOf));
      const next = own.filter(
        (one) => !course.has(one) && one.from <= end + axis.gapDays && endOf(one) + axis.gapDays >= first.day,
      );
      const joined = next.filter(
        (one) => one.from >= first.day || [...course].some(({ from }) => from <= endOf(one) + axis.gapDays),
      );
      for (const one of joined) course.add(one);
      grows = joined.length > 0;
    }
    const end = Math.max(...[...course].map(endOf));
    const isOver = today > end + axis.gapDays;
    if (axis.kind === 'duration') {
      const value = Math.max(0, Math.min(end, today));
      return isOver
        ? fixed(band(end, axis.breaks))
        : open(band(value, axis.breaks), band(value, axis.breaks));
    }
    const amounts = [...course]
      .filter(({ from }) => from >= first.day)
      .map((one) => amountOf(one, null))
      .filter((amount) => amount !== null);
    if (amounts.length === 0) return isOver ? fixed(-1) : open(-1, 0);
    const taken = band(
      amounts.reduce((sum, amount) => sum + amount, 0),
      axis.breaks,
    );
    return isOver ? fixed(taken) : open(taken, taken);
  }
}

const endOf = ({ from, lasts }: RandomSupply): number => from + lasts;
const isOf = (kind: Kind, drug: number): boolean => (kinds[kind] as readonly number[]).includes(drug);

function amountOf(
  { drug, quantity }: RandomSupply,
  doses: Readonly<Record<string, number>> | null,
): number | null {
  const counted = (strengths[drug] ?? []).flatMap(({ ingredient, mg }) => {
    const dose = doses === null ? 1 : doses[String(ingredient)];
    return dose === undefined ? [] : [mg / dose];
  });
  if (quantity === null || counted.length === 0) return null;
  return quantity * counted.reduce((sum, strength) => sum + strength, 0);
}

/** Rounded to nine decimals. */
export function band(value: number, breaks: readonly number[]): number {
  return breaks.filter((limit) => Number(value.toFixed(9)) >= limit).length;
}

const fixed = (category: number): Known => ({ category, possible: (other) => other === category });
const open = (category: number, atLeast: number): Known => ({
  category,
  possible: (other) => other >= atLeast,
});

function knownDevice(
  axis: Extract<MatrixAxis, { kind: 'deviceQuality' | 'deviceSize' }>,
  person: TreatedPerson,
): Known {
  const own = person.devices.filter(({ from }) => from === 0);
  if (axis.kind === 'deviceSize') {
    const sizes = own.flatMap(({ diameter }) => diameter ?? []);
    return fixed(sizes.length === 0 ? -1 : band(Math.max(...sizes), axis.breaks));
  }
  const coatings = own.flatMap(({ coating }) =>
    coating === null ? [] : [deviceCoatingConcept[coating] as number],
  );
  return fixed(axis.categories.findIndex(({ conceptIds }) => conceptIds.some((id) => coatings.includes(id))));
}

function knownStay(breaks: readonly number[], person: TreatedPerson, today: number): Known {
  const own = person.stays.filter(({ from, to }) => from <= 0 && to >= 0);
  if (own.length === 0) return fixed(-1);
  const days = (to: (one: (typeof own)[number]) => number) =>
    Math.max(...own.map((one) => to(one) - one.from + 1));
  const so = days(({ to }) => Math.min(to, today));
  const isOver = own.every(({ to }) => to < today);
  return isOver
    ? fixed(
        band(
          days(({ to }) => to),
          breaks,
        ),
      )
    : open(band(so, breaks), band(so, breaks));
}
