import { join, type Sql, sql } from '../engine/sql.ts';
import { deviceCoatingConcept, deviceMaterialConcept } from '../vocabulary/deviceAttributes.ts';
import { setting } from './care.ts';
import type { RegimenLine } from './chronicDiseases.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { productOf } from './codes/drugs.ts';
import { double, exponential, pick, uniform } from './random.ts';

const icd10 = (code: string) => conceptIdOf('ICD10JP', code);
const act = (code: string) => conceptIdOf('JPReceiptAct', code);
const material = (code: string) => conceptIdOf('JPMaterial', code);
const outpatient = setting.cardiology;
const ward = setting.cardiologyWard;

/** Deaths that the story adds, before the persons' ends are known. */
export function anginaDeathStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.story_death AS
    SELECT person_id, cardiac_death AS day,
      CASE WHEN ${uniform('cause')} < 0.4e0 THEN ${icd10('I21.9')} WHEN ${uniform('cause')} < 0.7e0 THEN ${icd10('I50.0')} ELSE ${icd10('I25.1')} END AS cause
    FROM chunk.angina_care`;
}

/** Drugs of each first-line class, with shares. */
const firstLine: Readonly<Record<string, readonly { readonly share: number; readonly line: RegimenLine }[]>> =
  {
    beta_blocker: [
      { share: 0.45, line: ['Bisoprolol', 2.5, 1] },
      { share: 0.15, line: ['Bisoprolol', 5, 1] },
      { share: 0.1, line: ['Bisoprolol', 0.625, 1] },
      { share: 0.12, line: ['Carvedilol', 10, 1] },
      { share: 0.08, line: ['Carvedilol', 2.5, 2] },
      { share: 0.05, line: ['Atenolol', 25, 1] },
      { share: 0.05, line: ['Metoprolol', 20, 3] },
    ],
    calcium_antagonist: [
      { share: 0.35, line: ['Amlodipine', 5, 1] },
      { share: 0.12, line: ['Amlodipine', 2.5, 1] },
      { share: 0.18, line: ['Nifedipine', 20, 1] },
      { share: 0.17, line: ['Benidipine', 4, 2] },
      { share: 0.12, line: ['Diltiazem', 100, 1] },
      { share: 0.06, line: ['Diltiazem', 100, 2] },
    ],
    nitrate: [
      { share: 0.4, line: ['Isosorbide mononitrate', 20, 2] },
      { share: 0.25, line: ['Isosorbide dinitrate', 20, 2] },
      { share: 0.35, line: ['Nicorandil', 5, 3] },
    ],
  };

/** Reference table `demo.first_line`. */
export function anginaTables(): readonly Sql[] {
  const rows: Sql[] = [];
  for (const [group, choices] of Object.entries(firstLine)) {
    let from = 0;
    for (const { share, line } of choices) {
      const [ingredient, strength, perDay] = line;
      const product = productOf(ingredient, strength).conceptId;
      rows.push(
        sql`(${group}, ${double(from)}, ${double(from + share)}, CAST(${product} AS BIGINT), ${double(perDay)})`,
      );
      from = Number((from + share).toFixed(6));
    }
  }
  return [
    sql`CREATE OR REPLACE TABLE demo.first_line AS SELECT * FROM (VALUES ${join(rows)})
      AS t(first_line, share_from, share_to, product, per_day)`,
  ];
}

/** Everything that the patients' care leaves in the records. */
export function anginaEventStatements(): readonly Sql[] {
  return [
    sql`CREATE OR REPLACE TABLE chunk.heart AS
      SELECT a.* EXCLUDE (leaves, base_death), p.exit, p.visit_interval,
        procedure <> 'none' AND procedure_day < p.exit AS operated
      FROM chunk.angina_care a JOIN chunk.person p USING (person_id) WHERE a.dx < p.exit ORDER BY a.person_id`,
    ...diagnoses(),
    ...workUp(),
    ...procedures(),
    ...devices(),
    ...drugs(),
  ];
}

function diagnoses(): Sql[] {
  const kind = sql`CASE WHEN spasm THEN ${icd10('I20.1')} WHEN unstable THEN ${icd10('I20.0')} WHEN ${uniform('anginaCode')} < 0.7e0 THEN ${icd10('I20.8')} ELSE ${icd10('I20.9')} END`;
  const admitted = (column: Sql, concept: Sql, nights: number, stream: string) => [
    sql`INSERT INTO chunk.condition_event SELECT person_id, ${concept}, ${column}, ${ward} FROM chunk.heart WHERE ${column} < exit`,
    sql`INSERT INTO chunk.stay SELECT person_id, ${column}, ${ward}, ${Math.round(nights * 0.5)} + CAST(floor(${uniform(stream)} * ${nights}) AS INTEGER) + 2 * frailty
      FROM chunk.heart WHERE ${column} < exit`,
  ];
  return [
    sql`INSERT INTO chunk.condition_event SELECT person_id, ${kind}, dx, CASE WHEN unstable THEN ${ward} ELSE ${outpatient} END FROM chunk.heart`,
    sql`INSERT INTO chunk.condition_event SELECT person_id, ${kind}, dx + CAST(364 * n AS INTEGER), ${outpatient}
      FROM (SELECT *, CAST(unnest(range(1, 1 + (exit - dx - 1) // 364)) AS INTEGER) AS n FROM chunk.heart) WHERE dx + 364 * n < exit`,
    sql`INSERT INTO chunk.condition_event SELECT person_id, ${icd10('I25.2')}, dx, CASE WHEN unstable THEN ${ward} ELSE ${outpatient} END FROM chunk.heart WHERE prior_infarction`,
    sql`INSERT INTO chunk.stay SELECT person_id, dx, ${ward}, 5 + CAST(floor(${uniform('unstableStay')} * 8) AS INTEGER) FROM chunk.heart WHERE unstable`,
    ...admitted(
      sql`infarction`,
      sql`CASE WHEN ${uniform('infarctionCode')} < 0.35e0 THEN ${icd10('I21.0')} WHEN ${uniform('infarctionCode')} < 0.6e0 THEN ${icd10('I21.1')} WHEN ${uniform('infarctionCode')} < 0.8e0 THEN ${icd10('I21.4')} ELSE ${icd10('I21.9')} END`,
      14,
      'infarctionStay',
    ),
    ...admitted(sql`bleeding`, sql`${icd10('K92.2')}`, 9, 'bleedingStay'),
    ...admitted(sql`thrombosis`, sql`${icd10('T82.8')}`, 12, 'thrombosisStay'),
    ...admitted(sql`repeat`, sql`${icd10('I20.9')}`, 3, 'repeatStay'),
  ];
}

/** Symptoms and lesions as records hold them; angiography, perfusion and spasm tests as claims do. */
function workUp(): Sql[] {
  const finding = (code: string, value: Sql, unit: Sql) =>
    sql`SELECT person_id, ${conceptIdOf('AkashiDemo', code)} AS concept, dx AS day, CAST(${value} AS DOUBLE) AS value, CAST(${unit} AS BIGINT) AS unit FROM chunk.heart`;
  return [
    sql`INSERT INTO chunk.observation_event ${finding('ccs-class', sql`ccs`, sql`NULL`)}
      UNION ALL ${finding('diseased-vessels', sql`vessels`, sql`NULL`)}
      UNION ALL ${finding('lesion-length', sql`lesion_mm`, sql`8588`)} WHERE NOT spasm
      UNION ALL ${finding('long-lesion', sql`NULL`, sql`NULL`)} WHERE NOT spasm AND long_lesion`,
    sql`INSERT INTO chunk.procedure_event
      SELECT person_id, CASE WHEN spasm THEN ${act('160212970')} ELSE ${act('160065470')} END, dx, CASE WHEN unstable THEN ${ward} ELSE ${outpatient} END FROM chunk.heart
      UNION ALL SELECT person_id, ${act('170015010')}, dx, ${outpatient} FROM chunk.heart WHERE NOT unstable AND ${uniform('perfusion')} < 0.35e0
      UNION ALL SELECT person_id, ${act('160186270')}, procedure_day, ${ward} FROM chunk.heart WHERE operated AND ${uniform('flowReserve')} < 0.25e0`,
  ];
}

function procedures(): Sql[] {
  const urgent = (unstable: string, stable: string) =>
    sql`CASE WHEN unstable THEN ${act(unstable)} ELSE ${act(stable)} END`;
  const nights = sql`CASE WHEN procedure = 'bypass' THEN 14 + CAST(floor(${uniform('operationStay')} * 12) AS INTEGER) + 4 * frailty
    ELSE 2 + CAST(floor(${uniform('operationStay')} * 3) AS INTEGER) + frailty + CASE WHEN unstable THEN 4 ELSE 0 END END`;
  return [
    sql`INSERT INTO chunk.procedure_event SELECT person_id, CASE procedure
        WHEN 'balloon' THEN ${urgent('150375010', '150375110')}
        WHEN 'bypass' THEN CASE WHEN ${uniform('offPump')} < 0.55e0 THEN CASE WHEN vessels = 1 THEN ${act('150318410')} ELSE ${act('150318510')} END
          ELSE CASE WHEN vessels = 1 THEN ${act('150145910')} ELSE ${act('150146010')} END END
        ELSE ${urgent('150375310', '150375410')} END, procedure_day, ${ward} FROM chunk.heart WHERE operated`,
    sql`INSERT INTO chunk.stay SELECT person_id, procedure_day, ${ward}, ${nights} FROM chunk.heart WHERE operated`,
    sql`INSERT INTO chunk.condition_event SELECT person_id, ${icd10('I25.1')}, procedure_day, ${ward} FROM chunk.heart WHERE operated`,
    sql`INSERT INTO chunk.procedure_event SELECT person_id, CASE WHEN ${uniform('repeatKind')} < 0.3e0 THEN ${act('150375110')} ELSE ${act('150375410')} END, repeat, ${ward}
      FROM chunk.heart WHERE repeat < exit`,
    sql`INSERT INTO chunk.procedure_event SELECT person_id, ${act('150375210')}, infarction, ${ward}
      FROM chunk.heart WHERE infarction < exit AND ${uniform('primary')} < 0.7e0`,
  ];
}

const bareMaterials = [
  deviceMaterialConcept.stainlessSteel,
  deviceMaterialConcept.cobaltChromium,
  deviceMaterialConcept.cobaltChromium,
];
const elutingMaterials = [
  deviceMaterialConcept.cobaltChromium,
  deviceMaterialConcept.cobaltChromium,
  deviceMaterialConcept.platinumChromium,
];
const elutingCoatings = [
  ...Array.from({ length: 6 }, () => deviceCoatingConcept.durablePolymerDrug),
  ...Array.from({ length: 3 }, () => deviceCoatingConcept.bioresorbablePolymerDrug),
  deviceCoatingConcept.polymerFreeDrug,
];

function devices(): Sql[] {
  const slot = sql`CAST(n AS INTEGER)`;
  return [
    sql`INSERT INTO chunk.device_event
      SELECT person_id, CASE procedure WHEN 'bare' THEN ${material('710010018')} ELSE ${material('710010026')} END, procedure_day, ${ward}, ${slot}, 1,
        ${pick([2.25, 2.5, 2.5, 2.75, 3, 3, 3, 3.5, 3.5, 4], uniform('diameter', sql`n`))},
        CASE WHEN long_lesion THEN ${pick([23, 28, 33, 38], uniform('stentLength', sql`n`))} ELSE ${pick([12, 15, 15, 18, 18, 20], uniform('stentLength', sql`n`))} END,
        CASE procedure WHEN 'bare' THEN ${pick(bareMaterials, uniform('material'))} ELSE ${pick(elutingMaterials, uniform('material'))} END,
        CASE procedure WHEN 'bare' THEN ${deviceCoatingConcept.bare} ELSE ${pick(elutingCoatings, uniform('coating'))} END
      FROM (SELECT *, CAST(unnest(range(0, least(3, vessels) - CASE WHEN ${uniform('stents')} < 0.4e0 AND vessels > 1 THEN 1 ELSE 0 END)) AS INTEGER) AS n
        FROM chunk.heart WHERE operated AND procedure IN ('bare', 'eluting'))`,
    sql`INSERT INTO chunk.device_event
      SELECT person_id, CASE WHEN coated THEN ${material('710010754')} ELSE ${material('732590000')} END, procedure_day, ${ward}, 8, 1,
        ${pick([2, 2.5, 2.5, 3, 3.5], uniform('balloonDiameter'))}, ${pick([12, 15, 20, 26], uniform('balloonLength'))},
        ${deviceMaterialConcept.polymer}, CASE WHEN coated THEN ${deviceCoatingConcept.polymerFreeDrug} ELSE ${deviceCoatingConcept.bare} END
      FROM (SELECT *, procedure = 'balloon' AND year(procedure_day) >= 2014 AND ${uniform('coatedBalloon')} < 0.5e0 AS coated
        FROM chunk.heart WHERE operated AND procedure <> 'bypass')`,
    sql`INSERT INTO chunk.device_event
      SELECT person_id, CASE WHEN u < 0.82e0 THEN ${material('728490000')} ELSE ${material('710010269')} END, procedure_day, ${ward}, 9, 1, NULL, NULL, NULL, NULL
      FROM (SELECT *, ${uniform('imaging')} AS u FROM chunk.heart WHERE operated AND procedure <> 'bypass') WHERE u < 0.93e0`,
  ];
}

function drugs(): Sql[] {
  const product = (ingredient: string, strength: number) => productOf(ingredient, strength).conceptId;
  const persistence = (stream: string, years: number) =>
    sql`least(exit, dx + 56 + CAST(least(20000e0, ${exponential(stream)} * 365.25e0 * ${double(years)}) AS INTEGER))`;
  const supply = sql`CASE WHEN visit_interval = 84 THEN 56 ELSE visit_interval END`;
  return [
    sql`INSERT INTO chunk.episode
      SELECT h.person_id, 100, f.product, f.per_day, h.dx, ${persistence('firstLinePersistence', 7)}, ${supply}, ${outpatient}
      FROM (SELECT *, ${uniform('firstLineDrug')} AS u FROM chunk.heart) h JOIN demo.first_line f
        ON f.first_line = h.first_line AND h.u >= f.share_from AND h.u < f.share_to`,
    sql`INSERT INTO chunk.episode
      SELECT person_id, 101, ${product('Nitroglycerin', 0.3)}, 0.5e0, dx, dx + 28, 28, ${outpatient} FROM chunk.heart WHERE ccs >= 2 AND ${uniform('rescue')} < 0.6e0`,
    sql`INSERT INTO chunk.episode
      SELECT person_id, 110, CASE platelet WHEN 'aspirin' THEN ${product('Aspirin', 100)} ELSE ${product('Clopidogrel', 75)} END, 1e0, dx,
        ${persistence('plateletPersistence', 12)}, ${supply}, ${outpatient} FROM chunk.heart WHERE platelet <> 'none'`,
    sql`INSERT INTO chunk.episode
      SELECT person_id, 111, CASE WHEN u < 0.55e0 THEN ${product('Clopidogrel', 75)} WHEN u < 0.62e0 THEN ${product('Clopidogrel', 50)} ELSE ${product('Prasugrel', 3.75)} END, 1e0,
        procedure_day, least(exit, procedure_day + dapt_days), 28, ${outpatient}
      FROM (SELECT *, ${uniform('secondPlatelet')} AS u FROM chunk.heart WHERE operated AND dapt_days > 0)`,
    sql`INSERT INTO chunk.episode
      SELECT person_id, 112, CASE rosuvastatin WHEN 0e0 THEN ${product('Atorvastatin', 10)} WHEN 2.5e0 THEN ${product('Rosuvastatin', 2.5)} ELSE ${product('Rosuvastatin', 5)} END,
        CASE WHEN rosuvastatin > 5e0 THEN rosuvastatin / 5e0 ELSE 1e0 END, dx, ${persistence('statinPersistence', 10)}, ${supply}, ${outpatient}
      FROM chunk.heart WHERE u_statin < 0.7e0`,
    sql`INSERT INTO chunk.episode
      SELECT person_id, 113, ${product('Lansoprazole', 15)}, 1e0, dx, ${persistence('stomachPersistence', 8)}, ${supply}, ${outpatient}
      FROM chunk.heart WHERE platelet <> 'none' AND ${uniform('stomachProtection')} < 0.4e0`,
  ];
}
