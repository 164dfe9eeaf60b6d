/**
 * What the angina story injects: hazard ratios that hold within every stratum of age, sex, symptoms, lesions and
 * comorbidity. Sources: Heidenreich 1999 (β-blocker), Piccolo 2019 (new drug-eluting stents), EHJ 2012;33:977 (early
 * drug-eluting stents, crossing), ISCHEMIA 2020 (invasive care, crossing), Hlatky 2009 and FREEDOM 2012 (bypass, also in
 * diabetes; crossing), CAPRIE 1996. The slope of the statin's dose is made up.
 */
export const anginaTruth = {
  betaBlockerVsCalciumAntagonist: { infarction: 0.97, cardiacDeath: 0.97 },
  drugElutingVsBareMetal: {
    infarction: 0.79,
    cardiacDeath: 0.96,
    targetVesselRevascularisation: 0.55,
    /** Crosses: protects in the first year, harms later. */
    stentThrombosis: { firstYear: 0.8, later: 2.1 },
  },
  /** Any revascularisation against none; crosses at `days` after the procedure. */
  invasiveVsConservative: {
    days: 180,
    infarction: { early: 1.6, later: 0.85 },
    cardiacDeath: { early: 1.5, later: 0.9 },
  },
  /**
   * Against angioplasty or a bare stent, after the ratios of any revascularisation; crosses at `days` after the
   * operation. `inDiabetes` multiplies all four.
   */
  bypassVsPercutaneous: {
    days: 180,
    infarction: { early: 1.5, later: 0.55 },
    cardiacDeath: { early: 1.8, later: 0.65 },
    inDiabetes: 0.7,
  },
  /** Infarction and cardiac death, for every milligram of the daily dose of rosuvastatin that is begun at diagnosis. */
  rosuvastatinPerMilligram: 0.97,
  clopidogrelVsAspirin: { infarction: 0.91, bleeding: 0.88 },
  /** Against no antithrombotic, while it is taken. */
  bleeding: { aspirin: 1.5, dualAntiplatelet: 2.4 },
} as const;

/** Baseline hazards per year of a man of 60 to 69 with CCS 1, one vessel, a short lesion and no comorbidity. */
export const anginaBaseline = {
  infarction: 0.006,
  cardiacDeath: 0.005,
  bleeding: 0.006,
  revascularisationFirstYear: 0.1,
  revascularisationLater: 0.015,
  stentThrombosisFirstYear: 0.012,
  stentThrombosisLater: 0.004,
} as const;

/** Ratio of the hazards under a daily dose of rosuvastatin (mg) to those without it; the same digits everywhere. */
export function rosuvastatinRatio(milligrams: number): number {
  return Number((anginaTruth.rosuvastatinPerMilligram ** milligrams).toPrecision(6));
}
