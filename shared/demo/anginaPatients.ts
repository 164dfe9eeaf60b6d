import { join, name, type Sql, sql } from '../engine/sql.ts';
import { anginaBaseline, anginaTruth, rosuvastatinRatio } from './anginaTruth.ts';
import { weekday } from './care.ts';
import { atAge, diseaseNumber } from './chronicDiseases.ts';
import { bell, double, exponential, lookup, uniform } from './random.ts';

const incidence = Array.from({ length: 110 }, (_, age) =>
  Number(atAge([0.00008, 0.0016, 0.0045, 0.009, 0.013, 0.014], age + 3).toPrecision(6)),
);

/** Years for which the ratios of a procedure are the early ones. */
const earlyYears = anginaTruth.invasiveVsConservative.days / 365.25;

/** Daily doses of rosuvastatin (mg) that are begun at diagnosis; 0: none. */
const doses = [0, 2.5, 5, 10, 20];

/**
 * `chunk.angina`: one row per person whose angina begins under observation, with background, symptoms and lesions at
 * the index date. Needs `chunk.base`, `chunk.onset`, `chunk.coupled`.
 *
 * Columns: dx (index date), age_dx, diabetes, kidney, prior_infarction, spasm, unstable, ccs (1–4), vessels (1–3),
 * lesion_mm, long_lesion, severity (0–6).
 */
export function anginaPatientsStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.angina AS
    WITH kidney AS (SELECT person_id, onset FROM chunk.onset WHERE disease = ${diseaseNumber('kidneyDisease')}),
    pressure AS (SELECT person_id FROM chunk.onset WHERE disease = ${diseaseNumber('hypertension')} AND prevalent),
    timed AS (
      SELECT b.person_id, b.k, b.sex, b.age, b.frailty, b.smoker, b.bmi, b.entry, b.leaves, b.base_death, b.birth,
        c.diabetes_day, kidney.onset AS kidney_day,
        (b.entry + CAST(least(20000e0, 1e0 + 365.25e0 * ${exponential('angina', 0, sql`b.k`)} / greatest(1e-7, ${lookup(incidence, sql`b.age`)}
            * CASE b.sex WHEN 1 THEN 1e0 ELSE 0.55e0 END * CASE WHEN b.smoker THEN 1.6e0 ELSE 1e0 END
            * CASE WHEN b.bmi >= 25 THEN 1.3e0 ELSE 1e0 END * CASE WHEN c.d_prevalent THEN 1.8e0 ELSE 1e0 END
            * CASE WHEN pressure.person_id IS NULL THEN 1e0 ELSE 1.5e0 END)) AS INTEGER)) AS raw_dx
      FROM chunk.base b JOIN chunk.coupled c USING (person_id) LEFT JOIN kidney USING (person_id) LEFT JOIN pressure USING (person_id)
    ), ill AS (
      SELECT *, year(dx) - year(birth) AS age_dx, diabetes_day <= dx AS diabetes, coalesce(kidney_day <= dx, FALSE) AS kidney,
        ${uniform('anginaKind')} AS u_kind, ${uniform('ccs')} AS u_ccs, ${uniform('vessels')} AS u_vessels, ${uniform('priorInfarction')} AS u_prior,
        ${bell('lesion')} AS z_lesion
      FROM (SELECT *, ${weekday(sql`raw_dx`)} AS dx FROM timed) WHERE dx < least(leaves, base_death)
    ), described AS (
      SELECT *, u_kind < 0.13e0 AS spasm, u_kind >= 0.13e0 AND u_kind < 0.28e0 AS unstable,
        u_prior < CASE sex WHEN 1 THEN 0.12e0 ELSE 0.07e0 END + CASE WHEN diabetes THEN 0.04e0 ELSE 0e0 END AS prior_infarction,
        CASE WHEN u_kind < 0.13e0 THEN 1 WHEN u_vessels < 0.62e0 - CASE WHEN diabetes THEN 0.15e0 ELSE 0e0 END THEN 1
          WHEN u_vessels < 0.86e0 - CASE WHEN diabetes THEN 0.1e0 ELSE 0e0 END THEN 2 ELSE 3 END AS vessels,
        greatest(8e0, round(19e0 + 7e0 * z_lesion + CASE WHEN diabetes THEN 3e0 ELSE 0e0 END)) AS lesion_mm
      FROM ill
    ), graded AS (
      SELECT *, lesion_mm >= 23 AS long_lesion,
        CASE WHEN unstable THEN CASE WHEN u_ccs < 0.5e0 THEN 3 ELSE 4 END
          WHEN u_ccs < 0.38e0 - 0.06e0 * vessels THEN 1 WHEN u_ccs < 0.8e0 - 0.06e0 * vessels THEN 2 WHEN u_ccs < 0.96e0 THEN 3 ELSE 4 END AS ccs
      FROM described
    )
    SELECT *, (ccs - 1) + (vessels - 1) + CASE WHEN long_lesion THEN 1 ELSE 0 END AS severity FROM graded ORDER BY person_id`;
}

/**
 * `chunk.angina_care`: the patients with what they were given and what became of them. Adds first_line (none,
 * beta_blocker, calcium_antagonist, nitrate), platelet (none, aspirin, clopidogrel), rosuvastatin (mg a day, 0: not
 * begun), procedure (none, balloon, bare, eluting, bypass), procedure_day, dapt_days, and the dates infarction,
 * cardiac_death, repeat (target vessel revascularisation), thrombosis, bleeding — each may lie after observation.
 * Treatment depends on the patient's state, and so does every hazard: that is the confounding.
 */
export function anginaCareStatement(): Sql {
  const t = anginaTruth;
  const b = anginaBaseline;
  return sql`CREATE OR REPLACE TABLE chunk.angina_care AS
    WITH chances AS (
      SELECT *,
        CASE WHEN spasm THEN 0.04e0 ELSE least(0.8e0, 0.06e0 + 0.14e0 * (ccs - 1) + CASE WHEN prior_infarction THEN 0.3e0 ELSE 0e0 END
          + CASE WHEN kidney THEN 0.12e0 ELSE 0e0 END + CASE WHEN age_dx >= 75 THEN 0.12e0 ELSE 0e0 END + CASE WHEN vessels >= 2 THEN 0.12e0 ELSE 0e0 END
          + CASE WHEN diabetes THEN 0.08e0 ELSE 0e0 END) END AS p_beta,
        CASE WHEN spasm THEN 0.82e0 ELSE 0.62e0 - 0.15e0 * (ccs - 1) - CASE WHEN prior_infarction THEN 0.3e0 ELSE 0e0 END
          - CASE WHEN kidney THEN 0.1e0 ELSE 0e0 END - CASE WHEN vessels >= 2 THEN 0.08e0 ELSE 0e0 END END AS p_calcium,
        CASE WHEN spasm THEN 0e0 ELSE least(0.85e0, 0.08e0 + 0.14e0 * (ccs - 1) + 0.14e0 * (vessels - 1) - CASE frailty WHEN 2 THEN 0.08e0 ELSE 0e0 END) END AS p_invasive,
        least(0.8e0, 0.04e0 + CASE vessels WHEN 3 THEN 0.5e0 WHEN 2 THEN 0.18e0 ELSE 0e0 END + CASE WHEN diabetes THEN 0.12e0 ELSE 0e0 END
          + CASE WHEN long_lesion THEN 0.06e0 ELSE 0e0 END + CASE WHEN prior_infarction THEN 0.1e0 ELSE 0e0 END) AS p_bypass,
        greatest(0.1e0, least(0.9e0, 0.32e0 + 0.04e0 * least(4, greatest(0, year(dx) - 2012)) + CASE WHEN long_lesion THEN 0.3e0 ELSE 0e0 END
          + CASE WHEN diabetes THEN 0.14e0 ELSE 0e0 END - CASE frailty WHEN 2 THEN 0.2e0 WHEN 1 THEN 0.08e0 ELSE 0e0 END)) AS p_eluting,
        least(6, severity + CASE WHEN diabetes THEN 1 ELSE 0 END + CASE WHEN prior_infarction THEN 2 ELSE 0 END) AS statin_need,
        ${uniform('firstLine')} AS u_first, ${uniform('invasive')} AS u_invasive, ${uniform('bypass')} AS u_bypass, ${uniform('balloon')} AS u_balloon,
        ${uniform('eluting')} AS u_eluting, ${uniform('procedureWait')} AS u_wait, ${uniform('platelet')} AS u_platelet, ${uniform('dapt')} AS u_dapt,
        ${uniform('anginaStatin')} AS u_statin, ${uniform('rosuvastatinDose')} AS u_dose,
        ${exponential('infarction')} AS e_infarction, ${exponential('cardiacDeath')} AS e_death, ${exponential('repeat')} AS e_repeat,
        ${exponential('thrombosis')} AS e_thrombosis, ${exponential('bleeding')} AS e_bleeding
      FROM chunk.angina
    ), treated AS (
      SELECT *,
        CASE WHEN u_first < p_beta THEN 'beta_blocker' WHEN u_first < p_beta + greatest(0.05e0, p_calcium) THEN 'calcium_antagonist'
          WHEN u_first < p_beta + greatest(0.05e0, p_calcium) + 0.16e0 THEN 'nitrate' ELSE 'none' END AS first_line,
        CASE WHEN u_invasive >= p_invasive THEN 'none' WHEN u_bypass < p_bypass THEN 'bypass' WHEN u_balloon < 0.13e0 THEN 'balloon'
          WHEN u_eluting < p_eluting THEN 'eluting' ELSE 'bare' END AS procedure,
        CASE WHEN u_statin >= 0.5e0 THEN 0e0 WHEN u_dose < 0.03e0 + 0.075e0 * statin_need THEN 20e0 WHEN u_dose < 0.13e0 + 0.12e0 * statin_need THEN 10e0
          WHEN u_dose < 0.43e0 + 0.09e0 * statin_need THEN 5e0 ELSE 2.5e0 END AS rosuvastatin,
        CASE WHEN unstable THEN CAST(floor(3e0 * u_wait) AS INTEGER) ELSE 14 + CAST(floor(46e0 * u_wait) AS INTEGER) END AS wait
      FROM chances
    ), planned AS (
      SELECT *, ${weekday(sql`(dx + wait)`)} AS procedure_day,
        CASE WHEN procedure IN ('bare', 'eluting') OR u_platelet < 0.56e0 THEN 'aspirin' WHEN u_platelet < 0.76e0 AND NOT spasm THEN 'clopidogrel' ELSE 'none' END AS platelet,
        CASE procedure WHEN 'eluting' THEN CASE WHEN u_dapt < 0.2e0 THEN 91 WHEN u_dapt < 0.55e0 THEN 182 ELSE 364 END
          WHEN 'bare' THEN CASE WHEN u_dapt < 0.7e0 THEN 28 ELSE 84 END ELSE 0 END AS dapt_days,
        ${double(b.infarction)} * CASE WHEN age_dx < 60 THEN 0.7e0 WHEN age_dx < 70 THEN 1e0 WHEN age_dx < 80 THEN 1.4e0 ELSE 2e0 END
          * CASE sex WHEN 1 THEN 1e0 ELSE 0.75e0 END * ${power(1.35, sql`severity`)} * ${power(1.3, sql`(vessels - 1)`)} * ${factor('diabetes', 1.5)} * ${factor('kidney', 1.5)}
          * ${factor('smoker', 1.3)} * ${factor('prior_infarction', 1.8)} AS infarction_rate,
        ${double(b.cardiacDeath)} * CASE WHEN age_dx < 60 THEN 0.5e0 WHEN age_dx < 70 THEN 1e0 WHEN age_dx < 80 THEN 2e0 ELSE 4e0 END
          * ${power(1.3, sql`severity`)} * ${power(1.3, sql`(vessels - 1)`)} * ${factor('diabetes', 1.3)} * ${factor('kidney', 1.8)} * ${factor('prior_infarction', 1.5)}
          * CASE frailty WHEN 0 THEN 0.8e0 WHEN 1 THEN 1.2e0 ELSE 2e0 END AS cardiac_death_rate,
        ${factor('long_lesion', 2.2)} * ${factor('diabetes', 1.7)} * ${power(1.15, sql`(vessels - 1)`)} AS lesion_ratio,
        list_extract([${join(doses.map((dose) => double(rosuvastatinRatio(dose))))}], list_position([${join(doses.map(double))}], rosuvastatin)) AS statin_ratio,
        ${double(b.bleeding)} * CASE WHEN age_dx < 60 THEN 0.7e0 WHEN age_dx < 70 THEN 1e0 WHEN age_dx < 80 THEN 1.6e0 ELSE 2.4e0 END
          * CASE frailty WHEN 0 THEN 0.9e0 WHEN 1 THEN 1.3e0 ELSE 2e0 END * ${factor('kidney', 1.4)} AS bleeding_rate
      FROM treated
    ), arms AS (
      SELECT *,
        statin_ratio * CASE first_line WHEN 'beta_blocker' THEN ${double(t.betaBlockerVsCalciumAntagonist.infarction)} ELSE 1e0 END
          * CASE platelet WHEN 'clopidogrel' THEN ${double(t.clopidogrelVsAspirin.infarction)} ELSE 1e0 END AS infarction_medical,
        statin_ratio * CASE first_line WHEN 'beta_blocker' THEN ${double(t.betaBlockerVsCalciumAntagonist.cardiacDeath)} ELSE 1e0 END AS death_medical,
        ${ofProcedure('infarction', 'early')} AS infarction_early, ${ofProcedure('infarction', 'later')} AS infarction_later,
        ${ofProcedure('cardiacDeath', 'early')} AS death_early, ${ofProcedure('cardiacDeath', 'later')} AS death_later,
        procedure <> 'none' AS invasive,
        CASE WHEN procedure = 'none' THEN 100e0 ELSE (procedure_day - dx) / 365.25e0 END AS before_years
      FROM planned
    ), timed AS (
      SELECT *,
        ${threePieces(sql`e_infarction`, sql`infarction_rate * infarction_medical`, sql`infarction_early`, sql`infarction_later`)} AS infarction_years,
        ${threePieces(sql`e_death`, sql`cardiac_death_rate * death_medical`, sql`death_early`, sql`death_later`)} AS death_years,
        demo.piecewise(e_repeat, ${double(b.revascularisationFirstYear)} * lesion_ratio * repeat_device, 1e0,
          ${double(b.revascularisationLater)} * lesion_ratio * repeat_device, 50e0, 1e0) AS repeat_years,
        demo.piecewise(e_thrombosis, ${double(b.stentThrombosisFirstYear)} * ${factor('long_lesion', 1.4)} * ${factor('diabetes', 1.4)}
            * CASE procedure WHEN 'eluting' THEN ${double(t.drugElutingVsBareMetal.stentThrombosis.firstYear)} ELSE 1e0 END, 1e0,
          ${double(b.stentThrombosisLater)} * ${factor('long_lesion', 1.4)} * ${factor('diabetes', 1.4)}
            * CASE procedure WHEN 'eluting' THEN ${double(t.drugElutingVsBareMetal.stentThrombosis.later)} ELSE 1e0 END, 50e0, 1e0) AS thrombosis_years,
        demo.piecewise(e_bleeding, bleeding_rate * platelet_ratio, CASE WHEN dapt_days > 0 THEN before_years ELSE 100e0 END,
          bleeding_rate * ${double(t.bleeding.dualAntiplatelet)}, dapt_days / 365.25e0, bleeding_rate * platelet_ratio) AS bleeding_years
      FROM (
        SELECT *, CASE procedure WHEN 'eluting' THEN ${double(t.drugElutingVsBareMetal.targetVesselRevascularisation)} WHEN 'balloon' THEN 1.4e0 ELSE 1e0 END AS repeat_device,
          CASE platelet WHEN 'aspirin' THEN ${double(t.bleeding.aspirin)}
            WHEN 'clopidogrel' THEN ${double(Number((t.bleeding.aspirin * t.clopidogrelVsAspirin.bleeding).toFixed(6)))} ELSE 1e0 END AS platelet_ratio
        FROM arms
      )
    )
    SELECT *, ${after(sql`dx`, sql`infarction_years`)} AS infarction, ${after(sql`dx`, sql`death_years`)} AS cardiac_death,
      CASE WHEN procedure IN ('balloon', 'bare', 'eluting') THEN ${after(sql`procedure_day`, sql`repeat_years`)} END AS repeat,
      CASE WHEN procedure IN ('bare', 'eluting') THEN ${after(sql`procedure_day`, sql`thrombosis_years`)} END AS thrombosis,
      ${after(sql`dx`, sql`bleeding_years`)} AS bleeding
    FROM timed ORDER BY person_id`;
}

/** Years until an event whose hazard changes at the procedure and again half a year after it. */
function threePieces(draw: Sql, rate: Sql, early: Sql, later: Sql): Sql {
  return sql`demo.piecewise(${draw}, ${rate}, before_years, ${rate} * ${early}, ${double(earlyYears)}, ${rate} * ${later})`;
}

/** Ratio of a hazard after the patient's procedure to the one before, in one of its pieces. */
function ofProcedure(event: 'infarction' | 'cardiacDeath', piece: 'early' | 'later'): Sql {
  const any = anginaTruth.invasiveVsConservative[event][piece];
  const bypass = anginaTruth.bypassVsPercutaneous;
  return sql`(${double(any)} * CASE procedure WHEN 'eluting' THEN ${double(anginaTruth.drugElutingVsBareMetal[event])}
    WHEN 'bypass' THEN ${double(bypass[event][piece])} * ${factor('diabetes', bypass.inDiabetes)} ELSE 1e0 END)`;
}

function after(start: Sql, years: Sql): Sql {
  return sql`${start} + 1 + CAST(floor(least(60e0, ${years}) * 365.25e0) AS INTEGER)`;
}

/** `ratio` where a flag is set. */
function factor(flag: string, ratio: number): Sql {
  return sql`CASE WHEN ${name(flag)} THEN ${double(ratio)} ELSE 1e0 END`;
}

/** `base` to the power of a small whole number, without a platform's pow. */
function power(base: number, exponent: Sql): Sql {
  return lookup(
    Array.from({ length: 8 }, (_, i) => Number((base ** i).toPrecision(6))),
    exponent,
  );
}
