/** Messages of the charts of comparative studies. */
export const studyCharts = {
  'chart.preference.axis': 'Preference score',
  'chart.preference.share': 'Share of the arm',
  'chart.studyLove.axis': 'Absolute standardised difference (○ before, ● after)',
  'chart.incidence.days': 'days',
  'chart.incidence.atRisk': 'At risk',
  'chart.controls.estimate': 'Estimate for a negative control (the truth is 1)',
  'chart.controls.error': 'Standard error',
  'chart.controls.control': 'Negative control',
  'chart.tipping.difference': 'Difference in prevalence between arms',
  'chart.tipping.ratio': 'Risk ratio with the outcome',
  'chart.dose.dose': 'Dose',
} as const;
