import { doubleFdr } from '../../../stats/sensitivity/adjustPValues.ts';
import type { SafetyOutcome } from '../safetyPersons.ts';

/** Which outcomes are tested together: chapters, and the listed outcomes with nothing listed below them. */
export interface TestFamilies {
  readonly chapters: number;
  /** Of each listed outcome its chapter; in the order of `listed`. */
  readonly chapterOf: Int32Array;
  /** Whether the outcome is a leaf of what is listed; a chapter with nothing below it is both. */
  readonly isLeaf: readonly boolean[];
  readonly isChapter: readonly boolean[];
}

/** @param listed places of the outcomes in the table */
export function testFamilies(outcomes: readonly SafetyOutcome[], listed: readonly number[]): TestFamilies {
  const among = new Set(listed);
  const hasChild = new Set(listed.flatMap((place) => listedAbove(outcomes, place, among)));
  const numbers = new Map<number, number>();
  const chapterOf = Int32Array.from(listed, (place) => {
    const top = topOf(outcomes, place);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top) as number;
  });
  return {
    chapters: numbers.size,
    chapterOf,
    isLeaf: listed.map((place) => !hasChild.has(place)),
    isChapter: listed.map((place) => topOf(outcomes, place) === place),
  };
}

/** The nearest listed outcomes above one. */
export function listedAbove(
  outcomes: readonly SafetyOutcome[],
  place: number,
  listed: ReadonlySet<number>,
): number[] {
  const found = new Set<number>();
  const seen = new Set<number>();
  const climb = (at: number): void => {
    for (const above of outcomes[at]?.parents ?? []) {
      if (seen.has(above)) continue;
      seen.add(above);
      if (listed.has(above)) found.add(above);
      else climb(above);
    }
  };
  climb(place);
  return [...found];
}

/** An outcome in several chapters is tested in the first. */
function topOf(outcomes: readonly SafetyOutcome[], place: number): number {
  const seen = new Set<number>();
  let at = place;
  while (!seen.has(at)) {
    seen.add(at);
    at = outcomes[at]?.parents[0] ?? at;
  }
  return at;
}

/**
 * p-values after double FDR: leaves are tested within chapters, and pass where chapter and leaf do, so that the larger of
 * the two is what compares with the level; a leaf of a chapter that does not pass has its chapter's. Chapters have the p
 * of anything in them. What lies between is not tested (null): the tree scan looks at it.
 */
export function adjustByFamilies(
  p: readonly (number | null)[],
  { chapters, chapterOf, isLeaf, isChapter }: TestFamilies,
  level: number,
): (number | null)[] {
  const tested = p.flatMap((value, i) => (value !== null && isLeaf[i] ? [i] : []));
  const { group, member } = doubleFdr(
    tested.map((i) => p[i] as number),
    Int32Array.from(tested, (i) => chapterOf[i] as number),
    chapters,
    level,
  );
  const adjusted = p.map((value, i) => {
    const ofChapter = group[chapterOf[i] as number] as number;
    return value !== null && isChapter[i] && !isLeaf[i] ? ofChapter : null;
  });
  tested.forEach((i, k) => {
    const ofChapter = group[chapterOf[i] as number] as number;
    const own = member[k] as number;
    adjusted[i] = Number.isNaN(own) ? ofChapter : Math.max(ofChapter, own);
  });
  return adjusted;
}
