import { matchRelease } from '../cohort/versions/releaseMatch.ts';
import { type Job, JobControl } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';
import { AkashiError } from '../errors/akashiError.ts';
import {
  type ConceptEntry,
  type ConceptOperations,
  type CountingState,
  memberLimit,
  type RelatedConcept,
  relatedLimit,
} from '../vocabulary/conceptApi.ts';
import { ConceptCatalogue } from '../vocabulary/conceptCatalogue.ts';
import { ConceptRelations } from '../vocabulary/conceptRelations.ts';
import type { ConceptSetItem } from '../vocabulary/conceptSet.ts';
import { loadConceptTable, numbers } from '../vocabulary/conceptTable.ts';
import { countConceptUsage } from '../vocabulary/conceptUsage.ts';
import { orphanConcepts } from '../vocabulary/orphanConcepts.ts';
import { publishUsage } from '../vocabulary/publishUsage.ts';
import { itemShares, membersOf, resolveItems } from '../vocabulary/resolveItems.ts';
import { loadUsedDescendants } from '../vocabulary/usedDescendants.ts';
import type { OperationInput, OperationOutput } from '../workbenchApi.ts';
import type { ReleaseSession } from './releaseSession.ts';

type Found<N extends keyof ConceptOperations> = Promise<OperationOutput<N>>;

/**
 * The vocabulary of the open release. Its index is built when first asked for; the use of its concepts is then counted
 * in the background, so that search does not wait for it.
 */
export class ConceptSession {
  readonly #release: ReleaseSession;
  readonly #now: () => number;
  readonly #background = new JobControl((progress) => {
    if (this.#counting.state === 'counting') {
      this.#counting = { state: 'counting', fraction: progress.fraction ?? 0 };
    }
  });
  #catalogue: Promise<ConceptCatalogue> | null = null;
  #counted: Promise<void> = Promise.resolve();
  #counting: CountingState = { state: 'counting', fraction: 0 };
  #lastSearch: { readonly key: string; readonly places: Uint32Array } | null = null;

  /** @param now milliseconds of a clock that does not run backwards */
  constructor(release: ReleaseSession, now: () => number) {
    this.#release = release;
    this.#now = now;
  }

  async overview(job: Job): Found<'concepts.overview'> {
    const catalogue = await this.#opened(job);
    return { ...catalogue.facets(), counting: this.#counting };
  }

  async search(
    { text, offset, limit, ...filters }: OperationInput<'concepts.search'>,
    job: Job,
  ): Found<'concepts.search'> {
    const catalogue = await this.#opened(job);
    if (filters.usedOnly) await this.#counted;
    const started = this.#now();
    const key = JSON.stringify([text, filters, this.#counting.state]);
    const places =
      this.#lastSearch?.key === key ? this.#lastSearch.places : catalogue.index.search(text, filters);
    this.#lastSearch = { key, places };
    const hits = Array.from(places.subarray(offset, offset + limit), (at) => {
      const entry = catalogue.entryAt(at);
      const shown = [entry.name, entry.japanese, entry.english];
      return { ...entry, matchedSynonym: catalogue.index.matchedSynonym(at, text, shown) };
    });
    return {
      total: places.length,
      hits,
      counting: this.#counting,
      milliseconds: this.#now() - started,
    };
  }

  async lookup(ids: readonly number[], job: Job): Found<'concepts.lookup'> {
    const catalogue = await this.#opened(job);
    return ids.filter((id) => catalogue.placeOf(id) >= 0).map((id) => catalogue.entry(id));
  }

  async page(id: number, job: Job): Found<'concepts.page'> {
    const catalogue = await this.#opened(job);
    const at = catalogue.placeOf(id);
    if (at < 0) throw new AkashiError('concept.unknown', { id });
    return this.#release.withConnection(async (connection) => {
      const relations = new ConceptRelations(connection, catalogue.hasHierarchy, job);
      const idsOf = (found: readonly { readonly is: number }[]) =>
        catalogue.byUse(new Set(found.map(({ is }) => is))).slice(0, relatedLimit);
      const parents = idsOf(await relations.parents([id]));
      const children = idsOf(await relations.children([id]));
      const below = await relations.childNumbers([id, ...parents, ...children]);
      const related = (one: number): RelatedConcept => ({
        ...catalogue.entry(one),
        children: below.get(one) ?? 0,
      });
      const { from, to } = await relations.validity(id);
      const entries = (ids: readonly number[]): ConceptEntry[] => ids.map((one) => catalogue.entry(one));
      return {
        concept: related(id),
        synonyms: catalogue.table.synonyms.get(at) ?? [],
        validFrom: from,
        validTo: to,
        parents: parents.map(related),
        children: children.map(related),
        mapsTo: entries(idsOf(await relations.mapsTo([id]))),
        mappedFrom: entries(idsOf(await relations.mappedFrom([id]))),
        hasHierarchy: catalogue.hasHierarchy,
        counting: this.#counting,
      };
    });
  }

  async resolve(items: readonly ConceptSetItem[], job: Job): Found<'concepts.resolve'> {
    const catalogue = await this.#opened(job);
    const yields = await this.#release.withConnection((connection) => resolveItems(connection, items, job));
    const { members, excluded } = membersOf(yields);
    const originsOf = (id: number) => yields.origins.get(id) ?? [];
    const isExcluding = (item: number) => items[item]?.isExcluded === true;
    return {
      total: members.length,
      members: this.#most(catalogue, members).map((id) => ({
        ...catalogue.entry(id),
        origins: originsOf(id),
      })),
      excludedTotal: excluded.length,
      excluded: this.#most(catalogue, excluded).map((id) => ({
        ...catalogue.entry(id),
        origins: originsOf(id).filter(({ item }) => !isExcluding(item)),
        takenOutBy: originsOf(id).filter(({ item }) => isExcluding(item)),
      })),
      items: itemShares(yields).map((share, place) => {
        const id = items[place]?.conceptId ?? 0;
        return { ...share, concept: catalogue.placeOf(id) < 0 ? null : catalogue.entry(id) };
      }),
      hasHierarchy: catalogue.hasHierarchy,
      hasMappings: catalogue.hasMappings,
      counting: this.#counting,
    };
  }

  async orphans(items: readonly ConceptSetItem[], job: Job): Found<'concepts.orphans'> {
    const catalogue = await this.#opened(job);
    await this.#counted;
    return this.#release.withConnection(async (connection) => {
      const relations = new ConceptRelations(connection, catalogue.hasHierarchy, job);
      return orphanConcepts(catalogue, relations, await resolveItems(connection, items, job));
    });
  }

  async compare(
    a: readonly ConceptSetItem[],
    b: readonly ConceptSetItem[],
    job: Job,
  ): Found<'concepts.compare'> {
    const catalogue = await this.#opened(job);
    const [inA, inB] = await this.#release.withConnection(async (connection) => [
      new Set(membersOf(await resolveItems(connection, a, job)).members),
      new Set(membersOf(await resolveItems(connection, b, job)).members),
    ]);
    const part = (ids: readonly number[]) => ({
      total: ids.length,
      concepts: this.#most(catalogue, ids).map((id) => catalogue.entry(id)),
    });
    return {
      onlyA: part([...inA].filter((id) => !inB.has(id))),
      both: part([...inA].filter((id) => inB.has(id))),
      onlyB: part([...inB].filter((id) => !inA.has(id))),
    };
  }

  async match(
    { concepts, usage }: OperationInput<'drafts.matchRelease'>,
    job: Job,
  ): Promise<OperationOutput<'drafts.matchRelease'>> {
    const catalogue = await this.#opened(job);
    if (usage) await this.#counted;
    return this.#release.withConnection((connection) => {
      const relations = new ConceptRelations(connection, catalogue.hasHierarchy, job);
      return matchRelease(concepts, catalogue, relations, usage && this.#counting.state === 'counted');
    });
  }

  /** Resolves once the use of the concepts is counted, or counting failed. */
  async counted(job: Job): Promise<CountingState> {
    await this.#opened(job);
    await this.#counted;
    return this.#counting;
  }

  /** Stops counting and waits until it has let go of the engine. */
  async close(): Promise<void> {
    this.#background.cancel();
    await this.#catalogue?.catch(() => {});
    await this.#counted;
  }

  #most(catalogue: ConceptCatalogue, ids: readonly number[]): number[] {
    return catalogue.byUse(ids).slice(0, memberLimit);
  }

  /** The index; a failed attempt is made again at the next call. */
  #opened(job: Job): Promise<ConceptCatalogue> {
    this.#catalogue ??= this.#open(job).catch((error: unknown) => {
      this.#catalogue = null;
      throw error;
    });
    return this.#catalogue;
  }

  async #open(job: Job): Promise<ConceptCatalogue> {
    job.report({ phase: 'reading', fraction: null, detail: 'concept' });
    const catalogue = await this.#release.withConnection(async (connection) => {
      // Not the caller's job: others wait for the same index.
      const table = await loadConceptTable(connection, this.#background);
      return new ConceptCatalogue(table, {
        hierarchy: await hasRows(connection, 'concept_ancestor', this.#background),
        mappings: await hasRows(connection, 'concept_relationship', this.#background),
      });
    });
    this.#counted = this.#count(catalogue);
    return catalogue;
  }

  async #count(catalogue: ConceptCatalogue): Promise<void> {
    const started = this.#now();
    try {
      await this.#release.withConnection(async (connection) => {
        const { table } = catalogue;
        const usage = await countConceptUsage(connection, table, this.#background);
        const isUsed = (at: number) => usage.persons[at] !== undefined;
        const below = await loadUsedDescendants(connection, table, isUsed, this.#background);
        catalogue.publish(publishUsage(usage, below, this.#release.outputRules));
      });
      this.#counting = { state: 'counted', milliseconds: this.#now() - started };
    } catch {
      this.#counting = { state: 'failed' };
    }
  }
}

async function hasRows(
  connection: EngineConnection,
  table: 'concept_ancestor' | 'concept_relationship',
  job: Job,
): Promise<boolean> {
  const from = table === 'concept_ancestor' ? sql`cdm.concept_ancestor` : sql`cdm.concept_relationship`;
  const rows = await connection.query(sql`SELECT CAST(count(*) AS DOUBLE) FROM ${from}`, job);
  return (numbers(rows, 0)[0] ?? 0) > 0;
}
