import { LeastRecent } from './leastRecent.ts';
import { bytesOfEvents, type EventDetail, hasDetail, type PersonEvents } from './personEvents.ts';

/** Events of some concepts that were read together; `sources` holds the place of each one's concept, where several. */
export interface EventPart {
  readonly key: string;
  readonly concepts: readonly number[];
  readonly events: PersonEvents;
}

/** Concepts whose events are to be read together, with what their parts had before. */
export interface MissingPart {
  readonly concepts: readonly number[];
  readonly detail: EventDetail;
}

/** As many concepts of one request are read each for itself, so that each can be used alone as it is. */
const readAlone = 4;

/**
 * Events by concept, so that a concept set that changed reads only the concepts that are new in it. A `kind` names
 * what else the events have in common: domain, role of the concept, filters that the engine applied.
 */
export class ConceptEvents {
  readonly #parts: LeastRecent<EventPart>;
  /** Keys of parts by kind and concept. */
  readonly #places = new Map<string, Map<number, string>>();
  #next = 1;

  constructor(mostBytes: number) {
    this.#parts = new LeastRecent<EventPart>(mostBytes, ({ events }) => bytesOfEvents(events));
  }

  get bytes(): number {
    return this.#parts.bytes;
  }

  /** The parts that hold concepts; null while some are not there. */
  find(kind: string, concepts: readonly number[], detail: EventDetail): EventPart[] | null {
    const found = new Map<string, EventPart>();
    for (const concept of concepts) {
      const part = this.#partOf(kind, concept);
      if (!part || !hasDetail(part.events, detail)) return null;
      found.set(part.key, part);
    }
    return [...found.values()];
  }

  /** What must be read so that {@link find} finds. */
  missing(kind: string, concepts: readonly number[], detail: EventDetail): MissingPart[] {
    const missing: number[] = [];
    let { ends, ids } = detail;
    const values = new Set(detail.values);
    for (const concept of concepts) {
      const part = this.#partOf(kind, concept);
      if (part && hasDetail(part.events, detail)) continue;
      missing.push(concept);
      // What somebody needed before is not lost.
      ends ||= part?.events.ends != null;
      ids ||= part?.events.ids != null;
      for (const attribute of part?.events.values.keys() ?? []) values.add(attribute);
    }
    const wanted: EventDetail = { ends, ids, values: [...values].sort() };
    if (missing.length === 0) return [];
    if (missing.length > readAlone) return [{ concepts: missing, detail: wanted }];
    return missing.map((concept) => ({ concepts: [concept], detail: wanted }));
  }

  add(kind: string, concepts: readonly number[], events: PersonEvents): void {
    const key = `part ${this.#next++}`;
    const places = this.#places.get(kind) ?? new Map<number, string>();
    this.#places.set(kind, places);
    for (const concept of concepts) places.set(concept, key);
    this.#parts.set(key, { key, concepts, events });
  }

  #partOf(kind: string, concept: number): EventPart | undefined {
    const key = this.#places.get(kind)?.get(concept);
    return key === undefined ? undefined : this.#parts.get(key);
  }
}
