import { deviceAttributeConcept } from '../../vocabulary/deviceAttributes.ts';
import { bandOf } from '../population/bands.ts';
import { NEVER, type PersonPeriods, placeOf } from '../population/personPeriods.ts';
import type { RecordDays } from '../population/recordDays.ts';
import type {
  ComparisonSpecification,
  MatrixAxis,
  MatrixSpecification,
} from '../specification/comparisonSpecification.ts';
import { courseOn } from './drugCourse.ts';
import { aboutSources, type DeviceRecords, type MatrixRecords, type TreatmentAxis } from './matrixRecords.ts';

type AxisOf<K extends MatrixAxis['kind']> = Extract<MatrixAxis, { kind: K }>;

/** Drugs or devices that a person's axes are about: place of the source, and the day after index on which they begin. */
interface About {
  readonly source: number;
  readonly day: number;
}

/** What an axis tells of a person: at once, or in the course of time. */
type Told =
  /** Known on a day after index. */
  | { readonly kind: 'atOnce'; readonly category: number; readonly day: number }
  /** Grows until it is over; `over` and `reaches` are the days after index on which that is known. */
  | {
      readonly kind: 'growing';
      readonly category: number;
      readonly over: number;
      readonly reaches: (limit: number) => number;
    }
  /** Nothing was begun. */
  | { readonly kind: 'nothing' };

const nothing: Told = { kind: 'nothing' };

/** Persons of the base cohort with what the axes are told from. */
export interface MatrixPersons {
  /** First entries in the base cohort, one for each person. */
  readonly base: PersonPeriods;
  readonly records: MatrixRecords;
}

/**
 * Tells the category of each person of a matrix's base cohort on its axes: as it turned out, as it was known at a
 * landmark, or, for clones, until which day a person kept to categories.
 */
export class AxisReader {
  readonly #matrix: MatrixSpecification;
  readonly #persons: MatrixPersons;
  /** Days after index that are known. */
  readonly #horizon: number;
  /** Days after index within which clones must have begun; null without clones. */
  readonly #grace: number | null;
  readonly #drugAbout: readonly (About | null)[];
  readonly #deviceAbout: readonly (About | null)[];

  constructor(
    matrix: MatrixSpecification,
    persons: MatrixPersons,
    guard: ComparisonSpecification['immortalTime'],
  ) {
    this.#matrix = matrix;
    this.#persons = persons;
    this.#horizon = guard?.kind === 'landmark' ? guard.day : Number.POSITIVE_INFINITY;
    this.#grace = guard?.kind === 'cloneCensorWeight' ? guard.graceDays : null;
    this.#drugAbout = this.#about('drug');
    this.#deviceAbout = this.#about('device');
  }

  /** Category of each person, by place in the base; −1: none. */
  categories(axis: MatrixAxis): Int32Array {
    return this.#persons.base.persons.map((_, row) => {
      const told = this.#told(axis, row);
      return told.kind === 'nothing' ? -1 : told.category;
    });
  }

  /**
   * Day after index on which each person's treatment stops agreeing with `accepted` categories of an axis: the first on
   * which what was recorded so far rules them out. A drug is over once its allowed gap has passed; whoever has not begun
   * anything deviates on the day after the last on which it would have counted, at the latest on the last of grace.
   * @returns {@link NEVER} for who keeps to it or deviates only after the grace; −1 for whom index rules out
   */
  deviations(axis: MatrixAxis, accepted: ReadonlySet<number>): Int32Array {
    const grace = this.#grace ?? NEVER;
    const highest = Math.max(...accepted);
    return this.#persons.base.persons.map((_, row) => {
      const told = this.#told(axis, row);
      const day = this.#deviation(axis, told, accepted, highest);
      if (day > grace) return NEVER;
      return day > 0 ? day : -1;
    });
  }

  #deviation(axis: MatrixAxis, told: Told, accepted: ReadonlySet<number>, highest: number): number {
    if (told.kind === 'nothing') {
      const begins = this.#beginsOn(axis);
      return begins && begins.withinDays > 0 ? this.#lastDayToBegin(begins) + 1 : -1;
    }
    if (accepted.has(told.category)) return NEVER;
    if (told.kind === 'atOnce') return told.day;
    return told.category > highest ? told.reaches(breaksOf(axis)[highest] ?? 0) : told.over;
  }

  /** The treatment axis that says when what an axis is about begins; null: on index. */
  #beginsOn(axis: MatrixAxis): TreatmentAxis | null {
    if (axis.kind === 'treatment') return axis;
    if (axis.kind === 'lengthOfStay') return null;
    const domain = axis.kind === 'deviceQuality' || axis.kind === 'deviceSize' ? 'device' : 'drug';
    return aboutSources(this.#matrix, domain).axis;
  }

  /** Days after index within which a treatment counts. */
  #lastDayToBegin({ withinDays }: TreatmentAxis): number {
    return Math.min(
      withinDays,
      this.#horizon,
      withinDays > 0 && this.#grace !== null ? this.#grace - 1 : NEVER,
    );
  }

  #told(axis: MatrixAxis, row: number): Told {
    switch (axis.kind) {
      case 'treatment': {
        const first = this.#firstTreatment(axis, row);
        return first ? { kind: 'atOnce', category: first.source, day: first.day } : nothing;
      }
      case 'dailyDose':
        return this.#dailyDose(axis, row);
      case 'duration':
      case 'cumulativeDose':
        return this.#course(axis, row);
      case 'deviceQuality':
      case 'deviceSize':
        return this.#device(axis, row);
      case 'lengthOfStay':
        return this.#stay(axis, row);
    }
  }

  /** The first category with a record from index on; of several on one day the first in the axis's order. */
  #firstTreatment(axis: TreatmentAxis, row: number): About | null {
    const [person, index] = this.#person(row);
    let found: About | null = null;
    for (const [source, records] of (this.#persons.records.treatments.get(axis.id) ?? []).entries()) {
      const day = firstFrom(records, person, index) - index;
      if (day <= this.#lastDayToBegin(axis) && day < (found?.day ?? NEVER)) found = { source, day };
    }
    return found;
  }

  #about(domain: 'drug' | 'device'): readonly (About | null)[] {
    const { axis, sources } = aboutSources(this.#matrix, domain);
    return Array.from(this.#persons.base.persons, (_, row) => {
      if (axis === null) return sources.length > 0 ? { source: 0, day: 0 } : null;
      const first = this.#firstTreatment(axis, row);
      return first && sources[first.source] ? first : null;
    });
  }

  #dailyDose(axis: AxisOf<'dailyDose'>, row: number): Told {
    const about = this.#drugAbout[row];
    const drugs = about && this.#persons.records.drugs[about.source];
    if (!drugs) return nothing;
    const [person, index] = this.#person(row);
    const amounts = drugs.amounts[this.#unitOf(axis)];
    let dose = Number.NaN;
    for (let at = placeOf(drugs.persons, person); drugs.persons[at] === person; at++) {
      if (drugs.starts[at] !== index + about.day) continue;
      const own = (amounts?.[at] ?? Number.NaN) / (drugs.supplied[at] ?? 1);
      if (!Number.isNaN(own)) dose = (Number.isNaN(dose) ? 0 : dose) + own;
    }
    const category = Number.isNaN(dose) ? -1 : bandOf(dose, axis.breaks);
    return { kind: 'atOnce', category, day: about.day };
  }

  #unitOf(axis: AxisOf<'dailyDose'>): number {
    const inDailyDoses = this.#matrix.axes.filter((one) => one.kind === 'dailyDose' && one.unit === 'DDD');
    return inDailyDoses.indexOf(axis) + 1;
  }

  #course(axis: AxisOf<'duration'> | AxisOf<'cumulativeDose'>, row: number): Told {
    const about = this.#drugAbout[row];
    const drugs = about && this.#persons.records.drugs[about.source];
    if (!drugs) return nothing;
    const [person, index] = this.#person(row);
    const begun = index + about.day;
    const course = courseOn(drugs, person, begun, axis.gapDays, index + this.#horizon);
    if (!course) return nothing;
    const over = course.end - index + axis.gapDays + 1;
    const places = Array.from({ length: course.to - course.from }, (_, i) => course.from + i);
    if (axis.kind === 'duration') {
      // A supply from before counts once the treatment has begun.
      const reaches = (limit: number): number =>
        Math.min(
          ...places.map((at) =>
            (drugs.ends[at] ?? 0) - index >= limit
              ? Math.max((drugs.starts[at] ?? 0) - index, limit, about.day)
              : NEVER,
          ),
        );
      const category = bandOf(Math.max(0, course.end - index), axis.breaks);
      return { kind: 'growing', category, over, reaches };
    }
    const taken = places.flatMap((at) => {
      const amount = drugs.amounts[0]?.[at] ?? Number.NaN;
      const start = drugs.starts[at] ?? 0;
      return start >= begun && !Number.isNaN(amount) ? [{ day: start - index, amount }] : [];
    });
    const value = taken.reduce((sum, { amount }) => sum + amount, 0);
    const category = taken.length > 0 ? bandOf(value, axis.breaks) : -1;
    const reaches = (limit: number): number => {
      let sum = 0;
      for (const { day, amount } of taken) {
        sum += amount;
        if (bandOf(sum, [limit]) > 0) return day;
      }
      return NEVER;
    };
    return { kind: 'growing', category, over, reaches };
  }

  #device(axis: AxisOf<'deviceQuality'> | AxisOf<'deviceSize'>, row: number): Told {
    const about = this.#deviceAbout[row];
    const devices = about && this.#persons.records.devices[about.source];
    if (!devices) return nothing;
    const [person, index] = this.#person(row);
    const attribute = deviceAttributeConcept[axis.attribute];
    const places = placesOn(devices, person, index + about.day).filter(
      (at) => devices.attributes[at] === attribute,
    );
    if (axis.kind === 'deviceQuality') {
      const values = new Set(places.map((at) => devices.values[at] ?? Number.NaN));
      const category = axis.categories.findIndex(({ conceptIds }) => conceptIds.some((id) => values.has(id)));
      return { kind: 'atOnce', category, day: about.day };
    }
    const sizes = places.map((at) => devices.sizes[at] ?? Number.NaN).filter((size) => !Number.isNaN(size));
    const category = sizes.length > 0 ? bandOf(Math.max(...sizes), axis.breaks) : -1;
    return { kind: 'atOnce', category, day: about.day };
  }

  /** The longest stay that holds index; its first and last day both count. */
  #stay(axis: AxisOf<'lengthOfStay'>, row: number): Told {
    const [person, index] = this.#person(row);
    const { persons, starts, ends } = this.#persons.records.stays;
    let longest: { start: number; end: number } | null = null;
    for (let at = placeOf(persons, person); persons[at] === person; at++) {
      const [start, end] = [starts[at] ?? 0, Math.min(ends[at] ?? 0, index + this.#horizon)];
      if (start > index || end < index) continue;
      if (end - start > (longest ? longest.end - longest.start : -1)) longest = { start, end };
    }
    if (!longest) return nothing;
    const { start, end } = longest;
    const reaches = (limit: number): number => start + Math.ceil(limit) - 1 - index;
    const category = bandOf(end - start + 1, axis.breaks);
    return { kind: 'growing', category, over: end - index + 1, reaches };
  }

  #person(row: number): readonly [person: number, index: number] {
    const { persons, starts } = this.#persons.base;
    return [persons[row] ?? 0, starts[row] ?? 0];
  }
}

function breaksOf(axis: MatrixAxis): readonly number[] {
  return 'breaks' in axis ? axis.breaks : [];
}

function firstFrom({ persons, days }: RecordDays, person: number, from: number): number {
  for (let at = placeOf(persons, person); persons[at] === person; at++) {
    if ((days[at] ?? 0) >= from) return days[at] ?? NEVER;
  }
  return NEVER;
}

function placesOn({ persons, days }: DeviceRecords, person: number, day: number): number[] {
  const places: number[] = [];
  for (let at = placeOf(persons, person); persons[at] === person; at++) if (days[at] === day) places.push(at);
  return places;
}
