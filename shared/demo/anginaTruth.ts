/**
 * What the angina story injects: hazard ratios that hold within every stratum of age, sex, symptoms, lesions and
 * comorbidity. Sources: Heidenreich 1999 (β-blocker), Piccolo 2019 (new drug-eluting stents), EHJ 2012;33:977 (early
 * drug-eluting stents, crossing), ISCHEMIA 2020 (invasive care, crossing), Hlatky 2009 (bypass), CAPRIE 1996.
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
  bypassVsPercutaneous: { cardiacDeath: 0.91, cardiacDeathInDiabetes: 0.7 },
  clopidogrelVsAspirin: { infarction: 0.91, bleeding: 0.88 },
  /** Against no antithrombotic, while it is taken. */
  bleeding: { aspirin: 1.5, dualAntiplatelet: 2.4 },
} as const;

/** Baseline hazards per year of a man of 60 to 69 with CCS 1, one vessel, a short lesion and no comorbidity. */
export const anginaBaseline = {
  infarction: 0.008,
  cardiacDeath: 0.006,
  bleeding: 0.006,
  revascularisationFirstYear: 0.11,
  revascularisationLater: 0.015,
  stentThrombosisFirstYear: 0.012,
  stentThrombosisLater: 0.004,
} as const;
