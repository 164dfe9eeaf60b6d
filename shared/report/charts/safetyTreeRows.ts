import { inLanguage } from '../../i18n/inLanguage.ts';
import type { Locale } from '../../i18n/translate.ts';
import type { SafetyRow, TreeFinding } from '../../study/safety/safetyResult.ts';
import { outcomeText } from './safetyMarks.ts';

/** A branch of the tree with its way down the hierarchy. */
export interface TreeRow extends TreeFinding {
  /** `消化器系の疾患 › K20–K31`: name of the chapter, codes below it; empty for a chapter. */
  readonly above: string;
  /** `K25 胃潰瘍` */
  readonly own: string;
  /** Outcomes above that hold the same persons, and so have the same figures. */
  readonly same: readonly string[];
}

/**
 * Findings in their order, each branch once: of one and the branch below it with the same figures, the lower, whose way
 * down names the other.
 *
 * @param rows of the table of the first time-at-risk, which the tree is of
 */
export function treeRows(
  tree: readonly TreeFinding[],
  rows: readonly SafetyRow[],
  locale: Locale,
): TreeRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = new Map(tree.map((finding) => [finding.id, finding]));
  const wayTo = (id: string): SafetyRow[] => {
    const way: SafetyRow[] = [];
    const seen = new Set<string>();
    for (let at = byId.get(id); at && !seen.has(at.id); at = byId.get(at.parents[0] ?? '')) {
      seen.add(at.id);
      way.unshift(at);
    }
    return way;
  };
  const isSame = (one: TreeFinding, other: TreeFinding): boolean =>
    one.exposed === other.exposed && one.unexposed === other.unexposed;
  const repeated = new Set<string>();
  const sameAbove = new Map<string, string[]>();
  for (const finding of tree) {
    const above = wayTo(finding.id)
      .slice(0, -1)
      .flatMap(({ id }) => found.get(id) ?? []);
    const same = above.filter((one) => isSame(one, finding)).map(({ id }) => id);
    for (const id of same) repeated.add(id);
    sameAbove.set(finding.id, same);
  }
  return tree
    .filter(({ id }) => !repeated.has(id))
    .map((finding) => ({
      ...finding,
      above: aboveText(wayTo(finding.id), locale),
      own: outcomeText(finding, locale),
      same: sameAbove.get(finding.id) ?? [],
    }));
}

function aboveText(way: readonly SafetyRow[], locale: Locale): string {
  const [chapter, ...between] = way.slice(0, -1);
  if (!chapter) return '';
  return [inLanguage(chapter.name, locale), ...between.map(({ code }) => code.replace('-', '–'))].join(' › ');
}

/** The whole way down: `消化器系の疾患 › K20–K31 › K25 胃潰瘍`. */
export function pathText({ above, own }: Pick<TreeRow, 'above' | 'own'>): string {
  return above === '' ? own : `${above} › ${own}`;
}
