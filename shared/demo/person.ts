import { type Sql, sql } from '../engine/sql.ts';

/**
 * `chunk.person`: `chunk.base` with the end of observation known. Adds death (NULL when alive at the end), cause
 * (a condition concept or NULL) and exit (last day of observation, exclusive of nothing: it is observed).
 * The stories' deaths stand in `chunk.story_death` (person_id, day, cause).
 */
export function personStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.person AS
    SELECT b.* EXCLUDE (base_death, leaves),
      CASE WHEN coalesce(least(b.base_death, s.day), b.base_death) <= b.leaves
        THEN coalesce(least(b.base_death, s.day), b.base_death) END AS death,
      CASE WHEN s.day <= least(b.base_death, b.leaves) THEN s.cause END AS cause,
      least(b.leaves, b.base_death, coalesce(s.day, b.leaves)) AS exit
    FROM chunk.base b LEFT JOIN chunk.story_death s USING (person_id)
    ORDER BY b.person_id`;
}
