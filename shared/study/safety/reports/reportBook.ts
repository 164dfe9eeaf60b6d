import type { ReportedCode } from './reportedTable.ts';

/**
 * Spontaneous reports with what measures of disproportionality need of them. An entry is what was reported alike: so many
 * reports (its weight) of the same events. Numbers of pairs and margins are of reports, not of rows.
 */
export interface ReportBook {
  /** Events as the files call them. */
  readonly events: readonly string[];
  /** Reports of every entry, and whether they are of the study's drug. */
  readonly weight: Float64Array;
  readonly ofDrug: Uint8Array;
  /** Events of entry i are at places `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly event: Int32Array;
  /** Reports of every pair of a drug and an event that occurs, and those expected if the two had nothing to do with each other. */
  readonly counts: Float64Array;
  readonly expected: Float64Array;
  /** What the files call the study's drug, with reports. */
  readonly drugNames: readonly ReportedCode[];
  readonly repeated: number;
  readonly incomplete: number;
  readonly concomitant: number;
}

/** Numbers of texts in the order in which they come. */
class Numbered {
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  of(text: string, key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) {
      // Of several spellings the first in order, whatever the order of rows.
      if (text < (this.texts[known] ?? '')) this.texts[known] = text;
      return known;
    }
    const place = this.texts.length;
    this.#places.set(key, place);
    this.texts.push(text);
    return place;
  }
}

/** More pairs than this times itself never occur: places of drugs and events make one number. */
const ROOM = 2 ** 26;

/** Gathers reports into a {@link ReportBook}. */
export class ReportCollector {
  readonly #isDrug: (text: string) => boolean;
  readonly #keyOf: (text: string) => string;
  readonly #drugs = new Numbered();
  readonly #events = new Numbered();
  /** The drug's place of each text: 0 is the study's drug. */
  readonly #drugOf = new Map<string, number>();
  readonly #eventOf = new Map<string, number>();
  readonly #names = new Map<string, number>();
  readonly #pairs = new Map<number, number>();
  readonly #drugTotals: number[] = [];
  readonly #eventTotals: number[] = [];
  readonly #weight: number[] = [];
  readonly #ofDrug: number[] = [];
  readonly #starts: number[] = [0];
  readonly #event: number[] = [];
  #reports = 0;

  constructor(isDrug: (text: string) => boolean, keyOf: (text: string) => string) {
    this.#isDrug = isDrug;
    this.#keyOf = keyOf;
    this.#drugs.of('', '');
  }

  drug(text: string): number {
    const known = this.#drugOf.get(text);
    if (known !== undefined) return known;
    const place = this.#isDrug(text) ? 0 : this.#drugs.of(text, this.#keyOf(text));
    this.#drugOf.set(text, place);
    return place;
  }

  event(text: string): number {
    const known = this.#eventOf.get(text);
    if (known !== undefined) return known;
    const place = this.#events.of(text.trim(), this.#keyOf(text));
    this.#eventOf.set(text, place);
    return place;
  }

  /** Notes what the study's drug is called in reports. */
  called(text: string, reports: number): void {
    const name = text.trim();
    this.#names.set(name, (this.#names.get(name) ?? 0) + reports);
  }

  /** So many reports of these drugs with these events, all different. */
  add(drugs: readonly number[], events: readonly number[], reports: number): void {
    if (drugs.length === 0 || events.length === 0 || reports === 0) return;
    this.#reports += reports;
    this.#weight.push(reports);
    this.#ofDrug.push(drugs.includes(0) ? 1 : 0);
    for (const event of events) {
      this.#event.push(event);
      this.#eventTotals[event] = (this.#eventTotals[event] ?? 0) + reports;
    }
    this.#starts.push(this.#event.length);
    for (const drug of drugs) {
      this.#drugTotals[drug] = (this.#drugTotals[drug] ?? 0) + reports;
      for (const event of events) {
        const pair = drug * ROOM + event;
        this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + reports);
      }
    }
  }

  book(rows: Pick<ReportBook, 'repeated' | 'incomplete' | 'concomitant'>): ReportBook {
    // Pairs in order of their counts and margins: neither the order of rows nor their numbering changes the fit.
    const pairs = [...this.#pairs]
      .map(([pair, count]) => {
        const drugTotal = this.#drugTotals[Math.floor(pair / ROOM)] ?? 0;
        return { count, expected: (drugTotal / this.#reports) * (this.#eventTotals[pair % ROOM] ?? 0) };
      })
      .sort((a, b) => a.count - b.count || a.expected - b.expected);
    return {
      events: this.#events.texts,
      weight: Float64Array.from(this.#weight),
      ofDrug: Uint8Array.from(this.#ofDrug),
      starts: Int32Array.from(this.#starts),
      event: Int32Array.from(this.#event),
      counts: Float64Array.from(pairs, ({ count }) => count),
      expected: Float64Array.from(pairs, ({ expected }) => expected),
      drugNames: [...this.#names]
        .map(([code, reports]) => ({ code, reports }))
        .sort((a, b) => b.reports - a.reports || (a.code < b.code ? -1 : 1)),
      ...rows,
    };
  }
}
