import type { ConceptFilters } from './conceptApi.ts';
import { type ConceptTable, type Labels, placeOf } from './conceptTable.ts';
import { searchCode, searchText, searchWords } from './searchText.ts';

/** Concepts whose texts are searched as one string. */
const BLOCK = 65_536;
/** Begins a concept, and parts its names. */
const CONCEPT = '\n';
const NAME = '\t';

/** How well a concept matches, best first. */
const EXACT = 0;
const BEGINS = 1;
const WORDS = 2;
const WITHIN = 3;
const NOT = 4;

interface TextBlock {
  readonly text: string;
  /** Where each concept of the block begins, and the end. */
  readonly starts: Uint32Array;
}

/** What the order of equally good matches depends on: only what a reader may see. */
export interface Popularity {
  /** Whether the release uses the concept, by place. */
  readonly used: Uint8Array;
  /** Persons as published, by place: 0 where withheld. */
  readonly persons: Float64Array;
  /** The same with descendants. */
  readonly personsBelow: Float64Array;
}

/** Finds concepts by the beginnings and parts of their names, synonyms, codes and ids. */
export class ConceptIndex {
  readonly #table: ConceptTable;
  readonly #names: readonly TextBlock[];
  readonly #codes: readonly TextBlock[];
  #popularity: Popularity | null = null;
  /** Place → rank among all, and back. */
  #ranks: Uint32Array;
  #order: Uint32Array;

  constructor(table: ConceptTable) {
    this.#table = table;
    this.#names = blocks(table.size, (at) =>
      [table.names[at] ?? '', ...(table.synonyms.get(at) ?? [])].map(searchText).join(NAME),
    );
    this.#codes = blocks(table.size, (at) => searchCode(table.codes[at] ?? ''));
    this.#order = this.#ranked();
    this.#ranks = inverse(this.#order);
  }

  /** Lets the release's use of its concepts decide between equally good matches. */
  rankBy(popularity: Popularity): void {
    this.#popularity = popularity;
    this.#order = this.#ranked();
    this.#ranks = inverse(this.#order);
  }

  /** Where a place stands in the order of an empty search; what is no place comes last. */
  rankOf(at: number): number {
    return this.#ranks[at] ?? this.#table.size;
  }

  /** Places of all matching concepts, best first. */
  search(query: string, filters: ConceptFilters): Uint32Array {
    const passes = this.#filter(filters);
    const words = searchWords(query);
    if (query.trim() === '') return this.#order.filter(passes);
    const match = new Uint8Array(this.#table.size).fill(NOT);
    this.#matchId(query, match);
    this.#matchCodes(searchCode(query), match);
    if (words.length > 0) this.#matchNames(words, searchText(query), match);
    return this.#inOrder(match, passes);
  }

  /** The first of a concept's synonyms that holds all words of a query which its shown names do not hold. */
  matchedSynonym(at: number, query: string, shown: readonly (string | null)[]): string | null {
    const words = searchWords(query);
    const holds = (text: string) => {
      const searched = searchText(text);
      return words.every((word) => searched.includes(word));
    };
    if (words.length === 0 || shown.some((text) => text !== null && holds(text))) return null;
    return this.#table.synonyms.get(at)?.find(holds) ?? null;
  }

  #matchId(query: string, match: Uint8Array): void {
    if (!/^\s*\d{1,16}\s*$/.test(query.normalize('NFKC'))) return;
    const at = placeOf(this.#table.ids, Number(query.normalize('NFKC')));
    if (at >= 0) match[at] = EXACT;
  }

  #matchCodes(code: string, match: Uint8Array): void {
    if (code === '') return;
    scan(this.#codes, CONCEPT + code, (at, text, from) => {
      const how = text[from + code.length + 1] === CONCEPT ? EXACT : BEGINS;
      match[at] = Math.min(match[at] ?? NOT, how);
      return true;
    });
  }

  #matchNames(words: readonly string[], whole: string, match: Uint8Array): void {
    const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
    const others = words.filter((word) => word !== longest);
    if (others.length === 0 && longest === whole) {
      scan(this.#names, longest, (at, text, from) => {
        const how = placeMatch(text, from, from + longest.length);
        if (how < (match[at] ?? NOT)) match[at] = how;
        return how <= BEGINS;
      });
      return;
    }
    scan(this.#names, longest, (at, text, _, start, end) => {
      const names = text.slice(start, end);
      if (others.every((word) => names.includes(word))) {
        match[at] = Math.min(match[at] ?? NOT, nameMatch(names, words, whole));
      }
      return true;
    });
  }

  /** Places of what matches, the better match first and equals by rank. */
  #inOrder(match: Uint8Array, passes: (at: number) => boolean): Uint32Array {
    const found: Uint32Array[] = Array.from({ length: NOT }, () => new Uint32Array(this.#table.size));
    const counts = new Uint32Array(NOT);
    for (let rank = 0; rank < this.#order.length; rank += 1) {
      const at = this.#order[rank] ?? 0;
      const how = match[at] ?? NOT;
      const places = found[how];
      if (!places || !passes(at)) continue;
      places[counts[how] ?? 0] = at;
      counts[how] = (counts[how] ?? 0) + 1;
    }
    const all = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
    let filled = 0;
    found.forEach((places, how) => {
      all.set(places.subarray(0, counts[how]), filled);
      filled += counts[how] ?? 0;
    });
    return all;
  }

  #filter({ domains, vocabularies, standardOnly, usedOnly }: ConceptFilters): (at: number) => boolean {
    const table = this.#table;
    const domain = chosen(table.domains, domains);
    const vocabulary = chosen(table.vocabularies, vocabularies);
    const standard = standardOnly ? chosen(table.standard, ['S']) : null;
    const used = usedOnly ? this.#popularity?.used : null;
    return (at) =>
      (!domain || domain[table.domains.of[at] ?? 0] === 1) &&
      (!vocabulary || vocabulary[table.vocabularies.of[at] ?? 0] === 1) &&
      (!standard || standard[table.standard.of[at] ?? 0] === 1) &&
      (!used || used[at] === 1);
  }

  /** All places: used before unused, by persons, by persons with descendants, standard before others, valid before invalid, short names first. */
  #ranked(): Uint32Array {
    const { size, names, standard, invalid } = this.#table;
    const popularity = this.#popularity;
    const isStandard = Uint8Array.from(standard.of, (label) => Number(standard.labels[label] === 'S'));
    const isValid = Uint8Array.from(invalid.of, (label) => Number(invalid.labels[label] === ''));
    return Uint32Array.from({ length: size }, (_, at) => at).sort(
      (a, b) =>
        (popularity ? (popularity.used[b] ?? 0) - (popularity.used[a] ?? 0) : 0) ||
        (popularity ? (popularity.persons[b] ?? 0) - (popularity.persons[a] ?? 0) : 0) ||
        (popularity ? (popularity.personsBelow[b] ?? 0) - (popularity.personsBelow[a] ?? 0) : 0) ||
        (isStandard[b] ?? 0) - (isStandard[a] ?? 0) ||
        (isValid[b] ?? 0) - (isValid[a] ?? 0) ||
        (names[a]?.length ?? 0) - (names[b]?.length ?? 0) ||
        a - b,
    );
  }
}

/** How a single word matches where it was found: as a whole name, at its beginning, at a word's, or inside. */
function placeMatch(text: string, from: number, to: number): number {
  const before = text[from - 1];
  if (before === CONCEPT || before === NAME) {
    const after = text[to];
    return after === CONCEPT || after === NAME ? EXACT : BEGINS;
  }
  return before === ' ' ? WORDS : WITHIN;
}

function nameMatch(names: string, words: readonly string[], whole: string): number {
  const bounded = `${NAME}${names.slice(1)}${NAME}`;
  if (whole !== '' && bounded.includes(`${NAME}${whole}${NAME}`)) return EXACT;
  if (whole !== '' && bounded.includes(NAME + whole)) return BEGINS;
  return words.every((word) => bounded.includes(` ${word}`) || bounded.includes(NAME + word))
    ? WORDS
    : WITHIN;
}

function blocks(size: number, textOf: (at: number) => string): TextBlock[] {
  return Array.from({ length: Math.ceil(size / BLOCK) }, (_, block) => {
    const first = block * BLOCK;
    const count = Math.min(BLOCK, size - first);
    const starts = new Uint32Array(count + 1);
    const parts: string[] = [];
    let length = 0;
    for (let i = 0; i < count; i += 1) {
      const part = CONCEPT + textOf(first + i);
      starts[i] = length;
      length += part.length;
      parts.push(part);
    }
    starts[count] = length;
    return { text: parts.join('') + CONCEPT, starts };
  });
}

/**
 * Calls `found` for every occurrence in every concept's text, with where in its block's text it and the concept lie;
 * after it answers true no more of that concept's.
 */
function scan(
  searched: readonly TextBlock[],
  wanted: string,
  found: (at: number, text: string, from: number, start: number, end: number) => boolean,
): void {
  searched.forEach(({ text, starts }, block) => {
    let i = 0;
    let from = text.indexOf(wanted);
    while (from >= 0) {
      while ((starts[i + 1] ?? text.length) <= from) i += 1;
      if (i >= starts.length - 1) break;
      const end = starts[i + 1] ?? text.length;
      const enough = found(block * BLOCK + i, text, from, starts[i] ?? 0, end);
      from = text.indexOf(wanted, enough ? end : from + 1);
    }
  });
}

/** Which labels are wanted; null when all are. */
function chosen({ labels }: Labels, wanted: readonly string[]): Uint8Array | null {
  if (wanted.length === 0) return null;
  return Uint8Array.from(labels, (label) => Number(wanted.includes(label)));
}

function inverse(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  order.forEach((at, rank) => {
    ranks[at] = rank;
  });
  return ranks;
}
