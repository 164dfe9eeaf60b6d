import type { EngineConnection } from '../../engine/queryEngine.ts';
import { sql } from '../../engine/sql.ts';
import { criterionEvents } from '../compile/criterionEvents.ts';
import { withNested } from '../compile/requirements.ts';
import type { AttributeFilter, Criterion } from '../expression/criterion.ts';
import type { EventPart, MissingPart } from './conceptEvents.ts';
import {
  type ConceptReading,
  conceptReading,
  eventsRead,
  partQuery,
  type ReadingSource,
  rowQuery,
} from './criterionReading.ts';
import {
  type AgeAtStart,
  detailNeeded,
  type FilterSource,
  factsNeeded,
  filteredPiece,
  withoutAge,
} from './eventFilters.ts';
import {
  type CountedEvents,
  countedStarts,
  type EventPiece,
  firstOfPieces,
  mergedEvents,
} from './eventPieces.ts';
import { emptySpans } from './eventSpans.ts';
import type { LiveAccess } from './liveAccess.ts';
import type { LivePlan } from './livePlan.ts';
import type { EventDetail } from './personEvents.ts';
import { sharedBytes } from './sharedNumbers.ts';
import { valueTest } from './valueFilter.ts';

/** A criterion whose events are wanted, with what is asked of them. */
export interface WantedEvents {
  readonly criterion: Criterion;
  readonly detail: EventDetail;
}

/** A set in more parts than this is put together. */
const mostPieces = 8;

/** Gives the events of criteria, asking the engine for what is not there yet. */
export class CriterionReader {
  readonly #access: LiveAccess;

  constructor(access: LiveAccess) {
    this.#access = access;
  }

  /** Reads what is missing for all of these, at once as far as the engine can. */
  async prepare(plan: LivePlan, wanted: readonly WantedEvents[]): Promise<void> {
    const { parts, facts } = this.#access.events;
    const readings = wanted.flatMap(({ criterion, detail }) => {
      const reading = this.#readingOf(plan, criterion);
      return reading ? [{ reading, detail: detailOf(reading, detail) }] : [];
    });
    const { connection, job } = this.#access;
    await facts.read([...new Set(readings.flatMap(({ reading }) => factsOf(reading)))], connection, job);
    const missing = new Map<string, { reading: ConceptReading; part: MissingPart }>();
    for (const { reading, detail } of readings) {
      if (this.#isTooMany(reading)) continue;
      for (const part of parts.missing(reading.kind, this.#concepts(reading), detail)) {
        const key = `${reading.kind} ${part.concepts.join(' ')}`;
        const other = missing.get(key);
        missing.set(key, {
          reading,
          part: other ? { ...part, detail: both(part.detail, other.part.detail) } : part,
        });
      }
    }
    await this.#access.each([...missing.values()], ({ reading, part }, at) =>
      this.#read(plan, reading, part, at),
    );
  }

  /**
   * The events of a criterion; null when they are too many to hold.
   * @param leaveAge whether a filter on age may be left to whoever counts: another age then changes no piece
   */
  async counted(
    plan: LivePlan,
    { criterion, detail }: WantedEvents,
    leaveAge: boolean,
  ): Promise<CountedEvents | null> {
    const reading = this.#readingOf(plan, criterion);
    const { facts, parts, persons } = this.#access.events;
    const { connection, job } = this.#access;
    const size = await persons.size(connection, job);
    if (!reading || !(await facts.read(factsOf(reading), connection, job))) {
      return this.#whole(plan, criterion, detail, size);
    }
    if (this.#isTooMany(reading)) return null;
    const wanted = detailOf(reading, detail);
    const concepts = this.#concepts(reading);
    for (const part of parts.missing(reading.kind, concepts, wanted)) {
      await this.#read(plan, reading, part, connection);
    }
    const found = parts.find(reading.kind, concepts, wanted);
    if (found) {
      const { age, others } = leaveAge
        ? withoutAge(criterion, reading.here)
        : { age: null, others: reading.here };
      const yearOfBirth = facts.column('year_of_birth');
      const counting = { ...reading, here: others };
      const key = `${reading.kind} ${this.#countingKey(plan, counting)} ${plan.keyOf(wanted)}`;
      return this.#countedEvents(
        key,
        this.#counting(plan, counting, found, size, key),
        age && { range: age, yearOfBirth },
        size,
      );
    }
    // Read, but more than is held at once.
    this.#access.events.tooMany.add(tooManyKey(reading));
    return null;
  }

  #readingOf(plan: LivePlan, criterion: Criterion): ConceptReading | null {
    return conceptReading(plan, criterion, (set) => this.#membersOf(plan, set));
  }

  #membersOf(plan: LivePlan, conceptSetId: number): readonly number[] {
    return this.#access.events.members.of(plan.setKeys.get(conceptSetId) ?? -1);
  }

  #concepts({ setKey }: ConceptReading): readonly number[] {
    return this.#access.events.members.of(setKey);
  }

  #isTooMany(reading: ConceptReading): boolean {
    return this.#access.events.tooMany.has(tooManyKey(reading));
  }

  async #read(
    plan: LivePlan,
    reading: ConceptReading,
    part: MissingPart,
    connection: EngineConnection,
  ): Promise<void> {
    const source = await this.#source();
    const columns = await this.#access.query(partQuery(source, plan, reading, part), connection);
    const { parts, tooMany } = this.#access.events;
    if (columns.rowCount > source.mostRows) tooMany.add(tooManyKey(reading));
    else {
      const events = eventsRead(columns, source.numbered, part.detail, part.concepts.length > 1);
      parts.add(reading.kind, part.concepts, events);
    }
  }

  async #source(): Promise<ReadingSource> {
    const { connection, job, events } = this.#access;
    const { members, order, persons, limits } = events;
    const numbered = await persons.numbered(connection, job);
    return { members: members.table, order, persons, numbered, mostRows: limits.counted };
  }

  /** Names which events of its parts a criterion counts. */
  #countingKey(plan: LivePlan, { criterion, here, setKey }: ConceptReading): string {
    return plan.keyOf({ setKey, first: criterion.first, here });
  }

  #countedEvents(
    key: string,
    pieces: readonly EventPiece[],
    age: AgeAtStart | null,
    persons: number,
  ): CountedEvents {
    const { spans, threads } = this.#access.events;
    return {
      pieces,
      age,
      spans: async () => {
        const found = spans.get(key);
        if (found) return found;
        const made = emptySpans(persons);
        await threads.run('fillSpans', { pieces: countedStarts(pieces), spans: made }, persons);
        spans.set(key, made);
        return made;
      },
    };
  }

  /**
   * The events of parts that the criterion counts: of its concepts, the first of each person, filtered.
   * @param together names all of them
   */
  #counting(
    plan: LivePlan,
    reading: ConceptReading,
    parts: readonly EventPart[],
    size: number,
    together: string,
  ): EventPiece[] {
    const { criterion, here } = reading;
    const { kept, events } = this.#access.events;
    const key = this.#countingKey(plan, reading);
    const merged = parts.length > mostPieces ? events.get(together) : undefined;
    if (merged) return [{ events: merged, kept: null }];
    const known = parts.map((part) => kept.get(`${part.key} ${key}`));
    const wanted = new Set(this.#concepts(reading));
    const isPlain = here.length === 0 && !criterion.first;
    let pieces = parts.map((part, i): EventPiece => {
      const mask = known[i];
      return mask
        ? { events: part.events, kept: mask }
        : { events: part.events, kept: ofConcepts(part, wanted) };
    });
    if (known.some((mask) => mask === undefined)) {
      if (criterion.first) pieces = firstOfPieces(pieces, size);
      const source: FilterSource = {
        facts: this.#access.events.facts,
        membersOf: (set) => this.#membersOf(plan, set),
      };
      if (!isPlain) pieces = pieces.map((piece) => filteredPiece(piece, criterion, here, source));
      pieces.forEach((piece, i) => {
        if (piece.kept) kept.set(`${parts[i]?.key} ${key}`, piece.kept);
      });
    }
    if (parts.length <= mostPieces) return pieces;
    const one = mergedEvents(
      pieces.map((piece) => ({ piece, source: 0 })),
      size,
    );
    events.set(together, one);
    return [{ events: one, kept: null }];
  }

  /** The events of any criterion, which are its own. Filters on numbers are applied here. */
  async #whole(
    plan: LivePlan,
    criterion: Criterion,
    detail: EventDetail,
    size: number,
  ): Promise<CountedEvents | null> {
    const { events, tooMany, kept } = this.#access.events;
    const numbers = criterion.filters.filter(isNumberFilter);
    const rest: Criterion = {
      ...criterion,
      filters: criterion.filters.filter((each) => !isNumberFilter(each)),
    };
    const wanted: EventDetail = { ...detail, values: numbers.map(({ attribute }) => attribute).sort() };
    const key = `whole ${plan.keyOf({ rest, wanted })}`;
    if (tooMany.has(key)) return null;
    let found = events.get(key);
    if (!found) {
      const context = await this.#access.context(plan, withNested(criterion).slice(1), [criterion]);
      const source = await this.#source();
      const rows = criterionEvents(
        context,
        rest,
        { counted: null, sortDate: false, values: wanted.values },
        'found',
      );
      const columns = await this.#access.query(
        sql`${context.steps()}${rowQuery(source, rows, wanted, null, sql``)}`,
      );
      if (columns.rowCount > source.mostRows) {
        tooMany.add(key);
        return null;
      }
      found = eventsRead(columns, source.numbered, wanted, false);
      events.set(key, found);
    }
    if (numbers.length === 0) return this.#countedEvents(key, [{ events: found, kept: null }], null, size);
    const keptKey = `${key} ${plan.keyOf(numbers)}`;
    const mask = kept.get(keptKey) ?? ofNumbers(found.values, found.starts.length, numbers);
    kept.set(keptKey, mask);
    return this.#countedEvents(keptKey, [{ events: found, kept: mask }], null, size);
  }
}

function tooManyKey({ kind, setKey }: ConceptReading): string {
  return `${kind} ${setKey}`;
}

function factsOf({ criterion, here }: ConceptReading): string[] {
  return factsNeeded(criterion, here);
}

function detailOf({ criterion, here }: ConceptReading, detail: EventDetail): EventDetail {
  const needed = both(detail, detailNeeded(criterion, here));
  // Which of two events of a day comes first matters where they can differ.
  const { ends, values } = needed;
  return { ...needed, ids: needed.ids || (criterion.first && (ends || values.length > 0)) };
}

function both(a: EventDetail, b: EventDetail): EventDetail {
  return {
    ends: a.ends || b.ends,
    ids: a.ids || b.ids,
    values: [...new Set([...a.values, ...b.values])].sort(),
  };
}

/** Which events of a part are of the wanted concepts; null: all. */
function ofConcepts({ concepts, events }: EventPart, wanted: ReadonlySet<number>): Uint8Array | null {
  const isWanted = Uint8Array.from(concepts, (concept) => (wanted.has(concept) ? 1 : 0));
  const { sources } = events;
  if (sources === null || isWanted.every((each) => each === 1)) return null;
  const kept = sharedBytes(sources.length);
  for (let row = 0; row < kept.length; row++) kept[row] = isWanted[sources[row] ?? 0] ?? 0;
  return kept;
}

type NumberFilter = Extract<AttributeFilter, { kind: 'integer' | 'decimal' }>;

function isNumberFilter(filter: AttributeFilter): filter is NumberFilter {
  return filter.kind === 'integer' || filter.kind === 'decimal';
}

function ofNumbers(
  values: ReadonlyMap<string, Float64Array>,
  rows: number,
  filters: readonly NumberFilter[],
): Uint8Array {
  const kept = sharedBytes(rows).fill(1);
  for (const filter of filters) {
    const test = valueTest(filter, () => []);
    const of = values.get(filter.attribute);
    for (let row = 0; row < rows; row++) if (!test(of?.[row] ?? Number.NaN)) kept[row] = 0;
  }
  return kept;
}
