import type { DiffLine } from '../../cohort/diff/definitionDiff.ts';
import { diffDefinitions } from '../../cohort/diff/definitionDiff.ts';
import { diffPieces } from '../../cohort/diff/diffPieces.ts';
import { diffSentences } from '../../cohort/diff/diffSentences.ts';
import type { NodePath } from '../../cohort/edit/nodePath.ts';
import { isObject } from '../../cohort/expression/definitionReader.ts';
import { parseDefinition } from '../../cohort/expression/parseDefinition.ts';
import type { Sentence } from '../../cohort/sentences/wording.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { jsonPath } from '../specification/schemaFailures.ts';
import { targetTrial } from './targetTrial.ts';

/** One chapter of what two studies say differently: a row of the target trial, a definition, or the rest. */
export interface StudyDiffSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly DiffLine[];
}

/**
 * What two studies say differently, in words; only chapters that differ. Settings that differ without being said (they
 * have no effect in these studies) are named by their places. Studies with the same hash and name have no differences.
 */
export function diffStudies(
  before: ComparisonSpecification,
  after: ComparisonSpecification,
  locale: Locale,
): StudyDiffSection[] {
  const [older, newer] = [targetTrial(before, locale), targetTrial(after, locale)];
  const rows = newer.map(({ id, title, sentences }, i) => ({
    id: id as string,
    title,
    lines: diffSentences(shallow(older[i]?.sentences ?? []), shallow(sentences), locale),
  }));
  const sections = [
    nameSection(before, after, locale),
    ...rows,
    ...definitionSections(before, after, locale),
  ];
  const worded = sections.filter(({ lines }) => lines.length > 0);
  return worded.length > 0 ? worded : restSection(before, after, locale);
}

/** What definitions say is compared definition by definition, not wherever one is used. */
function shallow(sentences: readonly Sentence[]): Sentence[] {
  return sentences.map((sentence) => ({
    ...sentence,
    members: shallow(sentence.members.filter(({ path }) => path[0] !== 'definitions')),
  }));
}

function nameSection(
  before: ComparisonSpecification,
  after: ComparisonSpecification,
  locale: Locale,
): StudyDiffSection {
  const texts = (study: ComparisonSpecification): Sentence[] =>
    [
      { path: ['name'], text: inLanguage(study.name, locale) },
      { path: ['description'], text: inLanguage(study.description, locale) },
    ].flatMap(({ path, text }) => (text === '' ? [] : [{ path, parts: [{ text }], members: [] }]));
  return {
    id: 'name',
    title: translate(locale, 'trial.row.name'),
    lines: diffSentences(texts(before), texts(after), locale),
  };
}

function definitionSections(
  before: ComparisonSpecification,
  after: ComparisonSpecification,
  locale: Locale,
): StudyDiffSection[] {
  const ids = [...new Set([...Object.keys(before.definitions), ...Object.keys(after.definitions)])];
  return ids.map((id) => {
    const [older, newer] = [read(before, id), read(after, id)];
    const name = after.definitions[id]?.name ?? before.definitions[id]?.name ?? id;
    const title = translate(locale, 'trial.row.definition', { name: inLanguage(name, locale) });
    const lines: DiffLine[] =
      older && newer
        ? [
            ...renamed(
              before.definitions[id]?.name,
              after.definitions[id]?.name,
              ['definitions', id],
              locale,
            ),
            ...diffDefinitions(older, newer, locale).sections.flatMap(({ lines }) =>
              lines.map((line) => within(['definitions', id, 'expression'], line)),
            ),
          ]
        : older || newer
          ? [
              {
                kind: newer ? 'added' : 'removed',
                path: ['definitions', id],
                heading: [],
                pieces: diffPieces(
                  newer ? '' : inLanguage(name, locale),
                  newer ? inLanguage(name, locale) : '',
                  locale,
                ),
                note: [],
                members: [],
              },
            ]
          : [];
    return { id: `definition ${id}`, title, lines };
  });
}

/** A difference of a definition as one of the study that holds it. */
function within(root: NodePath, line: DiffLine): DiffLine {
  return {
    ...line,
    path: [...root, ...line.path],
    members: line.members.map((member) => within(root, member)),
  };
}

function renamed(
  before: string | undefined,
  after: string | undefined,
  path: NodePath,
  locale: Locale,
): DiffLine[] {
  const [older, newer] = [inLanguage(before ?? '', locale), inLanguage(after ?? '', locale)];
  if (older === newer) return [];
  const pieces = diffPieces(older, newer, locale);
  return [{ kind: 'changed', path, heading: [], pieces, note: [], members: [] }];
}

function read({ definitions }: ComparisonSpecification, id: string) {
  if (!Object.hasOwn(definitions, id)) return null;
  const parsed = parseDefinition(id, JSON.stringify(definitions[id]?.expression));
  return parsed.ok ? parsed.definition : null;
}

/** Places whose values differ although nothing that is said does. */
function restSection(
  before: ComparisonSpecification,
  after: ComparisonSpecification,
  locale: Locale,
): StudyDiffSection[] {
  const { overrides: _, ...older } = before;
  const { overrides: __, ...newer } = after;
  const lines = differentPlaces(older, newer, []).map(
    (path): DiffLine => ({
      kind: 'changed',
      path,
      heading: [],
      pieces: [{ kind: 'added', text: jsonPath(path) }],
      note: [],
      members: [],
    }),
  );
  return lines.length === 0 ? [] : [{ id: 'rest', title: translate(locale, 'trial.row.rest'), lines }];
}

function differentPlaces(before: unknown, after: unknown, path: NodePath): NodePath[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, i) =>
      differentPlaces(before[i], after[i], [...path, i]),
    ).flat();
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differentPlaces(before[key], after[key], [...path, key]));
  }
  return [path];
}
