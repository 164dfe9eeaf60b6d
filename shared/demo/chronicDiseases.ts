import { join, type Sql, sql } from '../engine/sql.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { productOf } from './codes/drugs.ts';
import { double, exponential, uniform } from './random.ts';

/** One drug of a regimen: ingredient (English), strength, units (tablets …) a day. */
export type RegimenLine = readonly [ingredient: string, strength: number, perDay: number];

/** A chronic disease that is treated at regular visits. Rates are piecewise linear between ages 20, 40, 50, 60, 70, 80. */
export interface ChronicDisease {
  readonly id: string;
  readonly icd10: string;
  /** Share of men who have it on entry. */
  readonly prevalence: readonly number[];
  /** New cases per man and year. */
  readonly incidence: readonly number[];
  /** Rate ratio of women to men. */
  readonly female: number;
  readonly smoker: number;
  /** Rate ratio above a BMI of 25. */
  readonly obese: number;
  /** Ways of treating it with their shares; the rest is not treated with drugs. */
  readonly regimens: readonly { readonly share: number; readonly lines: readonly RegimenLine[] }[];
}

const ages = [20, 40, 50, 60, 70, 80];

/** The demo's chronic diseases besides those of the stories (angina, diabetes, periodontitis). */
export const chronicDiseases: readonly ChronicDisease[] = [
  {
    id: 'hypertension',
    icd10: 'I10',
    prevalence: [0.005, 0.08, 0.18, 0.3, 0.4, 0.46],
    incidence: [0.001, 0.012, 0.022, 0.03, 0.035, 0.035],
    female: 0.85,
    smoker: 1.1,
    obese: 1.8,
    regimens: [
      { share: 0.25, lines: [['Amlodipine', 5, 1]] },
      { share: 0.08, lines: [['Amlodipine', 2.5, 1]] },
      { share: 0.15, lines: [['Candesartan', 8, 1]] },
      { share: 0.13, lines: [['Olmesartan', 20, 1]] },
      { share: 0.12, lines: [['Telmisartan', 40, 1]] },
      {
        share: 0.08,
        lines: [
          ['Valsartan', 80, 1],
          ['Amlodipine', 5, 1],
        ],
      },
      {
        share: 0.05,
        lines: [
          ['Candesartan', 8, 1],
          ['Trichlormethiazide', 1, 1],
        ],
      },
      { share: 0.07, lines: [['Enalapril', 5, 1]] },
    ],
  },
  {
    id: 'dyslipidaemia',
    icd10: 'E78.5',
    prevalence: [0.005, 0.07, 0.13, 0.2, 0.23, 0.2],
    incidence: [0.001, 0.012, 0.018, 0.02, 0.018, 0.012],
    female: 1.15,
    smoker: 1.1,
    obese: 1.4,
    regimens: [
      { share: 0.3, lines: [['Rosuvastatin', 2.5, 1]] },
      { share: 0.22, lines: [['Atorvastatin', 10, 1]] },
      { share: 0.16, lines: [['Pitavastatin', 2, 1]] },
      { share: 0.14, lines: [['Pravastatin', 10, 1]] },
      {
        share: 0.05,
        lines: [
          ['Rosuvastatin', 5, 1],
          ['Ezetimibe', 10, 1],
        ],
      },
    ],
  },
  {
    id: 'atrialFibrillation',
    icd10: 'I48.9',
    prevalence: [0, 0.002, 0.006, 0.012, 0.025, 0.045],
    incidence: [0, 0.0004, 0.001, 0.003, 0.006, 0.01],
    female: 0.55,
    smoker: 1.2,
    obese: 1.3,
    regimens: [
      { share: 0.22, lines: [['Warfarin', 1, 2.5]] },
      { share: 0.2, lines: [['Apixaban', 5, 2]] },
      { share: 0.12, lines: [['Apixaban', 2.5, 2]] },
      { share: 0.17, lines: [['Rivaroxaban', 15, 1]] },
      { share: 0.15, lines: [['Edoxaban', 30, 1]] },
      { share: 0.05, lines: [['Dabigatran', 110, 2]] },
      {
        share: 0.04,
        lines: [
          ['Amiodarone', 100, 1],
          ['Apixaban', 5, 2],
        ],
      },
    ],
  },
  {
    id: 'reflux',
    icd10: 'K21.0',
    prevalence: [0.01, 0.03, 0.05, 0.07, 0.09, 0.1],
    incidence: [0.003, 0.006, 0.009, 0.012, 0.015, 0.015],
    female: 1.05,
    smoker: 1.2,
    obese: 1.4,
    regimens: [
      { share: 0.35, lines: [['Lansoprazole', 15, 1]] },
      { share: 0.35, lines: [['Esomeprazole', 20, 1]] },
      { share: 0.2, lines: [['Famotidine', 20, 2]] },
    ],
  },
  {
    id: 'insomnia',
    icd10: 'G47.0',
    prevalence: [0.01, 0.03, 0.05, 0.07, 0.1, 0.13],
    incidence: [0.003, 0.005, 0.007, 0.01, 0.014, 0.018],
    female: 1.4,
    smoker: 1.1,
    obese: 1,
    regimens: [
      { share: 0.45, lines: [['Zolpidem', 5, 1]] },
      { share: 0.35, lines: [['Brotizolam', 0.25, 1]] },
    ],
  },
  {
    id: 'depression',
    icd10: 'F32.9',
    prevalence: [0.02, 0.03, 0.03, 0.025, 0.025, 0.025],
    incidence: [0.004, 0.005, 0.005, 0.004, 0.004, 0.004],
    female: 1.6,
    smoker: 1.2,
    obese: 1,
    regimens: [
      { share: 0.4, lines: [['Sertraline', 50, 1]] },
      { share: 0.35, lines: [['Paroxetine', 20, 1]] },
    ],
  },
  {
    id: 'epilepsy',
    icd10: 'G40.9',
    prevalence: [0.006, 0.005, 0.005, 0.006, 0.008, 0.01],
    incidence: [0.0003, 0.0003, 0.0004, 0.0006, 0.001, 0.0015],
    female: 0.9,
    smoker: 1,
    obese: 1,
    regimens: [{ share: 0.7, lines: [['Carbamazepine', 200, 2]] }],
  },
  {
    id: 'hyperuricaemia',
    icd10: 'E79.0',
    prevalence: [0.005, 0.04, 0.06, 0.07, 0.07, 0.06],
    incidence: [0.001, 0.006, 0.008, 0.008, 0.008, 0.006],
    female: 0.2,
    smoker: 1,
    obese: 1.8,
    regimens: [
      { share: 0.35, lines: [['Febuxostat', 20, 1]] },
      { share: 0.35, lines: [['Allopurinol', 100, 2]] },
    ],
  },
  {
    id: 'osteoporosis',
    icd10: 'M81.9',
    prevalence: [0, 0.001, 0.004, 0.012, 0.03, 0.05],
    incidence: [0, 0.0003, 0.0012, 0.003, 0.006, 0.01],
    female: 6,
    smoker: 1.1,
    obese: 0.7,
    regimens: [{ share: 0.65, lines: [['Alendronic acid', 35, 1 / 7]] }],
  },
  {
    id: 'asthma',
    icd10: 'J45.9',
    prevalence: [0.03, 0.03, 0.03, 0.035, 0.04, 0.04],
    incidence: [0.003, 0.003, 0.003, 0.004, 0.004, 0.004],
    female: 1.2,
    smoker: 1.2,
    obese: 1.3,
    regimens: [
      { share: 0.5, lines: [['Montelukast', 10, 1]] },
      {
        share: 0.06,
        lines: [
          ['Montelukast', 10, 1],
          ['Prednisolone', 5, 1],
        ],
      },
    ],
  },
  {
    id: 'kneePain',
    icd10: 'M17.9',
    prevalence: [0, 0.01, 0.03, 0.07, 0.12, 0.16],
    incidence: [0.0005, 0.003, 0.008, 0.014, 0.02, 0.022],
    female: 1.5,
    smoker: 1,
    obese: 1.8,
    regimens: [
      {
        share: 0.22,
        lines: [
          ['Loxoprofen', 60, 3],
          ['Rebamipide', 100, 3],
        ],
      },
      { share: 0.22, lines: [['Celecoxib', 100, 2]] },
      { share: 0.1, lines: [['Paracetamol', 200, 6]] },
      { share: 0.08, lines: [['Pregabalin', 75, 2]] },
    ],
  },
  {
    id: 'pollinosis',
    icd10: 'J30.1',
    prevalence: [0.08, 0.09, 0.08, 0.06, 0.04, 0.03],
    incidence: [0.012, 0.012, 0.01, 0.008, 0.005, 0.003],
    female: 1.2,
    smoker: 0.9,
    obese: 1,
    regimens: [{ share: 0.35, lines: [['Fexofenadine', 60, 2]] }],
  },
  {
    id: 'kidneyDisease',
    icd10: 'N18.3',
    prevalence: [0.002, 0.005, 0.012, 0.03, 0.06, 0.11],
    incidence: [0.0002, 0.001, 0.002, 0.005, 0.01, 0.016],
    female: 0.8,
    smoker: 1.3,
    obese: 1.2,
    regimens: [{ share: 0.15, lines: [['Furosemide', 20, 1]] }],
  },
  {
    id: 'prostate',
    icd10: 'N40',
    prevalence: [0, 0.003, 0.02, 0.07, 0.14, 0.18],
    incidence: [0, 0.001, 0.005, 0.014, 0.022, 0.024],
    female: 0,
    smoker: 1,
    obese: 1,
    regimens: [{ share: 0.75, lines: [['Tamsulosin', 0.2, 1]] }],
  },
  {
    id: 'dementia',
    icd10: 'F03',
    prevalence: [0, 0, 0.0005, 0.003, 0.02, 0.09],
    incidence: [0, 0, 0.0003, 0.0015, 0.007, 0.03],
    female: 1.3,
    smoker: 1.1,
    obese: 1,
    regimens: [{ share: 0.5, lines: [['Donepezil', 5, 1]] }],
  },
  {
    id: 'hypothyroidism',
    icd10: 'E03.9',
    prevalence: [0.003, 0.006, 0.009, 0.012, 0.015, 0.016],
    incidence: [0.0003, 0.0006, 0.0009, 0.0012, 0.0014, 0.0014],
    female: 4,
    smoker: 0.9,
    obese: 1.1,
    regimens: [{ share: 0.7, lines: [['Levothyroxine', 50, 1]] }],
  },
  {
    id: 'rheumatoidArthritis',
    icd10: 'M06.9',
    prevalence: [0.001, 0.002, 0.003, 0.005, 0.006, 0.006],
    incidence: [0.0001, 0.0002, 0.0003, 0.0005, 0.0005, 0.0005],
    female: 3,
    smoker: 1.5,
    obese: 1,
    regimens: [
      {
        share: 0.7,
        lines: [
          ['Methotrexate', 2, 4 / 7],
          ['Prednisolone', 5, 1],
        ],
      },
    ],
  },
  {
    id: 'constipation',
    icd10: 'K59.0',
    prevalence: [0.005, 0.01, 0.015, 0.03, 0.07, 0.13],
    incidence: [0.002, 0.002, 0.003, 0.007, 0.014, 0.025],
    female: 1.4,
    smoker: 1,
    obese: 0.9,
    regimens: [{ share: 0.75, lines: [['Magnesium oxide', 330, 3]] }],
  },
  {
    // Its onset comes from the story of diabetes and periodontitis; its care is like that of the others.
    id: 'diabetes',
    icd10: 'E11.9',
    prevalence: [0, 0, 0, 0, 0, 0],
    incidence: [0, 0, 0, 0, 0, 0],
    female: 1,
    smoker: 1,
    obese: 1,
    regimens: [
      { share: 0.2, lines: [['Metformin', 500, 2]] },
      { share: 0.16, lines: [['Sitagliptin', 50, 1]] },
      { share: 0.1, lines: [['Linagliptin', 5, 1]] },
      {
        share: 0.12,
        lines: [
          ['Metformin', 250, 3],
          ['Sitagliptin', 50, 1],
        ],
      },
      { share: 0.1, lines: [['Glimepiride', 1, 1]] },
      { share: 0.07, lines: [['Empagliflozin', 10, 1]] },
      { share: 0.05, lines: [['Dapagliflozin', 5, 1]] },
      { share: 0.05, lines: [['Pioglitazone', 15, 1]] },
      { share: 0.04, lines: [['Voglibose', 0.2, 3]] },
      { share: 0.04, lines: [['Insulin glargine', 300, 0.04]] },
    ],
  },
];

/** The number of a chronic disease in the generator's tables. @throws RangeError when there is none */
export function diseaseNumber(id: string): number {
  const number = chronicDiseases.findIndex((disease) => disease.id === id);
  if (number < 0) throw new RangeError(`no chronic disease ${id}`);
  return number;
}

/** A value given at the ages 20, 40, 50, 60, 70, 80, at any age: linear between, fading to zero at 10. */
export function atAge(values: readonly number[], age: number): number {
  const index = ages.findIndex((limit) => age < limit);
  if (index === 0) return (values[0] ?? 0) * Math.max(0, (age - 10) / 10);
  if (index < 0) return values.at(-1) ?? 0;
  const [low = 0, high = 0] = [values[index - 1], values[index]];
  const [from = 0, to = 1] = [ages[index - 1], ages[index]];
  return low + ((high - low) * (age - from)) / (to - from);
}

/** Reference tables of the chronic diseases: `demo.disease_rate` and `demo.regimen`. */
export function chronicDiseaseTables(): readonly Sql[] {
  const rates: Sql[] = [];
  const regimens: Sql[] = [];
  for (const [disease, d] of chronicDiseases.entries()) {
    for (const sex of [1, 2]) {
      const ratio = sex === 1 ? 1 : d.female;
      for (let age = 0; age < 110; age++) {
        const prevalence = Number((atAge(d.prevalence, age) * ratio).toPrecision(6));
        const incidence = Number((atAge(d.incidence, age + 4) * ratio).toPrecision(6));
        if (incidence === 0 && prevalence === 0) continue;
        rates.push(
          sql`(${disease}, ${sex}, ${age}, ${double(prevalence)}, ${double(incidence)}, ${double(d.smoker)}, ${double(d.obese)})`,
        );
      }
    }
    let from = 0;
    for (const { share, lines } of d.regimens) {
      for (const [line, [ingredient, strength, perDay]] of lines.entries()) {
        const product = productOf(ingredient, strength).conceptId;
        regimens.push(
          sql`(${disease}, ${double(from)}, ${double(from + share)}, ${line}, ${product}, ${double(perDay)})`,
        );
      }
      from = Number((from + share).toFixed(6));
    }
  }
  const codes = chronicDiseases.map(
    ({ icd10 }, disease) => sql`(${disease}, ${conceptIdOf('ICD10JP', icd10)})`,
  );
  return [
    sql`CREATE OR REPLACE TABLE demo.disease_rate AS SELECT * FROM (VALUES ${join(rates)})
      AS t(disease, sex, age, prevalence, incidence, smoker_ratio, obese_ratio)`,
    sql`CREATE OR REPLACE TABLE demo.regimen AS SELECT * FROM (VALUES ${join(regimens)})
      AS t(disease, share_from, share_to, line, product, per_day)`,
    sql`CREATE OR REPLACE TABLE demo.disease AS SELECT * FROM (VALUES ${join(codes)}) AS t(disease, concept)`,
  ];
}

/** `chunk.onset`: person_id, disease, concept, onset (true onset, before observation's end), prevalent (on entry). */
export function chronicOnsetStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.onset AS
    WITH drawn AS (
      SELECT p.person_id, p.k, p.entry, p.leaves, p.base_death, r.disease, r.prevalence,
        r.incidence * CASE p.frailty WHEN 0 THEN 0.75e0 WHEN 1 THEN 1.15e0 ELSE 1.7e0 END
          * CASE WHEN p.smoker THEN r.smoker_ratio ELSE 1e0 END
          * CASE WHEN p.bmi >= 25 THEN r.obese_ratio ELSE 1e0 END AS rate,
        CASE p.frailty WHEN 0 THEN 0.75e0 WHEN 1 THEN 1.15e0 ELSE 1.7e0 END
          * CASE WHEN p.bmi >= 25 THEN r.obese_ratio ELSE 1e0 END AS prevalence_ratio,
        ${uniform('prevalent', sql`r.disease`, sql`p.k`)} AS u_prevalent,
        ${uniform('firstSeen', sql`r.disease`, sql`p.k`)} AS u_seen,
        ${exponential('onset', sql`r.disease`, sql`p.k`)} AS e_onset
      FROM chunk.base p JOIN demo.disease_rate r ON r.sex = p.sex AND r.age = p.age
    ), timed AS (
      SELECT *, u_prevalent < prevalence * prevalence_ratio AS prevalent,
        CASE WHEN u_prevalent < prevalence * prevalence_ratio THEN CAST(floor(u_seen * 90) AS INTEGER)
          ELSE CAST(least(20000e0, 1e0 + 365.25e0 * e_onset / greatest(rate, 1e-9)) AS INTEGER) END AS after_days
      FROM drawn
    )
    SELECT t.person_id, t.disease, d.concept, t.entry + t.after_days AS onset, t.prevalent
    FROM timed t JOIN demo.disease d ON d.disease = t.disease
    WHERE t.entry + t.after_days < least(t.leaves, t.base_death)
    ORDER BY t.person_id, t.disease`;
}
