import { join, type Sql, sql } from '../engine/sql.ts';
import { anginaBaseline, anginaTruth, rosuvastatinRatio } from './anginaTruth.ts';
import { double } from './random.ts';

/**
 * What would have happened, from the hazards themselves: for a contrast, stratum and horizon (years) the mean risk and
 * cumulative hazard of everybody in it under either arm, and beside it the events and person-years that the records
 * show (crude). `demo.truth_cell`: contrast, stratum, horizon, persons, target_risk, comparator_risk, target_hazard,
 * comparator_hazard (sums × 1e8), target_events, target_days, comparator_events, comparator_days.
 */
export function truthCellTable(): Sql {
  return sql`CREATE OR REPLACE TABLE demo.truth_cell (contrast VARCHAR, stratum VARCHAR, horizon DOUBLE, persons BIGINT,
    target_risk BIGINT, comparator_risk BIGINT, target_hazard BIGINT, comparator_hazard BIGINT, target_events BIGINT, target_days BIGINT, comparator_events BIGINT, comparator_days BIGINT)`;
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

/** Cumulative hazard, relative to the flat one, after a procedure whose ratio is first the one, then the other. */
function afterProcedure(ratios: { readonly early: Sql; readonly later: Sql }, years: Sql): Sql {
  return sql`(${ratios.early} * least(greatest(0e0, ${years}), ${early}) + ${ratios.later} * greatest(0e0, ${years} - ${early}))`;
}

type Event = 'infarction' | 'cardiacDeath';

/** The hazard that the patient's state gives, without what the contrast is about. */
const rateOf: Readonly<Record<Event, Sql>> = {
  infarction: sql`infarction_rate`,
  cardiacDeath: sql`cardiac_death_rate`,
};

/** Infarction and cardiac death together from the diagnosis on, with a ratio of each for the arm. */
function majorEvents(infarction: Sql, death: Sql): Sql {
  const overTime = (rate: Sql, ratios: { readonly early: Sql; readonly later: Sql }) =>
    sql`statin_ratio * ${rate} * (least(h, before_years) + ${afterProcedure(ratios, sql`(h - before_years)`)})`;
  return sql`(${overTime(sql`infarction_rate * ${infarction}`, { early: sql`infarction_early`, later: sql`infarction_later` })}
    + ${overTime(sql`cardiac_death_rate * ${death}`, { early: sql`death_early`, later: sql`death_later` })})`;
}

/** Infarction and cardiac death together after a procedure that multiplies them by `ratio`. */
function afterOperation(ratio: (event: Event, piece: 'early' | 'later') => Sql): Sql {
  const of = (event: Event, medical: Sql) =>
    sql`${rateOf[event]} * ${medical} * ${afterProcedure({ early: ratio(event, 'early'), later: ratio(event, 'later') }, sql`h`)}`;
  return sql`(${of('infarction', sql`infarction_medical`)} + ${of('cardiacDeath', sql`death_medical`)})`;
}

const invasive = (event: Event, piece: 'early' | 'later') => double(t.invasiveVsConservative[event][piece]);

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
    among: sql`first_line IN ('beta_blocker', 'calcium_antagonist') AND NOT spasm`,
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
    hazards: [afterOperation(invasive), afterOperation(() => double(1))],
    start: sql`CASE WHEN operated THEN procedure_day ELSE dx + 30 END`,
    event: first(sql`infarction`, sql`cardiac_death`),
    horizons: [0.5, 5],
  },
  {
    id: 'bypassVsStent',
    among: sql`operated AND procedure IN ('bypass', 'bare', 'eluting')`,
    target: sql`procedure = 'bypass'`,
    hazards: [
      afterOperation(
        (event, piece) =>
          sql`${invasive(event, piece)} * ${double(t.bypassVsPercutaneous[event][piece])} * CASE WHEN diabetes THEN ${double(t.bypassVsPercutaneous.inDiabetes)} ELSE 1e0 END`,
      ),
      // Each patient would have had a coated stent with the chance that those like them have one.
      afterOperation(
        (event, piece) =>
          sql`${invasive(event, piece)} * (1e0 - p_eluting * ${double(1 - t.drugElutingVsBareMetal[event])})`,
      ),
    ],
    start: sql`procedure_day`,
    event: first(sql`infarction`, sql`cardiac_death`),
    horizons: [t.bypassVsPercutaneous.days / 365.25, 5],
  },
  {
    id: 'rosuvastatin2.5mgVs20mg',
    among: sql`rosuvastatin IN (2.5e0, 20e0) AND NOT spasm`,
    target: sql`rosuvastatin = 2.5e0`,
    hazards: [2.5, 20].map((milligrams) => {
      const ratio = sql`(${double(rosuvastatinRatio(milligrams))} / statin_ratio)`;
      return majorEvents(
        sql`(infarction_medical / statin_ratio * ${ratio})`,
        sql`(death_medical / statin_ratio * ${ratio})`,
      );
    }) as [Sql, Sql],
    start: sql`dx`,
    event: first(sql`infarction`, sql`cardiac_death`),
    horizons: [5],
  },
];

/** Adds a chunk's patients (`chunk.heart`) to `demo.truth_cell`. */
export function truthCellStatements(): readonly Sql[] {
  return contrasts.map(({ id, among, target, hazards, start, event, horizons }) => {
    const risk = (hazard: Sql) =>
      sql`CAST(sum(CAST(round((1e0 - exp(-${hazard})) * 1e8) AS BIGINT)) AS BIGINT)`;
    const cumulative = (hazard: Sql) => sql`CAST(sum(CAST(round(${hazard} * 1e8) AS BIGINT)) AS BIGINT)`;
    const counted = (who: Sql, what: Sql) =>
      sql`CAST(sum(CASE WHEN ${who} THEN ${what} ELSE 0 END) AS BIGINT)`;
    const end = sql`least(coalesce(event, stop), stop)`;
    return sql`INSERT INTO demo.truth_cell
      SELECT ${id}, s.stratum, h, count(*), ${risk(hazards[0])}, ${risk(hazards[1])}, ${cumulative(hazards[0])}, ${cumulative(hazards[1])},
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
  const share = (column: Sql) => sql`CAST(round(sum(${column}) / 1e8 / sum(persons), 6) AS DOUBLE)`;
  const rate = (events: Sql, days: Sql) =>
    sql`CAST(round(1000e0 * 365.25e0 * sum(${events}) / greatest(1, sum(${days})), 3) AS DOUBLE)`;
  return sql`SELECT contrast, stratum, horizon AS "horizonYears", CAST(sum(persons) AS INTEGER) AS persons,
      ${share(sql`target_risk`)} AS "riskTarget", ${share(sql`comparator_risk`)} AS "riskComparator",
      ${share(sql`target_hazard`)} AS "cumulativeHazardTarget", ${share(sql`comparator_hazard`)} AS "cumulativeHazardComparator",
      CAST(sum(target_events) AS INTEGER) AS "crudeEventsTarget", ${rate(sql`target_events`, sql`target_days`)} AS "crudeRateTarget",
      CAST(sum(comparator_events) AS INTEGER) AS "crudeEventsComparator", ${rate(sql`comparator_events`, sql`comparator_days`)} AS "crudeRateComparator"
    FROM demo.truth_cell GROUP BY contrast, stratum, horizon ORDER BY contrast, stratum, horizon`;
}
