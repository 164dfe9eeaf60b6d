import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeComparison } from '../../main/cli/studies/writeComparison.ts';
import { Terminal } from '../../main/cli/terminal.ts';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { JobControl, type ProgressPhase } from '../../shared/engine/job.ts';
import { literal, name, sql } from '../../shared/engine/sql.ts';
import type { Effect } from '../../shared/study/result/comparisonResult.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { naiveCovariates } from './naiveCovariates.ts';
import { outcomeConcept, treatments, writeWideRelease } from './wideRelease.ts';

const PERSONS = 100_000;
const MEBIBYTE = 1024 ** 2;

/** A comparison of two drugs with all covariates, from the release's files to the written report. */
export const studyBenchmark: Benchmark = {
  name: 'study',
  async *run({ scale }) {
    const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
    try {
      const persons = Math.round(PERSONS * scale);
      await writeWideRelease(join(folder, 'release'), persons);
      const naive = await naiveMilliseconds(join(folder, 'release'));
      yield* compared(folder, naive);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function* compared(folder: string, naive: number): AsyncIterable<Figure> {
  const workbench = createNodeWorkbench({ userData: join(folder, 'user') });
  const phases = new PhaseClock();
  const job = new JobControl(({ phase }) => phases.enter(phase));
  try {
    const start = performance.now();
    const cpu = process.cpuUsage();
    const card = await workbench.run('release.open', { locator: join(folder, 'release') }, job);
    const opened = performance.now() - start;
    phases.enter('studyPopulation');
    const study = { name: 'bench', text: JSON.stringify(studyOfWideRelease()) };
    const out = join(folder, 'out');
    const terminal = new Terminal('ja', true);
    const { result } = await writeComparison({ workbench, card, file: study, folder: out, terminal, job });
    phases.enter(null);
    const total = performance.now() - start;
    yield { what: 'open and verify the release', engine: 'native', milliseconds: opened };
    for (const phase of timed) {
      const milliseconds = phases.milliseconds(phase);
      const note =
        phase === 'covariates' ? `${(milliseconds / naive).toFixed(2)} of a query per family and window` : '';
      yield { what: phase, engine: 'native', milliseconds, note };
    }
    const [pair] = result.pairs;
    const { crude = [], adjusted = [] } = pair?.outcomes[0]?.estimates ?? {};
    const { user, system } = process.cpuUsage(cpu);
    yield {
      what: `from file to report: ${card.persons.toLocaleString('en-GB')} persons, ${result.covariates.count.toLocaleString('en-GB')} covariates`,
      engine: 'native',
      milliseconds: total,
      note: [
        `${(total / naive).toFixed(1)} × the naive covariates alone`,
        `peak memory ${Math.round(phases.peak / MEBIBYTE)} MiB`,
        `AUC ${pair?.propensity.auc?.toFixed(3) ?? '—'}`,
        `hazard ratio crude ${shown(crude[0])}, adjusted ${shown(adjusted[0])}, true 1`,
        `${((user + system) / 1e6).toFixed(0)} s of CPU`,
      ].join(', '),
    };
  } finally {
    await workbench.close();
  }
}

function shown(effect: Effect | undefined): string {
  if (!effect) return '—';
  const { estimate, lower, upper } = effect;
  return `${estimate.toFixed(3)} (${lower.toFixed(3)}–${upper.toFixed(3)})`;
}

const timed: ReadonlySet<ProgressPhase> = new Set(['studyPopulation', 'covariates', 'analysing', 'writing']);

/** Time by phase, and the most memory seen whenever something is reported. */
class PhaseClock {
  readonly #spent = new Map<ProgressPhase, number>();
  #phase: ProgressPhase | null = null;
  #since = performance.now();
  peak = 0;

  /** Phases that are not told apart here belong to the one before. */
  enter(phase: ProgressPhase | null): void {
    this.peak = Math.max(this.peak, process.memoryUsage().rss);
    if (phase !== null && !timed.has(phase)) return;
    const now = performance.now();
    if (this.#phase) this.#spent.set(this.#phase, this.milliseconds(this.#phase) + now - this.#since);
    this.#phase = phase;
    this.#since = now;
  }

  milliseconds(phase: ProgressPhase): number {
    return this.#spent.get(phase) ?? 0;
  }
}

/** How long the presence covariates alone take when each family and window is a query. */
async function naiveMilliseconds(release: string): Promise<number> {
  const engine = await createNativeEngine();
  try {
    const connection = await engine.connect();
    for (const file of await readdir(release)) {
      const table = file.replace(/\.parquet$/, '');
      const path = literal(join(release, file));
      await connection.run(sql`CREATE VIEW ${name('cdm', table)} AS SELECT * FROM read_parquet(${path})`);
    }
    for (const table of ['device_exposure', 'observation', 'visit_occurrence']) {
      await connection.run(sql`CREATE VIEW ${name('cdm', table)} AS ${absent[table] ?? sql``}`);
    }
    await connection.run(
      sql`CREATE TABLE work.bench_index AS SELECT CAST(person_id AS INTEGER) AS date_no, person_id, drug_era_start_date AS index_date FROM cdm.drug_era`,
    );
    const start = performance.now();
    await naiveCovariates(
      connection,
      name('work', 'bench_index'),
      ['anyTime', 'long', 'short'],
      new JobControl(),
    );
    return performance.now() - start;
  } finally {
    await engine.close();
  }
}

const absent: Readonly<Record<string, ReturnType<typeof sql>>> = {
  device_exposure: sql`SELECT CAST(0 AS BIGINT) AS person_id, CAST(0 AS BIGINT) AS device_concept_id, CAST('2000-01-01' AS DATE) AS device_exposure_start_date WHERE FALSE`,
  observation: sql`SELECT CAST(0 AS BIGINT) AS person_id, CAST(0 AS BIGINT) AS observation_concept_id, CAST('2000-01-01' AS DATE) AS observation_date WHERE FALSE`,
  visit_occurrence: sql`SELECT CAST(0 AS BIGINT) AS person_id, CAST(0 AS BIGINT) AS visit_concept_id, CAST('2000-01-01' AS DATE) AS visit_start_date WHERE FALSE`,
};

function studyOfWideRelease(): unknown {
  return {
    akashiStudy: 1,
    type: 'comparison',
    name: 'bench',
    seed: 1,
    definitions: {
      target: definition('DrugEra', treatments.target),
      comparator: definition('DrugEra', treatments.comparator),
      outcome: definition('ConditionOccurrence', outcomeConcept),
    },
    arms: [
      { id: 'target', name: 'target', cohort: 'target' },
      { id: 'comparator', name: 'comparator', cohort: 'comparator' },
    ],
    timesAtRisk: [
      {
        id: 'itt',
        name: 'itt',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'observationEnd', days: 0 },
      },
    ],
    outcomes: [{ id: 'outcome', name: 'outcome', cohort: 'outcome' }],
    horizons: [365, 1095],
    overrides: [
      {
        target: 'target',
        comparator: 'comparator',
        outcome: 'outcome',
        timeAtRisk: 'itt',
        reason: 'A benchmark on invented data.',
        by: 'bench',
        at: '2026-01-01',
      },
    ],
  };
}

function definition(domain: string, concept: number) {
  const item = { concept: { CONCEPT_ID: concept }, includeDescendants: true };
  return {
    name: String(concept),
    expression: {
      ConceptSets: [{ id: 0, name: 'set', expression: { items: [item] } }],
      PrimaryCriteria: {
        CriteriaList: [{ [domain]: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 365, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'First' },
      },
      QualifiedLimit: { Type: 'First' },
      ExpressionLimit: { Type: 'First' },
      InclusionRules: [],
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
    },
  };
}
