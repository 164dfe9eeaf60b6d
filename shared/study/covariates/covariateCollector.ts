import type { NamedConcept } from '../../features/characterisationApi.ts';
import { unknownConcept } from '../../features/conceptNames.ts';
import type { StudyPopulation } from '../population/studyPopulation.ts';
import type { CovariateSettings } from '../specification/comparisonSpecification.ts';
import { type Candidate, type CandidateName, covariateId } from './candidate.ts';
import { hashOfColumn, isConstant, sameColumn } from './columnIdentity.ts';
import type { Covariate, CovariateMatrix, ExcludedCovariate } from './covariateMatrix.ts';
import { type Correlated, TreatmentCorrelation } from './treatmentCorrelation.ts';

/** A column that was looked at, and how it correlates where it was left out for that. */
interface Seen {
  readonly candidate: Candidate;
  readonly proxy: Correlated | null;
}

type Exclusion = Omit<ExcludedCovariate, 'name'> & { readonly name: CandidateName };

/** Domains whose covariates describe the person whatever the treatment: too strong a correlation is for the diagnostics. */
const neverProxies: ReadonlySet<Covariate['domain']> = new Set(['demographics', 'score', 'picked']);

/** Takes candidates in a fixed order and keeps those that are neither too rare, nor repeated, nor the treatment in disguise. */
export class CovariateCollector {
  readonly #rows: number;
  readonly #settings: CovariateSettings;
  readonly #correlation: TreatmentCorrelation;
  readonly #kept: Candidate[] = [];
  readonly #excluded: Exclusion[] = [];
  /** By hash of the column. */
  readonly #seen = new Map<number, Seen[]>();
  /** Keys of domains of which no window was common enough yet. */
  readonly #tooFew = new Map<string, CandidateName>();
  readonly #common = new Set<string>();

  constructor({ rows, arm }: Pick<StudyPopulation, 'rows' | 'arm'>, settings: CovariateSettings) {
    this.#rows = rows;
    this.#settings = settings;
    this.#correlation = new TreatmentCorrelation(arm, settings.minimumPersons);
  }

  /** Always kept, even when it is constant or repeats another. */
  keep(candidate: Candidate): void {
    this.#remember(candidate, null);
    this.#kept.push(candidate);
  }

  /** What has no records left in its domain because the study took them out. */
  leaveOut(
    domain: Candidate['domain'],
    key: string,
    name: CandidateName,
    reason: ExcludedCovariate['reason'],
  ): void {
    this.#excluded.push({ id: covariateId({ domain, key, window: null }), name, reason, correlation: null });
  }

  offer(candidate: Candidate): void {
    const { domain, key, name, persons, column } = candidate;
    const id = covariateId(candidate);
    const windowless = covariateId({ domain, key, window: null });
    if (persons !== null && persons < this.#settings.minimumPersons) {
      if (!this.#common.has(windowless)) this.#tooFew.set(windowless, name);
      return;
    }
    this.#common.add(windowless);
    this.#tooFew.delete(windowless);
    const twin = this.#twinOf(column);
    if (twin || isConstant(column, this.#rows)) {
      const reason = twin?.proxy ? 'correlatesWithTreatment' : 'redundant';
      this.#excluded.push({ id, name, reason, correlation: twin?.proxy?.told ?? null });
      return;
    }
    const correlated = neverProxies.has(domain) ? null : this.#correlation.of(column);
    const isProxy =
      correlated !== null && Math.abs(correlated.correlation) > this.#settings.excludeProxies.correlation;
    this.#remember(candidate, isProxy ? correlated : null);
    if (isProxy) {
      this.#excluded.push({ id, name, reason: 'correlatesWithTreatment', correlation: correlated.told });
    } else this.#kept.push(candidate);
  }

  /** Concepts whose names {@link matrix} needs. */
  concepts(): Set<number> {
    const names = [
      ...this.#kept.map(({ name }) => name),
      ...this.#excluded.map(({ name }) => name),
      ...this.#tooFew.values(),
    ];
    const wanted = new Set(names.flatMap(({ concepts }) => concepts));
    for (const { concept } of this.#kept) if (concept !== null) wanted.add(concept);
    return wanted;
  }

  matrix(names: ReadonlyMap<number, NamedConcept>): CovariateMatrix {
    const named = (id: number): NamedConcept => names.get(id) ?? unknownConcept(id);
    const called = ({ concepts, phrase }: CandidateName) => phrase(concepts.map((id) => named(id).name));
    return {
      rows: this.#rows,
      covariates: this.#kept.map((candidate) => ({
        id: covariateId(candidate),
        domain: candidate.domain,
        window: candidate.window,
        concept: candidate.concept === null ? null : named(candidate.concept),
        name: called(candidate.name),
        kind: candidate.kind,
      })),
      columns: this.#kept.map(({ column }) => column),
      excluded: [
        ...this.#excluded.map(({ name, ...exclusion }) => ({ ...exclusion, name: called(name) })),
        ...[...this.#tooFew].map(
          ([id, name]): ExcludedCovariate => ({
            id,
            name: called(name),
            reason: 'tooFew',
            correlation: null,
          }),
        ),
      ],
    };
  }

  #twinOf(column: Candidate['column']) {
    return this.#seen
      .get(hashOfColumn(column))
      ?.find(({ candidate }) => sameColumn(candidate.column, column));
  }

  #remember(candidate: Candidate, proxy: Correlated | null): void {
    const hash = hashOfColumn(candidate.column);
    const known = this.#seen.get(hash);
    if (known) known.push({ candidate, proxy });
    else this.#seen.set(hash, [{ candidate, proxy }]);
  }
}
