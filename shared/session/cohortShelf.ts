import { combinationHash, definitionHash } from '../cohort/definitionHash.ts';
import { parseDefinition } from '../cohort/expression/parseDefinition.ts';
import type { OutputRules } from '../disclosure/outputRules.ts';
import { isSmall, publishCount } from '../disclosure/outputRules.ts';
import { AkashiError, type Failure } from '../errors/akashiError.ts';
import type { CohortOperation, CohortSummary, DefinitionFile, ImportReport } from '../workbenchApi.ts';
import type { CohortResult, ShelvedCohort } from './shelvedCohort.ts';

/** The cohorts that the user works with, in the order they came. Their results belong to the open release. */
export class CohortShelf {
  readonly #cohorts = new Map<string, ShelvedCohort>();
  #nextKey = 1;

  /** Takes definitions; one with the same name and content is there already, one with the same name is replaced. */
  import(files: readonly DefinitionFile[], rules: OutputRules): ImportReport {
    const imported: CohortSummary[] = [];
    const failed: { name: string; failures: readonly Failure[] }[] = [];
    for (const { name, text } of files) {
      const parsed = parseDefinition(name, text);
      if (!parsed.ok) {
        failed.push({ name, failures: parsed.failures });
        continue;
      }
      const { definition } = parsed;
      const cohort = this.#place(name, definitionHash(definition), { kind: 'definition', definition });
      imported.push(summarise(cohort, rules));
    }
    return { imported, failed };
  }

  /** @throws AkashiError `cohort.unknown` */
  combine(operation: CohortOperation, members: readonly string[], name: string): ShelvedCohort {
    const hash = combinationHash(
      operation,
      this.pick(members).map((member) => member.hash),
    );
    return this.#place(name, hash, { kind: 'combination', operation, members });
  }

  #place(name: string, hash: string, origin: ShelvedCohort['origin']): ShelvedCohort {
    const same = this.all().find((cohort) => cohort.name === name && cohort.origin.kind === origin.kind);
    if (same?.hash === hash) return same;
    const key = this.#nextKey++;
    const cohort: ShelvedCohort = {
      id: same?.id ?? `c${key}`,
      key,
      name,
      hash,
      origin,
      result: null,
      failure: null,
    };
    this.#cohorts.set(cohort.id, cohort);
    return cohort;
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
    failure,
    persons: result && publishCount(result.persons, rules),
    entries: result && publishEntries(result, rules),
    milliseconds: result?.milliseconds ?? null,
  };
}

/** Entries that exceed persons by a few would tell of the few who entered again. */
function publishEntries({ persons, entries }: CohortResult, rules: OutputRules): CohortSummary['entries'] {
  if (isSmall(persons, rules)) return { withheld: 'small', below: rules.minimumCell };
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
