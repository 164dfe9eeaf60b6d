import type { PublishedCount } from '../disclosure/publishedCount.ts';
import type { ConceptEntry, ConceptOverview } from './conceptApi.ts';
import { ConceptIndex } from './conceptIndex.ts';
import { namesByLanguage } from './conceptNames.ts';
import { type ConceptTable, type Labels, labelAt, placeOf } from './conceptTable.ts';
import type { PublishedUsage } from './publishUsage.ts';

/** The vocabulary of a release as it may be shown: concepts, their index and, once counted, their use. */
export class ConceptCatalogue {
  readonly table: ConceptTable;
  readonly index: ConceptIndex;
  readonly hasHierarchy: boolean;
  readonly hasMappings: boolean;
  #usage: PublishedUsage | null = null;

  constructor(table: ConceptTable, has: { readonly hierarchy: boolean; readonly mappings: boolean }) {
    this.table = table;
    this.index = new ConceptIndex(table);
    this.hasHierarchy = has.hierarchy;
    this.hasMappings = has.mappings;
  }

  get usage(): PublishedUsage | null {
    return this.#usage;
  }

  /** From now on entries have counts, and the most used come first. */
  publish(usage: PublishedUsage): void {
    this.#usage = usage;
    const { size } = this.table;
    const used = new Uint8Array(size);
    const persons = new Float64Array(size);
    const personsBelow = new Float64Array(size);
    for (let at = 0; at < size; at += 1) {
      const counts = usage.own(at);
      used[at] = Number(counts.role !== null);
      // The order says no more than the counts: all withheld ones are equal.
      persons[at] = shownNumber(counts.persons);
      personsBelow[at] = shownNumber(usage.withDescendants(at)?.persons ?? 0);
    }
    this.index.rankBy({ used, persons, personsBelow });
  }

  /** −1 where the vocabulary lacks it. */
  placeOf(id: number): number {
    return placeOf(this.table.ids, id);
  }

  /** A concept as lists show it; one that the vocabulary lacks is named by its number. */
  entry(id: number): ConceptEntry {
    const at = this.placeOf(id);
    if (at >= 0) return this.entryAt(at);
    return {
      id,
      name: String(id),
      japanese: null,
      english: null,
      code: '',
      domain: '',
      vocabulary: '',
      conceptClass: '',
      standard: null,
      invalidReason: null,
      counts: null,
      withDescendants: null,
    };
  }

  entryAt(at: number): ConceptEntry {
    const { ids, names, codes, domains, vocabularies, classes, standard, invalid, synonyms } = this.table;
    const name = names[at] ?? '';
    return {
      id: ids[at] ?? 0,
      name,
      ...namesByLanguage(name, synonyms.get(at) ?? []),
      code: codes[at] ?? '',
      domain: labelAt(domains, at),
      vocabulary: labelAt(vocabularies, at),
      conceptClass: labelAt(classes, at),
      standard: labelAt(standard, at) || null,
      invalidReason: labelAt(invalid, at) || null,
      counts: this.#usage?.own(at) ?? null,
      withDescendants: this.#usage?.withDescendants(at) ?? null,
    };
  }

  /** Ids with the most used first, in the order of an empty search. */
  byUse(ids: Iterable<number>): number[] {
    return [...ids].sort(
      (a, b) => this.index.rankOf(this.placeOf(a)) - this.index.rankOf(this.placeOf(b)) || a - b,
    );
  }

  isUsed(id: number): boolean {
    const at = this.placeOf(id);
    return at >= 0 && this.#usage?.own(at).role !== null;
  }

  facets(): Pick<ConceptOverview, 'concepts' | 'domains' | 'vocabularies' | 'hasHierarchy' | 'hasMappings'> {
    const { size, domains, vocabularies } = this.table;
    const { hasHierarchy, hasMappings } = this;
    return {
      concepts: size,
      domains: sizes(domains),
      vocabularies: sizes(vocabularies),
      hasHierarchy,
      hasMappings,
    };
  }
}

function shownNumber(count: PublishedCount): number {
  return typeof count === 'number' ? count : 0;
}

function sizes({ labels, of }: Labels): { readonly id: string; readonly concepts: number }[] {
  const counts = new Float64Array(labels.length);
  for (const label of of) counts[label] = (counts[label] ?? 0) + 1;
  return labels
    .map((id, label) => ({ id, concepts: counts[label] ?? 0 }))
    .sort((a, b) => b.concepts - a.concepts || (a.id < b.id ? -1 : 1));
}
