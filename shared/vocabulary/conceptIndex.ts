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
    const { size } = this.#table;
    // Match and rank in one number: sorting numbers needs no comparator.
    const keys: number[] = [];
    match.forEach((how, at) => {
      if (how !== NOT && passes(at)) keys.push(how * size + (this.#ranks[at] ?? 0));
    });
    return Uint32Array.from(Float64Array.from(keys).sort(), (key) => this.#order[key % size] ?? 0);
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
    });
  }

  #matchNames(words: readonly string[], whole: string, match: Uint8Array): void {
    const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
    const others = words.filter((word) => word !== longest);
    scan(this.#names, longest, (at, text, _, start, end) => {
      const names = text.slice(start, end);
      if (!others.every((word) => names.includes(word))) return;
      match[at] = Math.min(match[at] ?? NOT, nameMatch(names, words, whole));
    });
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

/** Calls `found` once for every concept whose text holds `wanted`, with where in its block's text it and the concept lie. */
function scan(
  searched: readonly TextBlock[],
  wanted: string,
  found: (at: number, text: string, from: number, start: number, end: number) => void,
): void {
  searched.forEach(({ text, starts }, block) => {
    let i = 0;
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, starts[i] ?? text.length)) {
      while ((starts[i + 1] ?? Number.POSITIVE_INFINITY) <= from) i += 1;
      found(block * BLOCK + i, text, from, starts[i] ?? 0, starts[i + 1] ?? text.length);
      i += 1;
      if (i >= starts.length - 1) break;
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
