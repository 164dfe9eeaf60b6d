import { join, type Sql, sql } from '../engine/sql.ts';
import { anginaBaseline, anginaTruth } from './anginaTruth.ts';
import { double } from './random.ts';

/**
 * What would have happened, from the hazards themselves: for a contrast, stratum and horizon (years) the mean risk of
 * everybody in it under either arm, and beside it the events and person-years that the records show (crude).
 * `demo.truth_cell`: contrast, stratum, horizon, persons, target_risk, comparator_risk (sums of risks × 1e8),
 * target_events, target_days, comparator_events, comparator_days.
 */
export function truthCellTable(): Sql {
  return sql`CREATE OR REPLACE TABLE demo.truth_cell (contrast VARCHAR, stratum VARCHAR, horizon DOUBLE, persons BIGINT,
    target_risk BIGINT, comparator_risk BIGINT, target_events BIGINT, target_days BIGINT, comparator_events BIGINT, comparator_days BIGINT)`;
}

interface Contrast {
  readonly id: string;
  /** Who it is about. */
  readonly among: Sql;
  readonly target: Sql;
  /** Cumulative hazard to year `h` under the target and the comparator. */
  readonly hazards: readonly [target: Sql, comparator: Sql];
  readonly start: Sql;
  readonly event: Sql;
  readonly horizons: readonly number[];
}

const strata: readonly { readonly id: string; readonly who: Sql }[] = [
  { id: 'all', who: sql`TRUE` },
  { id: 'diabetes', who: sql`diabetes` },
  { id: 'noDiabetes', who: sql`NOT diabetes` },
  { id: 'under70', who: sql`age_dx < 70` },
  { id: '70andOver', who: sql`age_dx >= 70` },
];

const t = anginaTruth;
const b = anginaBaseline;
const early = double(t.invasiveVsConservative.days / 365.25);

/** Cumulative hazard, relative to the flat one, after a procedure whose ratio changes at `days`. */
function afterProcedure(ratios: { early: number; later: number }, years: Sql): Sql {
  return sql`(${double(ratios.early)} * least(greatest(0e0, ${years}), ${early}) + ${double(ratios.later)} * greatest(0e0, ${years} - ${early}))`;
}

/** Infarction and cardiac death together, with a ratio of each for the arm. */
function majorEvents(infarction: Sql, death: Sql): Sql {
  const overTime = (rate: Sql, device: Sql, ratios: { early: number; later: number }) =>
    sql`${rate} * (least(h, before_years) + ${device} * ${afterProcedure(ratios, sql`(h - before_years)`)})`;
  return sql`(${overTime(sql`infarction_rate * ${infarction}`, sql`infarction_device`, t.invasiveVsConservative.infarction)}
    + ${overTime(sql`cardiac_death_rate * ${death}`, sql`death_device`, t.invasiveVsConservative.cardiacDeath)})`;
}

function twoPieces(first: number, later: number, ratios: readonly [number, number], patient: Sql): Sql {
  return sql`(${patient} * (${double(first)} * ${double(ratios[0])} * least(h, 1e0) + ${double(later)} * ${double(ratios[1])} * greatest(0e0, h - 1e0)))`;
}

const thrombosisPatient = sql`(CASE WHEN long_lesion THEN 1.4e0 ELSE 1e0 END * CASE WHEN diabetes THEN 1.4e0 ELSE 1e0 END)`;
const platelet = sql`CASE platelet WHEN 'clopidogrel' THEN ${double(t.clopidogrelVsAspirin.infarction)} ELSE 1e0 END`;
const first = (column: Sql, other: Sql) => sql`least(${column}, ${other})`;
const tvr = t.drugElutingVsBareMetal.targetVesselRevascularisation;
const thrombosis = t.drugElutingVsBareMetal.stentThrombosis;

const contrasts: readonly Contrast[] = [
  {
    id: 'betaBlockerVsCalciumAntagonist',
    among: sql`first_line IN ('beta_blocker', 'calcium_antagonist')`,
    target: sql`first_line = 'beta_blocker'`,
    hazards: [
      majorEvents(
        sql`(${double(t.betaBlockerVsCalciumAntagonist.infarction)} * ${platelet})`,
        double(t.betaBlockerVsCalciumAntagonist.cardiacDeath),
      ),
      majorEvents(platelet, double(1)),
    ],
    start: sql`dx`,
    event: first(sql`infarction`, sql`cardiac_death`),
    horizons: [1, 5],
  },
  {
    id: 'drugElutingVsBareMetal.repeatRevascularisation',
    among: sql`operated AND procedure IN ('bare', 'eluting')`,
    target: sql`procedure = 'eluting'`,
    hazards: [
      twoPieces(b.revascularisationFirstYear, b.revascularisationLater, [tvr, tvr], sql`lesion_ratio`),
      twoPieces(b.revascularisationFirstYear, b.revascularisationLater, [1, 1], sql`lesion_ratio`),
    ],
    start: sql`procedure_day`,
    event: sql`repeat`,
    horizons: [1, 5],
  },
  {
    id: 'drugElutingVsBareMetal.stentThrombosis',
    among: sql`operated AND procedure IN ('bare', 'eluting')`,
    target: sql`procedure = 'eluting'`,
    hazards: [
      twoPieces(
        b.stentThrombosisFirstYear,
        b.stentThrombosisLater,
        [thrombosis.firstYear, thrombosis.later],
        thrombosisPatient,
      ),
      twoPieces(b.stentThrombosisFirstYear, b.stentThrombosisLater, [1, 1], thrombosisPatient),
    ],
    start: sql`procedure_day`,
    event: sql`thrombosis`,
    horizons: [1, 5],
  },
  {
    id: 'invasiveVsConservative',
    among: sql`NOT spasm`,
    target: sql`operated`,
    hazards: [
      sql`(infarction_rate * infarction_medical * ${afterProcedure(t.invasiveVsConservative.infarction, sql`h`)}
        + cardiac_death_rate * death_medical * ${afterProcedure(t.invasiveVsConservative.cardiacDeath, sql`h`)})`,
      sql`((infarction_rate * infarction_medical + cardiac_death_rate * death_medical) * h)`,
    ],
    start: sql`CASE WHEN operated THEN procedure_day ELSE dx + 30 END`,
    event: first(sql`infarction`, sql`cardiac_death`),
    horizons: [0.5, 5],
  },
];

/** Adds a chunk's patients (`chunk.heart`) to `demo.truth_cell`. */
export function truthCellStatements(): readonly Sql[] {
  return contrasts.map(({ id, among, target, hazards, start, event, horizons }) => {
    const risk = (hazard: Sql) =>
      sql`CAST(sum(CAST(round((1e0 - exp(-${hazard})) * 1e8) AS BIGINT)) AS BIGINT)`;
    const counted = (who: Sql, what: Sql) =>
      sql`CAST(sum(CASE WHEN ${who} THEN ${what} ELSE 0 END) AS BIGINT)`;
    const end = sql`least(coalesce(event, stop), stop)`;
    return sql`INSERT INTO demo.truth_cell
      SELECT ${id}, s.stratum, h, count(*), ${risk(hazards[0])}, ${risk(hazards[1])},
        ${counted(sql`target`, sql`CASE WHEN event < stop THEN 1 ELSE 0 END`)}, ${counted(sql`target`, sql`${end} - start`)},
        ${counted(sql`NOT target`, sql`CASE WHEN event < stop THEN 1 ELSE 0 END`)}, ${counted(sql`NOT target`, sql`${end} - start`)}
      FROM (
        SELECT *, ${target} AS target, ${start} AS start, ${event} AS event, h,
          least(exit, ${start} + CAST(round(h * 365.25e0) AS INTEGER)) AS stop
        FROM chunk.heart CROSS JOIN (SELECT unnest([${join(horizons.map(double))}]) AS h) WHERE ${among}
      ) x JOIN (${join(
        strata.map(({ id: stratum }) => sql`SELECT ${stratum} AS stratum`),
        ' UNION ALL ',
      )}) s ON CASE s.stratum ${join(
        strata.map(({ id: stratum, who }) => sql`WHEN ${stratum} THEN ${who}`),
        ' ',
      )} END
      WHERE start < stop AND (event IS NULL OR event >= start) GROUP BY s.stratum, h`;
  });
}

/** The cells of the whole release: shares instead of sums, crude rates per 1,000 person-years. */
export function truthCellQuery(): Sql {
  const share = (column: Sql) => sql`CAST(round(sum(${column}) / 1e8 / sum(persons), 5) AS DOUBLE)`;
  const rate = (events: Sql, days: Sql) =>
    sql`CAST(round(1000e0 * 365.25e0 * sum(${events}) / greatest(1, sum(${days})), 3) AS DOUBLE)`;
  return sql`SELECT contrast, stratum, horizon AS "horizonYears", CAST(sum(persons) AS INTEGER) AS persons,
      ${share(sql`target_risk`)} AS "riskTarget", ${share(sql`comparator_risk`)} AS "riskComparator",
      CAST(sum(target_events) AS INTEGER) AS "crudeEventsTarget", ${rate(sql`target_events`, sql`target_days`)} AS "crudeRateTarget",
      CAST(sum(comparator_events) AS INTEGER) AS "crudeEventsComparator", ${rate(sql`comparator_events`, sql`comparator_days`)} AS "crudeRateComparator"
    FROM demo.truth_cell GROUP BY contrast, stratum, horizon ORDER BY contrast, stratum, horizon`;
}
