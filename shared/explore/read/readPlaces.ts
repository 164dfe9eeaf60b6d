import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, plainName, sql } from '../../engine/sql.ts';
import type { Bin, LocalText } from '../exploreModel.ts';
import { inBoth } from '../localText.ts';
import { conceptBins } from './conceptLabels.ts';
import { bitOf, type EventMask, lookupMask } from './readEvents.ts';

/** Institutions and departments of visits: their bins, and how to tell those of a visit `e`. */
export interface Places {
  readonly institutions: readonly Bin[];
  /** The last institution stands for all others. */
  readonly hasOtherInstitutions: boolean;
  readonly departments: readonly Bin[];
  readonly masks: readonly EventMask[];
}

/** Kinds of claims, which stand for a department where a release knows no better. */
const claimKinds: Readonly<Record<string, LocalText>> = {
  medical: inBoth('explore.claim.medical'),
  dental: inBoth('explore.claim.dental'),
  pharmacy: inBoth('explore.claim.pharmacy'),
};

/**
 * The care sites with most visits, the rest together; and the specialties of providers (their own text where they have
 * no concept).
 */
export async function readPlaces(
  connection: EngineConnection,
  mostBins: number,
  other: Bin,
  job: Job,
): Promise<Places> {
  const sites = toRows(
    await connection.query(
      sql`SELECT CAST(v.care_site_id AS BIGINT) AS site, MIN(c.care_site_name) AS name
FROM (
  SELECT care_site_id, COUNT(*) AS visits FROM cdm.visit_occurrence WHERE care_site_id IS NOT NULL GROUP BY care_site_id
) AS v
LEFT JOIN cdm.care_site AS c ON c.care_site_id = v.care_site_id
GROUP BY v.care_site_id, v.visits ORDER BY v.visits DESC, v.care_site_id LIMIT ${mostBins + 1}`,
      job,
    ),
  );
  const shown = sites.slice(0, sites.length > mostBins ? mostBins - 1 : mostBins);
  const hasOther = sites.length > shown.length;
  const institutions: Bin[] = shown.map(({ site, name }) => {
    const text = String(name ?? site);
    return { label: { ja: text, en: text } };
  });
  const specialties = toRows(
    await connection.query(
      sql`SELECT CAST(COALESCE(specialty_concept_id, 0) AS BIGINT) AS concept,
  CASE WHEN COALESCE(specialty_concept_id, 0) = 0 THEN specialty_source_value END AS own_text
FROM cdm.provider
GROUP BY 1, 2 HAVING MAX(COALESCE(specialty_concept_id, 0)) > 0 OR MAX(specialty_source_value) IS NOT NULL
ORDER BY COUNT(*) DESC, 1, 2 LIMIT ${mostBins}`,
      job,
    ),
  );
  const concepts = specialties.map(({ concept }) => Number(concept));
  const named = await conceptBins(
    connection,
    [...new Set(concepts)].filter((concept) => concept > 0),
    job,
  );
  const known = [...new Set(concepts)].filter((concept) => concept > 0);
  const departments = specialties.map(({ concept, own_text: text }): Bin => {
    const own = String(text ?? '');
    return named[known.indexOf(Number(concept))] ?? { label: claimKinds[own] ?? { ja: own, en: own } };
  });
  const masks: EventMask[] = [
    lookupMask('institution', sql`e.care_site_id`, {
      values: shown.map(({ site }) => Number(site)),
      other: hasOther ? shown.length : null,
    }),
  ];
  if (specialties.length > 0) {
    const rows = specialties.map(
      ({ concept, own_text: text }, bin) =>
        sql`(CAST(${Number(concept)} AS BIGINT), CAST(${text === null ? null : String(text)} AS VARCHAR), ${bitOf(bin)})`,
    );
    const alias = plainName('department_bins');
    masks.push({
      id: 'department',
      mask: sql`COALESCE(${alias}.bit, 0)`,
      join: sql`LEFT JOIN (
  SELECT p.provider_id, MIN(s.bit) AS bit
  FROM cdm.provider AS p
  JOIN (VALUES ${join(rows)}) AS s(concept, own_text, bit)
    ON s.concept = COALESCE(p.specialty_concept_id, 0)
    AND (s.concept > 0 OR s.own_text = p.specialty_source_value)
  GROUP BY p.provider_id
) AS ${alias} ON ${alias}.provider_id = e.provider_id`,
    });
  }
  return {
    institutions: hasOther ? [...institutions, other] : institutions,
    hasOtherInstitutions: hasOther,
    departments,
    masks,
  };
}
