import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import type { MemberOrigin } from './conceptApi.ts';
import type { ConceptSetItem } from './conceptSet.ts';
import { integers, numbers } from './conceptTable.ts';

/** What each item of a concept set yields: concept → by which items it is meant, taken in or left out. */
export interface ItemYields {
  readonly origins: ReadonlyMap<number, readonly MemberOrigin[]>;
  readonly items: readonly ConceptSetItem[];
}

const WAYS = ['itself', 'descendant', 'mapped'] as const;

/** Resolves with the meaning of `resolvedItems` (resolveConceptSets.ts), and remembers what came from where. */
export async function resolveItems(
  connection: EngineConnection,
  items: readonly ConceptSetItem[],
  job: Job,
): Promise<ItemYields> {
  const origins = new Map<number, MemberOrigin[]>();
  if (items.length === 0) return { origins, items };
  const column = (of: (item: ConceptSetItem, place: number) => number): Sql =>
    sql`UNNEST(CAST(string_split(${items.map((item, i) => of(item, i).toFixed(0)).join(' ')}, ' ') AS BIGINT[]))`;
  const rows = await connection.query(
    sql`WITH item AS MATERIALIZED (
        SELECT ${column((_, place) => place)} AS place, ${column(({ conceptId }) => conceptId)} AS concept_id,
          ${column(({ includeDescendants }) => Number(includeDescendants))} AS descendants,
          ${column(({ includeMapped }) => Number(includeMapped))} AS mapped
      ),
      base AS (
        SELECT i.place, c.concept_id, 0 AS way, i.mapped
        FROM item AS i JOIN cdm.concept AS c ON c.concept_id = i.concept_id
        UNION ALL
        SELECT i.place, c.concept_id, 1 AS way, i.mapped
        FROM item AS i
        JOIN cdm.concept_ancestor AS a ON a.ancestor_concept_id = i.concept_id
        JOIN cdm.concept AS c ON c.concept_id = a.descendant_concept_id AND c.invalid_reason IS NULL
        WHERE i.descendants = 1
      ),
      yielded AS (
        SELECT place, concept_id, way FROM base
        UNION ALL
        SELECT b.place, r.concept_id_1, 2 AS way
        FROM base AS b
        JOIN cdm.concept_relationship AS r
          ON r.concept_id_2 = b.concept_id AND r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL
        WHERE b.mapped = 1
      )
      SELECT CAST(place AS INTEGER), CAST(concept_id AS DOUBLE), CAST(min(way) AS INTEGER)
      FROM yielded GROUP BY place, concept_id ORDER BY place`,
    job,
  );
  const [places, ids, ways] = [integers(rows, 0), numbers(rows, 1), integers(rows, 2)];
  ids.forEach((id, row) => {
    const origin = { item: places[row] ?? 0, by: WAYS[ways[row] ?? 0] ?? 'itself' };
    const known = origins.get(id);
    if (known) known.push(origin);
    else origins.set(id, [origin]);
  });
  return { origins, items };
}

/** The concepts of the set, and those that exclusions took out of it. */
export function membersOf({ origins, items }: ItemYields): {
  readonly members: readonly number[];
  readonly excluded: readonly number[];
} {
  const isExcluding = ({ item }: MemberOrigin) => items[item]?.isExcluded === true;
  const wanted = [...origins].filter(([, from]) => !from.every(isExcluding));
  return {
    members: wanted.filter(([, from]) => !from.some(isExcluding)).map(([id]) => id),
    excluded: wanted.filter(([, from]) => from.some(isExcluding)).map(([id]) => id),
  };
}

/** Per item: how many concepts it yields, and for how many it alone decides. */
export function itemShares({
  origins,
  items,
}: ItemYields): readonly { readonly yields: number; readonly alone: number }[] {
  const shares = items.map(() => ({ yields: 0, alone: 0 }));
  for (const from of origins.values()) {
    const excluding = from.filter(({ item }) => items[item]?.isExcluded);
    const including = from.filter(({ item }) => !items[item]?.isExcluded);
    for (const { item } of from) {
      const share = shares[item];
      if (share) share.yields += 1;
    }
    const deciding = excluding.length > 0 ? (including.length > 0 ? excluding : []) : including;
    const share = deciding.length === 1 ? shares[deciding[0]?.item ?? -1] : undefined;
    if (share) share.alone += 1;
  }
  return shares;
}
