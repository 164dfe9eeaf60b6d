import { z } from 'zod';
import { isObject, type JsonObject } from '../cohort/expression/definitionReader.ts';
import { safetyFinding } from '../study/safety/safetyFinding.ts';

/** The layout of project files that this Akashi writes; see migrateProject.ts for what it can read. */
export const projectVersion = 4;

const name = z.string().min(1).max(1_000);
const hash = z.string().max(200);
const json = z.custom<JsonObject>((value) => isObject(value), 'an object');

const publishedCount = z.union([
  z.int().min(0),
  z.strictObject({ withheld: z.enum(['small', 'complementary']), below: z.int().min(1) }),
]);

const attrition = z.strictObject({
  entry: publishedCount,
  rules: z.array(
    z.strictObject({
      index: z.int().min(0),
      name: z.string(),
      enabled: z.boolean(),
      passes: publishedCount,
      aloneRemoves: publishedCount,
      remaining: publishedCount.nullable(),
    }),
  ),
  final: publishedCount,
  exits: z.array(
    z.strictObject({
      reason: z.enum(['observationEnd', 'strategy', 'censored', 'censorWindow']),
      persons: publishedCount,
    }),
  ),
});

const provenance = z.strictObject({
  releaseId: z.string(),
  releaseDigest: hash,
  definitionHash: hash,
  method: z.string(),
  engine: z.string(),
  akashiVersion: z.string(),
  generatedAt: z.string(),
  milliseconds: z.number(),
});

const cohortResult = z.strictObject({
  cohort: z.string().min(1).max(200),
  name,
  title: z.string(),
  hash,
  persons: publishedCount,
  entries: publishedCount,
  attrition: attrition.nullable(),
  ageAtIndex: z.array(
    z.strictObject({
      from: z.int().min(0),
      to: z.int().min(0).nullable(),
      male: publishedCount,
      female: publishedCount,
      unknown: publishedCount,
    }),
  ),
  sex: z.array(z.strictObject({ sex: z.enum(['male', 'female', 'unknown']), persons: publishedCount })),
  calendar: z.strictObject({
    unit: z.enum(['month', 'year']),
    periods: z.array(z.strictObject({ period: z.string(), entries: publishedCount })),
  }),
  duration: z.strictObject({ median: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  provenance,
});

const id = z.string().min(1).max(200);

const draft = z.strictObject({
  id,
  name,
  /** The id of the cohort that it was opened from or saved as. */
  cohort: id.nullable(),
  document: json,
  rulesOff: z.array(z.int().min(0)),
});

const version = z.strictObject({
  id,
  /** The id of the cohort or draft whose history it belongs to. */
  lineage: id,
  at: z.string(),
  name: z.string(),
  note: z.string(),
  reason: z.enum(['saved', 'imported', 'otherWindow']),
  document: json,
});

/** A project file's content, in the order in which it is written. */
export const projectSchema = z.strictObject({
  akashi: z.literal('project'),
  version: z.literal(projectVersion),
  writtenBy: z.string(),
  release: z
    .strictObject({
      id: z.string(),
      digest: hash,
      title: z.string(),
      /** The smallest count that the release lets out: no result in the file is below it but 0. */
      minimumCell: z.int().min(1),
    })
    .nullable(),
  definitions: z.array(z.strictObject({ id, name, definition: json })),
  combinations: z.array(
    z.strictObject({
      id,
      name,
      operation: z.enum(['union', 'intersection', 'difference']),
      members: z.array(id),
    }),
  ),
  drafts: z.array(draft),
  versions: z.array(version),
  arrangements: z.array(
    z.strictObject({
      cohort: id,
      rules: z.array(z.strictObject({ index: z.int().min(0), enabled: z.boolean() })),
    }),
  ),
  results: z.array(cohortResult),
  /** Studies as the texts of their files, which may be unfinished; their results are run again. */
  studies: z.array(
    z.strictObject({
      id,
      name,
      text: z.string().max(50_000_000),
      /** Findings of a safety study that were saved, with how they are judged. */
      findings: z.array(safetyFinding),
    }),
  ),
});

/**
 * What a `.akashi` file holds: the definitions as Circe JSON, combinations, drafts, versions, how attrition is arranged,
 * results as they were published, with the digest of the release that they came from, and studies. Never rows, never a
 * count that the release's output rules withhold.
 */
export type Project = z.infer<typeof projectSchema>;
export type ProjectDraft = Project['drafts'][number];
export type ProjectResult = Project['results'][number];
