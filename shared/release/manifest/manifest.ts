import { z } from 'zod';
import { AkashiError } from '../../errors/akashiError.ts';
import { parseJson } from './parseJson.ts';

/** The manifest's name at the top of a release, and its detached signature beside it. */
export const MANIFEST_FILE = 'datapackage.json';
export const SIGNATURE_FILE = 'datapackage.json.minisig';

/** Releases of this or a lower `formatVersion` can be read. */
export const FORMAT_VERSION = 1;

const isoDate = z.iso.date();
const text = z.string().trim().min(1);

const resource = z.looseObject({
  /** The OMOP table; where it is none, the file's name tells it. */
  name: text,
  path: text,
  /** `parquet`, `csv` or `tsv`; files of another format are verified but not read. */
  format: z.string().optional(),
  hash: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/i),
  bytes: z.int().nonnegative(),
  encoding: z.string().optional(),
  dialect: z.looseObject({ delimiter: z.string().length(1).optional() }).optional(),
  schema: z.looseObject({}).optional(),
});

const akashi = z.looseObject({
  formatVersion: z.int().positive(),
  releaseId: text,
  kind: z.enum(['anonymized', 'pseudonymized']),
  provider: z.looseObject({ name: text, certification: text.optional() }),
  model: z.looseObject({ name: text, version: text }),
  released: isoDate,
  dataCutoff: isoDate.optional(),
  supersedes: text.optional(),
  population: z
    .looseObject({ persons: z.int().nonnegative(), withdrawnSince: z.int().nonnegative().optional() })
    .optional(),
  terms: z.looseObject({
    purpose: text,
    licensee: text.optional(),
    expires: isoDate.optional(),
    outputRules: text,
    minimumCell: z.int().min(1),
    personLevelView: z.boolean(),
  }),
});

/**
 * `datapackage.json`: a Frictionless Data Package with the `akashi` block. Unknown keys are kept.
 * Source: DESIGN of the release format; https://datapackage.org/standard/data-package.
 */
export const manifestSchema = z.looseObject({
  name: z.string().optional(),
  title: z.string().optional(),
  resources: z.array(resource).min(1),
  akashi,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestResource = Manifest['resources'][number];

/**
 * Reads a manifest's text.
 * @throws AkashiError `release.manifestNotJson`, `release.manifestInvalid` (first offending path),
 * `release.futureFormat`, `release.unsupportedModel`
 */
export function parseManifest(manifestText: string): Manifest {
  const value = parseJson(manifestText, MANIFEST_FILE);
  // A later format may look quite different: say that before anything else is found wrong with it.
  const version = z.object({ akashi: z.object({ formatVersion: z.int() }) }).safeParse(value);
  if (version.success && version.data.akashi.formatVersion > FORMAT_VERSION) {
    throw new AkashiError('release.futureFormat', {
      found: version.data.akashi.formatVersion,
      supported: FORMAT_VERSION,
    });
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new AkashiError('release.manifestInvalid', { file: MANIFEST_FILE, path: path || '(top)' });
  }
  const { name, version: modelVersion } = parsed.data.akashi.model;
  if (!/^omop(\s+cdm)?$/i.test(name) || !/^v?5\.[34](\.\d+)?$/i.test(modelVersion)) {
    throw new AkashiError('release.unsupportedModel', { name, version: modelVersion });
  }
  return parsed.data;
}

/**
 * Checks the days of a release against today (ISO, the host's calendar day).
 * @throws AkashiError `release.notYetValid`, `release.expired` (the last day still counts)
 */
export function checkValidity(manifest: Manifest, today: string): void {
  const { released, terms } = manifest.akashi;
  if (released > today) throw new AkashiError('release.notYetValid', { released });
  if (terms.expires !== undefined && terms.expires < today) {
    throw new AkashiError('release.expired', { expires: terms.expires });
  }
}

/** The 64 lower-case hex digits of a resource's `hash`. */
export function sha256Of(resource: ManifestResource): string {
  return resource.hash.replace(/^sha256:/i, '').toLowerCase();
}
