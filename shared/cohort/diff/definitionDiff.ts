import type { Locale } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { definitionText, type SectionId, sectionIds, type TextSection } from '../sentences/definitionText.ts';
import type { Sentence } from '../sentences/wording.ts';
import type { DiffPiece } from './diffPieces.ts';
import { diffSentences } from './diffSentences.ts';

/** A statement that differs, or that holds statements that do. */
export interface DiffLine {
  /** `kept`: only what it introduces differs. `moved`: the same at another place of its list. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved' | 'kept';
  /** Its place in the newer definition; in the older one for what was removed. */
  readonly path: NodePath;
  /** Name of an inclusion rule. */
  readonly heading: readonly DiffPiece[];
  readonly pieces: readonly DiffPiece[];
  readonly note: readonly DiffPiece[];
  readonly members: readonly DiffLine[];
}

export interface DiffSection {
  readonly id: SectionId;
  readonly title: string;
  readonly lines: readonly DiffLine[];
}

/** What two definitions say differently, chapter by chapter; only chapters that differ. */
export interface DefinitionDiff {
  readonly locale: Locale;
  readonly sections: readonly DiffSection[];
  readonly added: number;
  readonly removed: number;
  /** Changed or moved. */
  readonly changed: number;
}

/** Compares two definitions by what they say. Definitions of the same text have no differences. */
export function diffDefinitions(
  before: CohortDefinition,
  after: CohortDefinition,
  locale: Locale,
): DefinitionDiff {
  const older = new Map(definitionText(before, locale).sections.map((section) => [section.id, section]));
  const newer = new Map(definitionText(after, locale).sections.map((section) => [section.id, section]));
  const sections = sectionIds.flatMap((id): DiffSection[] => {
    const lines = diffSentences(statements(older.get(id)), statements(newer.get(id)), locale);
    const title = newer.get(id)?.title ?? older.get(id)?.title ?? '';
    return lines.length === 0 ? [] : [{ id, title, lines }];
  });
  const lines = sections.flatMap((section) => section.lines.flatMap(withMembers));
  const count = (...kinds: readonly DiffLine['kind'][]): number =>
    lines.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    locale,
    sections,
    added: count('added'),
    removed: count('removed'),
    changed: count('changed', 'moved'),
  };
}

function statements(section: TextSection | undefined): Sentence[] {
  return section?.sentences.filter(({ remark }) => remark !== true) ?? [];
}

/** A line and the lines below it that are differences of their own; members of what is new or gone belong to it. */
function withMembers(line: DiffLine): DiffLine[] {
  const whole = line.kind === 'added' || line.kind === 'removed' || line.kind === 'moved';
  return whole ? [line] : [line, ...line.members.flatMap(withMembers)];
}
