import {
  adverseAgeRatios,
  adverseFrailtyRatios,
  adverseOutcomes,
  injectedEffects,
  negativeControls,
} from './adverseEvents.ts';
import { anginaBaseline, anginaTruth } from './anginaTruth.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { ingredientOf } from './codes/drugs.ts';
import { diabetesPeriodontitisTruth } from './diabetesPeriodontitis.ts';
import type { DemoOptions } from './plan.ts';
import { safetyStudyTruths } from './safetyStudyTruths.ts';
import { coincidentalReporting, reportingFraction } from './spontaneousReports.ts';
import { studyTruths } from './studyTruths.ts';

/** One cell of the angina story's computed truth; see truthCells.ts. Risks are shares, rates per 1,000 person-years. */
export interface TruthCell {
  readonly contrast: string;
  readonly stratum: string;
  readonly horizonYears: number;
  readonly persons: number;
  readonly riskTarget: number;
  readonly riskComparator: number;
  /** Expected events a person if nobody left. */
  readonly cumulativeHazardTarget: number;
  readonly cumulativeHazardComparator: number;
  readonly crudeEventsTarget: number;
  readonly crudeRateTarget: number;
  readonly crudeEventsComparator: number;
  readonly crudeRateComparator: number;
}

/** `truth.json`: what is true in a demo release, how it was put there, and how far the crude figures are from it. */
export function demoTruth(options: DemoOptions, cells: readonly TruthCell[]) {
  const pair = (ingredient: string, icd10: string) => ({
    ingredient,
    drugConceptId: ingredientOf(ingredient).conceptId,
    icd10,
    eventConceptId: conceptIdOf('ICD10JP', icd10),
  });
  return {
    formatVersion: 1,
    generator: { name: 'Akashi demo', persons: options.persons, seed: options.seed },
    stories: {
      angina: {
        question: 'Treatments of angina, confounded by indication',
        injection:
          'Every patient has hazards of infarction, cardiac death, repeat revascularisation, stent thrombosis and bleeding that depend on age, sex, CCS class, diseased vessels, lesion length, diabetes, chronic kidney disease, earlier infarction, smoking and functional status. The same state drives the choice of drug, procedure and stent. The treatment multiplies the hazard from its first day on, whether or not it is kept up.',
        estimand:
          'Hazard ratio within strata of all of the above; mean risks of the whole group under either arm',
        confounders: [
          'age',
          'sex',
          'ccs-class',
          'diseased-vessels',
          'lesion-length',
          'long-lesion',
          'E11',
          'N18.3',
          'I25.2',
          'smoking',
          'care-level',
          'calendar year',
        ],
        hazardRatios: anginaTruth,
        baselineHazardsPerYear: anginaBaseline,
        crossingHazards: [
          'invasiveVsConservative',
          'bypassVsStent',
          'drugElutingVsBareMetal.stentThrombosis',
        ],
        studies: studyTruths(cells),
        cells,
      },
      diabetesPeriodontitis: {
        question: 'Diabetes and periodontitis, in both directions, across medical and dental institutions',
        injection:
          'Both diseases begin at constant rates by age at entry, sex, smoking and BMI. From the first day of the one, the rate of the other is multiplied. Periodontitis is recorded only for those who go to a dentist. Therapy is given more often where HbA1c was high at diagnosis.',
        estimand:
          'Rate ratio within strata of age, sex, smoking and BMI among those with dental records; mean change of HbA1c by days since the first scaling and root planing',
        confounders: ['age', 'sex', 'smoking', 'BMI of 25 or more'],
        rateRatios: {
          periodontitisAfterDiabetes: diabetesPeriodontitisTruth.periodontitisAfterDiabetes,
          diabetesAfterPeriodontitis: diabetesPeriodontitisTruth.diabetesAfterPeriodontitis,
          byStratum: 'the same in every stratum',
        },
        hba1cAfterPeriodontalTherapy: diabetesPeriodontitisTruth.hba1cAfterTherapy,
      },
      adverseEvents: {
        question: 'Adverse events of drugs with known rate ratios, and drugs without any effect',
        injection:
          'Events occur in every person-year at a background rate by outcome, sex, age in the calendar year and functional status (care-level). While a prescription of a listed drug lasts, events are added so that the rate is multiplied.',
        estimand: 'Rate ratio while exposed, within strata of sex, age and functional status',
        confounders: ['age', 'sex', 'care-level'],
        outcomes: adverseOutcomes.map(({ icd10, rate, female }) => ({
          icd10,
          conceptId: conceptIdOf('ICD10JP', icd10),
          per1000PersonYears: rate,
          womenToMen: female,
        })),
        ageRatios: adverseAgeRatios,
        careLevelRatios: adverseFrailtyRatios,
        effects: injectedEffects.map(({ ingredient, icd10, rateRatio }) => ({
          ...pair(ingredient, icd10),
          rateRatio,
        })),
        negativeControls: negativeControls.map(({ ingredient, icd10 }) => ({
          ...pair(ingredient, icd10),
          rateRatio: 1,
        })),
        studies: safetyStudyTruths(),
        spontaneousReports: {
          file: 'spontaneous_reports.parquet',
          shareOfCausedEventsReported: injectedEffects.map(({ ingredient, icd10 }) => ({
            ...pair(ingredient, icd10),
            share: reportingFraction(ingredient, icd10),
          })),
          shareOfCoincidentalEventsReported: coincidentalReporting,
        },
      },
    },
  };
}
