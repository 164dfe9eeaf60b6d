import type { Manifest } from '../release/manifest/manifest.ts';
import { type DemoOptions, demoReleased } from './plan.ts';
import { lastDay } from './population.ts';

/** One written file of a demo release. `fields` are column names with Frictionless types. */
export interface WrittenFile {
  readonly table: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

/** The manifest of a demo release. */
export function demoManifest(options: DemoOptions, files: readonly WrittenFile[]): Manifest {
  return {
    profile: 'data-package',
    name: `akashi-demo-${options.persons}-${options.seed}`,
    title: 'Akashi デモリリース（合成データ） / Akashi demo release (synthetic)',
    licenses: [{ name: 'CC0-1.0' }],
    resources: files.map(({ table, path, bytes, sha256, fields }) => ({
      name: table,
      path,
      format: 'parquet' as const,
      mediatype: 'application/vnd.apache.parquet',
      hash: `sha256:${sha256}`,
      bytes,
      schema: { fields },
    })),
    akashi: {
      formatVersion: 1,
      releaseId: `akashi-demo-${options.kind}-${options.persons}-${options.seed}`,
      kind: options.kind,
      provider: { name: 'Akashi', certification: 'デモ（実在しない事業者） / demo (no real provider)' },
      model: { name: 'OMOP CDM', version: '5.4' },
      released: demoReleased,
      dataCutoff: lastDay,
      population: { persons: options.persons, withdrawnSince: 0 },
      terms: {
        purpose: '操作の習得と手法の検証 / learning and validation of methods',
        licensee: 'どなたでも / anybody',
        expires: '2099-03-31',
        outputRules: 'ndb',
        minimumCell: 10,
        personLevelView: true,
      },
    },
  };
}
