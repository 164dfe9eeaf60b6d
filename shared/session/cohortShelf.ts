import { combinationHash, definitionHash } from '../cohort/definitionHash.ts';
import { parseDefinition } from '../cohort/expression/parseDefinition.ts';
import type { OutputRules } from '../disclosure/outputRules.ts';
import { isSmall } from '../disclosure/outputRules.ts';
import { isWithheld } from '../disclosure/publishedCount.ts';
import { AkashiError, type Failure } from '../errors/akashiError.ts';
import { isStudyFile } from '../study/specification/readStudyJson.ts';
import type { CohortOperation, CohortSummary, DefinitionFile, ImportReport } from '../workbenchApi.ts';
import type { KeptCohort, KeptCombination } from './shelfApi.ts';
import { type CohortResult, isStale, type ShelvedCohort } from './shelvedCohort.ts';

/** The cohorts that the user works with, in the order they came. Their results belong to the open release. */
export class CohortShelf {
  readonly #cohorts = new Map<string, ShelvedCohort>();
  #nextKey = 1;

  /**
   * Takes definitions. One that names a cohort becomes that cohort; of the others, one with the same name and content
   * is there already, one with the same name is replaced.
   */
  import(files: readonly DefinitionFile[], rules: OutputRules): ImportReport {
    const imported: CohortSummary[] = [];
    const failed: { name: string; failures: readonly Failure[] }[] = [];
    for (const { id, name, text } of files) {
      if (isStudyFile(text)) {
        failed.push({ name, failures: [{ code: 'cohort.isAStudy', params: { name } }] });
        continue;
      }
      const parsed = parseDefinition(name, text);
      if (!parsed.ok) {
        failed.push({ name, failures: parsed.failures });
        continue;
      }
      const { definition } = parsed;
      const origin = { kind: 'definition', definition } as const;
      const place = id ?? this.#named(name, 'definition')?.id;
      imported.push(summarise(this.#place(place, name, definitionHash(definition), origin), rules));
    }
    this.#rehash();
    return { imported, failed };
  }

  /** @throws AkashiError `cohort.unknown` */
  combine(
    operation: CohortOperation,
    members: readonly string[],
    name: string,
    id?: string | undefined,
  ): ShelvedCohort {
    const hash = this.#combinationHash(operation, members);
    const same = id ?? this.#named(name, 'combination')?.id;
    // What goes into a combination cannot be replaced by it.
    const place = same !== undefined && this.#reaches(members, same) ? undefined : same;
    const cohort = this.#place(place, name, hash, { kind: 'combination', operation, members });
    this.#rehash();
    return this.get(cohort.id);
  }

  /**
   * Makes the shelf hold exactly these cohorts, in this order. What is there as it should be keeps its results. What
   * cannot be read, or combines what is not there, is reported and left out.
   */
  restore(kept: readonly KeptCohort[], rules: OutputRules): ImportReport {
    const before = new Map(this.#cohorts);
    const definitions = kept.filter((cohort) => cohort.kind === 'definition');
    const ids = new Set(definitions.map(({ id }) => id));
    for (const { id } of this.all()) if (!ids.has(id)) this.#cohorts.delete(id);
    const { failed } = this.import(definitions, rules);
    const missing = this.#restoreCombinations(
      kept.filter((cohort) => cohort.kind === 'combination'),
      before,
    );
    const ordered = kept.flatMap(({ id }) => this.#cohorts.get(id) ?? []);
    this.#cohorts.clear();
    for (const cohort of ordered) this.#cohorts.set(cohort.id, cohort);
    return { imported: ordered.map((cohort) => summarise(cohort, rules)), failed: [...failed, ...missing] };
  }

  /** Members first, whatever the order. @returns those whose members are not there */
  #restoreCombinations(
    waiting: readonly KeptCombination[],
    before: ReadonlyMap<string, ShelvedCohort>,
  ): ImportReport['failed'] {
    const ready = waiting.filter(({ members }) => members.every((id) => this.#cohorts.has(id)));
    if (ready.length === 0) {
      return waiting.map(({ name, members }) => {
        const id = members.find((member) => !this.#cohorts.has(member)) ?? '';
        return { name, failures: [{ code: 'cohort.unknown', params: { id } }] };
      });
    }
    for (const { operation, members, name, id } of ready) {
      const hash = this.#combinationHash(operation, members);
      this.#place(id, name, hash, { kind: 'combination', operation, members }, before.get(id));
    }
    return this.#restoreCombinations(
      waiting.filter((combination) => !ready.includes(combination)),
      before,
    );
  }

  #named(name: string, kind: ShelvedCohort['origin']['kind']): ShelvedCohort | undefined {
    return this.all().find((cohort) => cohort.name === name && cohort.origin.kind === kind);
  }

  #place(
    place: string | undefined,
    name: string,
    hash: string,
    origin: ShelvedCohort['origin'],
    same = place === undefined ? undefined : this.#cohorts.get(place),
  ): ShelvedCohort {
    const unchanged = same?.hash === hash;
    const key = unchanged ? same.key : this.#nextKey++;
    const cohort: ShelvedCohort = {
      id: place ?? this.#freeId(),
      key,
      name,
      hash,
      origin,
      result: same?.result ?? null,
      failure: unchanged ? same.failure : null,
    };
    this.#cohorts.set(cohort.id, cohort);
    return cohort;
  }

  #freeId(): string {
    for (let number = this.#nextKey - 1; ; number++) {
      if (!this.#cohorts.has(`c${number}`)) return `c${number}`;
    }
  }

  #combinationHash(operation: CohortOperation, members: readonly string[]): string {
    return combinationHash(
      operation,
      this.pick(members).map((member) => member.hash),
    );
  }

  /** A combination changes with its members. */
  #rehash(): void {
    const done = new Set<string>();
    const visit = (cohort: ShelvedCohort): void => {
      if (done.has(cohort.id) || cohort.origin.kind !== 'combination') return;
      done.add(cohort.id);
      const { operation, members } = cohort.origin;
      for (const member of this.pick(members)) visit(member);
      this.#place(cohort.id, cohort.name, this.#combinationHash(operation, members), cohort.origin);
    };
    for (const cohort of this.all()) visit(cohort);
  }

  /** Whether a cohort is among others or their members. */
  #reaches(ids: readonly string[], wanted: string): boolean {
    return this.pick(ids).some(
      ({ id, origin }) =>
        id === wanted || (origin.kind === 'combination' && this.#reaches(origin.members, wanted)),
    );
  }

  all(): ShelvedCohort[] {
    return [...this.#cohorts.values()];
  }

  /** @throws AkashiError `cohort.unknown` */
  get(id: string): ShelvedCohort {
    const cohort = this.#cohorts.get(id);
    if (!cohort) throw new AkashiError('cohort.unknown', { id });
    return cohort;
  }

  /** The named cohorts in the order named; all when none is named. @throws AkashiError `cohort.unknown` */
  pick(ids: readonly string[]): ShelvedCohort[] {
    return ids.length === 0 ? this.all() : ids.map((id) => this.get(id));
  }

  /** A combination goes with any of its members. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#cohorts.delete(id);
      const orphans = this.all().filter(
        ({ origin }) => origin.kind === 'combination' && origin.members.includes(id),
      );
      this.remove(orphans.map((orphan) => orphan.id));
    }
  }

  settle(id: string, outcome: { readonly result: CohortResult } | { readonly failure: Failure }): void {
    const cohort = this.#cohorts.get(id);
    if (!cohort) return;
    this.#cohorts.set(id, { ...cohort, result: null, failure: null, ...outcome });
  }

  /** Another release: the definitions stay, what they gave does not. */
  forgetResults(): void {
    for (const cohort of this.all()) this.#cohorts.set(cohort.id, { ...cohort, result: null, failure: null });
  }
}

/** A cohort for the user's list; counts obey the output rules. */
export function summarise(cohort: ShelvedCohort, rules: OutputRules): CohortSummary {
  const { id, name, hash, origin, result, failure } = cohort;
  return {
    id,
    name,
    title: titleOf(cohort),
    hash,
    source: origin.kind,
    state: failure ? 'failed' : result ? 'generated' : 'notGenerated',
    stale: isStale(cohort),
    failure,
    persons: result?.shown ?? null,
    entries: result && publishEntries(result, rules),
    milliseconds: result?.milliseconds ?? null,
  };
}

/** Entries that exceed persons by a few would tell of the few who entered again. */
function publishEntries(
  { persons, entries, shown }: CohortResult,
  rules: OutputRules,
): CohortSummary['entries'] {
  if (isWithheld(shown)) return shown;
  return isSmall(entries - persons, rules)
    ? { withheld: 'complementary', below: rules.minimumCell }
    : entries;
}

/** ATLAS writes the name beside the expression that it exports. */
export function titleOf({ name, origin }: ShelvedCohort): string {
  if (origin.kind !== 'definition') return name;
  const { raw } = origin.definition;
  const own = typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : null;
  return typeof own === 'string' && own.trim() !== '' ? own : name;
}
