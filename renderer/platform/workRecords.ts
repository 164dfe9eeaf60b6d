import { z } from 'zod';
import { isObject, type JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { Version } from '../../shared/cohort/versions/version.ts';
import type { KeptCohort } from '../../shared/session/shelfApi.ts';
import { safetyFinding } from '../../shared/study/safety/safetyFinding.ts';
import type { Draft } from '../state/drafts.ts';
import { type Study, studyTabs } from '../state/studies.ts';
import type { StoredChange } from './workStore.ts';

/** Tells which window wrote a record, and how often it was written. */
export interface Stamp {
  readonly writer: string;
  readonly revision: number;
}

const stamp = z.object({ writer: z.string(), revision: z.number() });
const document = z.custom<JsonObject>(isObject);
const place = z.array(z.union([z.string(), z.number()]));
const draft: z.ZodType<Draft> = z.object({
  id: z.string().min(1),
  name: z.string(),
  document,
  cohort: z.string().nullable(),
  unsaved: z.boolean(),
  rulesOff: z.array(z.number()),
});
const cohort: z.ZodType<KeptCohort> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('definition'), id: z.string().min(1), name: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('combination'),
    id: z.string().min(1),
    name: z.string(),
    operation: z.enum(['union', 'intersection', 'difference']),
    members: z.array(z.string()).min(1),
  }),
]);
const study: z.ZodType<Study> = z
  .object({
    id: z.string().min(1),
    name: z.string(),
    text: z.string(),
    findings: z.array(safetyFinding).default([]),
  })
  // A study without findings is as it always was.
  .transform(({ findings, ...rest }) => (findings.length === 0 ? rest : { ...rest, findings }));
const shelfPlace = z.object({ at: z.number(), cohort }).nullable();
const step = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('draft'),
    draft: z.string(),
    before: draft.nullable(),
    after: draft.nullable(),
    place,
  }),
  z.object({
    kind: z.literal('study'),
    study: z.string(),
    before: study.nullable(),
    after: study.nullable(),
    tab: z.enum(studyTabs),
  }),
  z.object({
    kind: z.literal('shelf'),
    parts: z.array(z.object({ before: shelfPlace, after: shelfPlace })),
  }),
]);
const change = z.object({
  title: z.object({
    key: z.custom<StoredChange['title']['key']>((key) => typeof key === 'string'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
  steps: z.array(step),
});

/** A value as text: what was written whole can be read, and nothing else. */
const textOf = <T>(schema: z.ZodType<T>) =>
  z.string().transform((text, context) => {
    try {
      const parsed = schema.safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
    } catch {}
    context.addIssue('unreadable');
    return z.NEVER;
  });

export const cohortRecord = z.object({ id: z.string(), position: z.number(), text: textOf(cohort), stamp });
export const draftRecord = z.object({ id: z.string(), text: textOf(draft), stamp });
export const studyRecord = z.object({
  id: z.string(),
  position: z.number(),
  text: textOf(study),
  stamp,
});
export const changeRecord = z.object({ window: z.string(), number: z.number(), text: textOf(change) });
export const viewRecord = z.object({
  window: z.string(),
  at: z.number(),
  view: z.object({
    section: z.string(),
    openDraft: z.string().nullable(),
    draftPlace: place,
    openCohort: z.string().nullable(),
    builderView: z.string().default(''),
    unreadJson: z.record(z.string(), z.string()).default({}),
    openStudy: z.string().nullable().default(null),
    studyTab: z.string().default(''),
    release: z.object({ locator: z.string(), title: z.string() }).nullable(),
    done: z.number(),
  }),
});
const versionDocument = textOf(document);
export const versionRecord = z
  .object({
    id: z.string(),
    lineage: z.string(),
    at: z.string(),
    hash: z.string(),
    name: z.string(),
    note: z.string(),
    reason: z.enum(['saved', 'imported', 'otherWindow']),
    text: versionDocument,
  })
  .transform(({ text, ...version }): Version => ({ ...version, document: text }));

/** A version as it is kept. */
export function versionAsRecord({ document: content, ...version }: Version): object {
  return { ...version, text: JSON.stringify(content) };
}
