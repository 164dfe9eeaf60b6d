import { z } from 'zod';
import { AkashiError } from '../errors/akashiError.ts';
import { safetyInputs } from '../study/safety/safetyInputs.ts';
import { studyInputs } from '../study/studyInputs.ts';
import { conceptInputs } from '../vocabulary/conceptInputs.ts';
import type { OperationInput, OperationName } from '../workbenchApi.ts';

const nothing = z.strictObject({});
const id = z.string().min(1).max(200);
const ids = z.array(id).max(10_000);
const definition = { name: z.string().max(1_000), text: z.string().max(50_000_000) };
const definitionFile = z.strictObject({ ...definition, id: id.optional() });
const operation = z.enum(['union', 'intersection', 'difference']);
const keptCohort = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('definition'), id, ...definition }),
  z.strictObject({
    kind: z.literal('combination'),
    id,
    name: z.string().max(1_000),
    operation,
    members: z.array(id).min(1).max(10_000),
  }),
]);

/** What each operation accepts; checked where a call enters a host. */
const operationInputs: { readonly [N in OperationName]: z.ZodType<OperationInput<N>> } = {
  'release.open': z.strictObject({ locator: z.string().min(1).max(10_000) }),
  'release.close': nothing,
  'release.current': nothing,
  'demo.create': z.strictObject({
    folder: z.string().min(1).max(10_000),
    persons: z.int().min(1).max(10_000_000),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    kind: z.enum(['anonymized', 'pseudonymized']).optional(),
  }),
  'cohorts.import': z.strictObject({ files: z.array(definitionFile).max(10_000) }),
  'cohorts.list': nothing,
  'cohorts.remove': z.strictObject({ ids }),
  'cohorts.shipped': nothing,
  'cohorts.generate': z.strictObject({ ids, attrition: z.boolean().optional() }),
  'cohorts.page': z.strictObject({ id }),
  'cohorts.attrition': z.strictObject({ id, rules: z.array(z.int().min(0)).max(1_000) }),
  'cohorts.combine': z.strictObject({
    operation,
    ids,
    name: z.string().max(1_000),
    id: id.optional(),
  }),
  'cohorts.restore': z.strictObject({ cohorts: z.array(keptCohort).max(10_000) }),
  'cohorts.overlap': z.strictObject({ ids }),
  'explore.open': nothing,
  'explore.cube': z.strictObject({
    joint: z.int().min(0).max(1_000),
    filters: z.record(
      id,
      z
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    ),
  }),
  'drafts.matchRelease': z.strictObject({
    concepts: z
      .array(
        z.strictObject({
          id: z.int().min(0),
          name: z.string().max(10_000),
          code: z.string().max(1_000),
          vocabulary: z.string().max(1_000),
          withDescendants: z.boolean(),
          withMapped: z.boolean(),
        }),
      )
      .max(100_000),
    usage: z.boolean(),
  }),
  'drafts.count': z.strictObject({
    draft: id,
    name: z.string().max(1_000),
    text: z.string().max(50_000_000),
    rulesOff: z.array(z.int().min(0)).max(1_000),
  }),
  ...conceptInputs,
  ...studyInputs,
  ...safetyInputs,
  'cohorts.characteristics': z.strictObject({ id }),
  'cohorts.observation': z.strictObject({ id }),
  'cohorts.entryEvents': z.strictObject({ id }),
  'cohorts.incidence': z.strictObject({ id }),
  'cohorts.pathways': z.strictObject({
    id,
    events: z.array(id).min(1).max(12),
    options: z.strictObject({
      combinationDays: z.int().min(0).max(365),
      minimumDays: z.int().min(0).max(365),
      repeats: z.boolean(),
    }),
  }),
  'cohorts.export': z.strictObject({ ids, path: z.string().min(1).max(10_000) }),
};

export function isOperation(operation: string): operation is OperationName {
  return Object.hasOwn(operationInputs, operation);
}

/** @throws AkashiError `host.invalidInput` with the path of the first offending value */
export function parseInput<N extends OperationName>(operation: N, input: unknown): OperationInput<N> {
  const parsed = operationInputs[operation].safeParse(input);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AkashiError('host.invalidInput', { operation, path: path === '' ? '/' : path });
}
