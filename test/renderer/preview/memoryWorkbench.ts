import type { WorkbenchConnection } from '../../../renderer/state/workbenchConnection.ts';
import { AkashiError, type Failure } from '../../../shared/errors/akashiError.ts';
import type { CallOptions } from '../../../shared/rpc/workbenchClient.ts';
import type {
  CohortSummary,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../../shared/workbenchApi.ts';
import { sampleAttrition, samplePage, sampleSummaries, summary } from './sampleCohorts.ts';
import { sampleRelease } from './sampleRelease.ts';
import { sampleBalance, sampleMatrix, samplePatients, sampleResult, sampleStudies } from './sampleStudies.ts';

/** What the previews need; an operation without an answer here fails as unsupported. */
type Handlers = {
  [N in OperationName]?: (input: OperationInput<N>, options: CallOptions) => Promise<OperationOutput<N>>;
};

/** How the workbench of a preview behaves. */
export interface MemoryBehaviour {
  /** Milliseconds that one step of long work takes. */
  readonly step: number;
  readonly openFailures: readonly Failure[];
  readonly withCohorts: boolean;
}

export interface MemoryWorkbench extends WorkbenchConnection {
  readonly calls: { readonly operation: OperationName; readonly input: unknown }[];
  /** Lets one operation fail from now on. */
  fail(operation: string, failure: Failure): void;
  die(): void;
}

/** A workbench made of invented answers: for looking at the screens and testing the window's state, never shipped. */
export function memoryWorkbench(behaviour: MemoryBehaviour): MemoryWorkbench {
  const deaths = new Set<() => void>();
  const failing = new Map<string, Failure>();
  const calls: { operation: OperationName; input: unknown }[] = [];
  let cohorts: readonly CohortSummary[] = behaviour.withCohorts ? sampleSummaries : [];
  const known = (id: string) => {
    const found = cohorts.find((one) => one.id === id);
    if (!found) throw new AkashiError('cohort.unknown', { id });
    return found;
  };
  const take = (options: CallOptions, phases: readonly string[]) => steps(behaviour.step, options, phases);
  const studies: Handlers = {
    'studies.shipped': async () => sampleStudies(),
    'studies.matrix': async () => sampleMatrix(),
    'studies.run': async (file, options) => {
      await take(options, ['generating', 'reading', 'reading', 'characterising', 'characterising']);
      return sampleResult(file);
    },
    'studies.balance': async () => sampleBalance(2_000),
    'studies.patientsLike': async ({ profile }) => samplePatients(profile),
  };
  const handlers: Handlers = {
    ...studies,
    'release.open': async ({ locator }, options) => {
      await take(options, [
        'listing',
        'hashing',
        'hashing',
        'hashing',
        'signature',
        'reading',
        'checking',
        'deriving',
      ]);
      if (locator.includes('broken')) {
        throw new AkashiError('release.problems', {
          count: behaviour.openFailures.length,
          failures: behaviour.openFailures,
        });
      }
      return sampleRelease;
    },
    'release.close': async () => null,
    'release.current': async () => null,
    'demo.create': async ({ folder }, options) => {
      await take(options, ['demo', 'demo', 'writing']);
      return { locator: folder };
    },
    'cohorts.import': async ({ files }) => {
      const good = files.filter(({ text }) => text.trim().startsWith('{'));
      const imported = good.map(({ name, id }, i) => summary(id ?? `new-${name}`, name, 40 + i, null));
      cohorts = [...cohorts.filter(({ id }) => !imported.some((one) => one.id === id)), ...imported];
      const failed = files
        .filter((file) => !good.includes(file))
        .map(({ name }) => ({
          name,
          failures: [{ code: 'unexpected', params: { name: 'SyntaxError' } } as const],
        }));
      return { imported, failed };
    },
    'cohorts.list': async () => cohorts,
    'cohorts.remove': async ({ ids }) => {
      cohorts = cohorts.filter(({ id }) => !ids.includes(id));
      return cohorts;
    },
    'cohorts.shipped': async () => sampleSummaries.slice(0, 3).map(({ name }) => ({ name, text: '{}' })),
    'cohorts.generate': async ({ ids }, options) => {
      await take(options, [
        'conceptSets',
        'generating',
        'generating',
        'generating',
        'generating',
        'attrition',
        'characterising',
      ]);
      cohorts = cohorts.map((one, i) =>
        one.state === 'notGenerated' && (ids.length === 0 || ids.includes(one.id))
          ? { ...summary(one.id, one.name, 20 + i, 4321), hash: one.hash }
          : one,
      );
      return cohorts;
    },
    'cohorts.page': async ({ id }) => samplePage(known(id)),
    'cohorts.attrition': async ({ rules }) => sampleAttrition(rules),
    'cohorts.restore': async ({ cohorts: kept }) => {
      cohorts = kept.map(
        ({ id, name, kind }, i) =>
          cohorts.find((one) => one.id === id) ?? { ...summary(id, name, 60 + i, null), source: kind },
      );
      return { imported: cohorts, failed: [] };
    },
    'cohorts.combine': async ({ name, id = 'combined' }) => {
      const made: CohortSummary = { ...summary(id, name, 99, 28_004), source: 'combination' };
      cohorts = [...cohorts, made];
      return made;
    },
    'cohorts.export': async () => {
      throw new AkashiError('host.unsupported', { what: 'cohorts.export' });
    },
    'cohorts.overlap': async ({ ids }) => ({
      cohorts: ids.map((id) => ({ id, title: known(id).title, persons: known(id).persons ?? 0 })),
      combinations: [
        [true, false, false, 9_120],
        [false, true, false, 8_774],
        [true, true, false, 2_344],
        [false, false, true, 1_804],
        [true, false, true, 391],
        [false, true, true, 0],
      ].flatMap(([...row]) => {
        const persons = row.pop() as number;
        const members = ids.map((_, i) => row[i] === true);
        return members.includes(true)
          ? [{ members, persons: persons === 0 ? ({ withheld: 'small', below: 10 } as const) : persons }]
          : [];
      }),
    }),
  };
  return {
    calls,
    engine: async () => 'native',
    call: async (operation, input, options = {}) => {
      calls.push({ operation, input });
      const failure = failing.get(operation);
      if (failure) throw new AkashiError(failure.code, failure.params);
      const handler = handlers[operation] as
        | ((input: unknown, options: CallOptions) => Promise<never>)
        | undefined;
      if (!handler) throw new AkashiError('host.unsupported', { what: operation });
      return handler(input, options);
    },
    offer: async (title) => `picked:1/${title}`,
    onDied: (listener) => {
      deaths.add(listener);
      return () => deaths.delete(listener);
    },
    close: async () => {},
    fail: (operation, failure) => {
      failing.set(operation, failure);
    },
    die: () => {
      for (const listener of deaths) listener();
    },
  };
}

async function steps(
  milliseconds: number,
  { signal, onProgress }: CallOptions,
  phases: readonly string[],
): Promise<void> {
  for (const [i, phase] of phases.entries()) {
    if (signal?.aborted) throw new AkashiError('cancelled', {});
    onProgress?.({
      phase: phase as 'reading',
      fraction: i / phases.length,
      detail: 'cdm/condition_occurrence.parquet',
    });
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
  if (signal?.aborted) throw new AkashiError('cancelled', {});
}
