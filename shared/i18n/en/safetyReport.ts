/** Tables and report of a safety study, and its protocol in words. */
export const safetyReport = {
  'safetyReport.step.users': 'Any record of it',
  'safetyReport.step.newUsers': 'New user after the washout',
  'safetyReport.step.priorObservation': 'Observed long enough before index',
  'safetyReport.step.period': 'Index in the study period',
  'safetyReport.step.age': 'Age',
  'safetyReport.step.matched': 'Unexposed persons found (exposed only)',
  'safetyReport.daysAtRisk': 'Days at risk, median (quartiles)',
  'safetyReport.dailyDose': 'mg a day, median (quartiles)',
  'safetyReport.level': 'Level',
  'safetyReport.code': 'Code',
  'safetyReport.above': 'Directly above',
  'safetyReport.withEvent': 'with the event',
  'safetyReport.events': 'events',
  'safetyReport.rate': 'per 1,000 person-years (95% CI)',
  'safetyReport.rateShort': 'per 1,000 PY',
  'safetyReport.against': 'vs {group}',
  'safetyReport.rateRatio': 'Rate ratio',
  'safetyReport.rateDifference': 'Rate difference (per 1,000 person-years)',
  'safetyReport.rateDifferenceShort': 'Rate difference',
  'safetyReport.riskRatio': 'Risk ratio',
  'safetyReport.riskDifference': 'Risk difference (per 1,000 persons)',
  'safetyReport.noNumberNeeded': 'none (∞)',
  'safetyReport.adjustedP': 'p after double FDR',
  'safetyReport.adjustedPShort': 'adj. p',
  'safetyReport.calibratedRatio': 'Calibrated rate ratio',
  'safetyReport.calibratedP': 'Calibrated p',
  'safetyReport.signal': 'Signal',
  'safetyReport.finding': 'Finding',
  'safetyReport.timeAtRisk': 'Time at risk',
  'safetyReport.lastDay': 'Follow-up cap (day)',
  'safetyReport.noCap': 'none',
  'safetyReport.reports': 'Reports',
  'safetyReport.observed': 'Observed cases',
  'safetyReport.expectedCases': 'Expected cases',
  'safetyReport.excess': 'Excess cases',
  'safetyReport.reportingFraction': 'Reporting fraction',
  'safetyReport.table.funnel': 'Who was exposed',
  'safetyReport.table.groups': 'Groups',
  'safetyReport.table.events': 'Events',
  'safetyReport.table.followUp': 'Leading events by time at risk',
  'safetyReport.table.tree': 'Tree scan',
  'safetyReport.table.controls': 'Negative controls',
  'safetyReport.table.onset': 'Time to onset',
  'safetyReport.table.incidence': 'Cumulative incidence',
  'safetyReport.table.dose': 'Rates by dose',
  'safetyReport.table.ageSex': 'Rates by age and sex',
  'safetyReport.table.institution': 'Rates by institution',
  'safetyReport.table.reported': 'Reported against observed',
  'safetyReport.table.unknownCodes': 'Reported codes that the study does not know',
  'safetyReport.section.exposed': 'Who was exposed',
  'safetyReport.section.leading': 'Leading events',
  'safetyReport.section.followUp': 'How much depends on how long people are followed',
  'safetyReport.section.tree': 'Tree scan',
  'safetyReport.section.controls': 'Negative controls',
  'safetyReport.section.pictures': 'The leading events one by one',
  'safetyReport.section.reported': 'Reported against observed',
  'safetyReport.section.why': 'Why this differs from spontaneous reports',
  'safetyReport.section.whole': 'All events',
  'safetyReport.ofFirst': 'In the time at risk “{name}”. Other times at risk are in the CSV files.',
  'safetyReport.filtered.male': 'Men only.',
  'safetyReport.filtered.female': 'Women only.',
  'safetyReport.filtered.age': 'Only ages {from} to {to}.',
  'safetyReport.filtered.ageFrom': 'Only ages {from} and over.',
  'safetyReport.noneLeads': 'No event has a higher rate than in the unexposed that can be shown.',
  'safetyReport.maySignal':
    '{estimable} of {asked} negative controls can be estimated. A signal (●) is a harm whose calibrated p stands up to double FDR at {level}.',
  'safetyReport.noSignal':
    'Only {estimable} of {asked} negative controls can be estimated; with fewer than {fewest} nothing is calibrated and nothing is called a signal.',
  'safetyReport.noControls':
    'The study has no negative controls, so nothing is calibrated and nothing is called a signal.',
  'safetyReport.needed':
    'NNH: persons exposed for one more event, with the interval of the risk difference turned over. “none (∞)”: that interval holds 0, so no number is given.',
  'safetyReport.followUpNote':
    'A ratio that fades or grows with the follow-up cap tells when the harm happens, or how long-term differences between the groups mix in. Read the estimate at several caps before one of them.',
  'safetyReport.treeNote':
    'The scan looks at every branch of the hierarchy at once. Its Monte Carlo p ({replications} replications) holds for the whole tree. Branches with p up to 0.05, at most {most}.',
  'safetyReport.noTree': 'No branch has an excess that can be shown.',
  'safetyReport.noBranch': 'No branch stands out (p up to 0.05).',
  'safetyReport.controlsNote':
    'The drug cannot cause these events: their rate ratios should be 1. What they are instead is the systematic error of the comparison with the unexposed.',
  'safetyReport.systematicError': 'Expected absolute systematic error (EASE)',
  'safetyReport.nullDistribution': 'Systematic error on the log scale, mean and standard deviation',
  'safetyReport.estimable': 'Estimable',
  'safetyReport.estimableOf': '{estimable} of {asked}',
  'safetyReport.notDrawn': 'Too few to draw; what may be shown is in the table.',
  'safetyReport.doseTrend': 'p for trend over doses: {p}',
  'safetyReport.reportedNote':
    '{reports} {reports|report|reports} read, {ofDrug} of this drug, {matched} of an event that the study lists. The reporting fraction is reports divided by the excess cases of all use of the drug in this release (the excess of the study’s treatments, carried over to all time on the drug). Reports from elsewhere, of people who are not in the release, make it too large.',
  'safetyReport.reportedRows':
    'What the reports call the drug: {names}. Rows that repeat others: {repeated}; without drug or event: {incomplete}; of drugs only taken along: {concomitant}. Events without a report are in the CSV file.',
  'safetyReport.disproportionality':
    'PRR, ROR, IC and EBGM say how often an event is among the reports of the drug compared with other drugs. They have no denominator: neither a risk nor a rate, and they do not say how many who took it had the event.',
  'safetyReport.unknownCodes':
    '{count} reported {count|code|codes} of the drug {count|is|are} not among the events of this study: {codes}',
  'safetyReport.why.denominator':
    'Spontaneous reports count what somebody thought worth reporting. Here everybody who began the drug is the denominator, reported or not.',
  'safetyReport.why.unexposed':
    'The same events are counted in people of the same age, sex and care setting who did not take it on the same day: what would have happened anyway is taken out.',
  'safetyReport.why.comparator':
    'An active comparator shows what comes of the illness rather than of the drug.',
  'safetyReport.why.reporting':
    'Reporting differs by event, year, novelty and publicity. The rates here do not depend on it, but on what care and claims record.',
  'safetyReport.limitation.matching':
    'Exposed and unexposed are alike in age, sex, calendar time and care setting only. Why the drug was given (indication, severity) is not adjusted for; the active comparator and an adjusted comparison look at that.',
  'safetyReport.limitation.recording':
    'Events are diagnoses recorded for care and claims. Some are suspicions, some true events are never recorded, and neither need be equal between the groups. Where a positive predictive value was published, it stands beside the outcome.',
  'safetyReport.limitation.multiplicity':
    '{comparisons} {comparisons|comparison was|comparisons were} made. p-values are adjusted by double FDR over chapters and events; unadjusted, one in twenty is below 0.05 by chance.',
  'safetyReport.limitation.calibration':
    'Calibration takes out the systematic error that the negative controls show, as far as the other events share it. It does not mend an event whose error is of its own kind.',
  'safetyReport.limitation.disproportionality':
    'Measures of disproportionality have no denominator and are shown only beside the observed cases.',
  'safetyReport.limitation.exploratory':
    'This is a screen of many events. A finding is a reason to look again by another design, not proof of cause.',
  'safetyReport.footer': '{comparisons} {comparisons|comparison was|comparisons were} made in this study.',
  'safetyReport.drawnFirst': 'Shown for the first time at risk, “{name}”.',
  'safetyProtocol.row.exposure': 'Exposure',
  'safetyProtocol.row.eligibility': 'Eligibility',
  'safetyProtocol.row.unexposed': 'Unexposed persons',
  'safetyProtocol.row.followUp': 'Time at risk',
  'safetyProtocol.row.events': 'Events',
  'safetyProtocol.row.analysis': 'Statistical analysis',
  'safetyProtocol.row.multiplicity': 'Multiplicity and systematic error',
  'safetyProtocol.exposed': 'Exposed: {name}. Index is the first day of new use of {what}.',
  'safetyProtocol.comparator': 'Active comparator: {name}. Index is the first day of new use of {what}.',
  'safetyProtocol.notBoth': 'Who starts both on the same day starts neither.',
  'safetyProtocol.noComparator': 'No active comparator: the unexposed alone stand beside the exposed.',
  'safetyProtocol.entry': 'the cohort “{cohort}” (entry)',
  'safetyProtocol.supply': 'a drug among the concepts {concepts}',
  'safetyProtocol.washout': 'New use: none of it in the {days} days before index (washout).',
  'safetyProtocol.washoutEver': 'New use: none of it ever before index.',
  'safetyProtocol.riskSet':
    'For each exposed person up to {ratio} {ratio|person is|persons are} drawn who were at risk of exposure on the same calendar day and did not take it; that day is their index (risk-set matching).',
  'safetyProtocol.alike':
    'Of the same sex, of an age within {years} {years|year|years}, observed for as long before.',
  'safetyProtocol.careSetting':
    'From the same care setting: a hospital stay in the year before, another visit, or none.',
  'safetyProtocol.notTaken': 'Not exposed on that day nor in the {days} days before.',
  'safetyProtocol.neverTaken': 'Not exposed on that day nor ever before.',
  'safetyProtocol.censorAtExposure':
    'Follow-up of an unexposed person ends when they take it: with that day where time at risk begins after index, else with the day before.',
  'safetyProtocol.keptAtExposure': 'An unexposed person who takes it later stays unexposed.',
  'safetyProtocol.unmatched':
    'An unexposed person may be drawn for several exposed. Exposed persons for whom nobody is found are left out.',
  'safetyProtocol.onTreatment':
    '{name}: from day {from} after index until {lag} {lag|day|days} after the last supply; supplies are joined over gaps of up to {gap} {gap|day|days}.',
  'safetyProtocol.onTreatmentUnexposed':
    'The unexposed are followed for as long as the exposed person that they were drawn for.',
  'safetyProtocol.intentionToTreat':
    '{name}: from day {from} after index until observation ends, whatever is taken later.',
  'safetyProtocol.fixed': '{name}: days {from} to {to} after index.',
  'safetyProtocol.cap': 'At most until day {days}.',
  'safetyProtocol.censoring': 'Follow-up ends with observation and with death.',
  'safetyProtocol.windows': 'The time to onset is shown in windows that change after days {days}.',
  'safetyProtocol.hierarchy':
    'Every condition recorded in the release and everything above it in the hierarchy that at least {persons} {persons|person|persons} have in all groups together.',
  'safetyProtocol.clean':
    'Clean window: who had the event in the {days} days before is not at risk of it, and that time is not counted.',
  'safetyProtocol.cleanEver': 'Clean window: who ever had the event before is not at risk of it.',
  'safetyProtocol.firstEvents': 'First events: a person counts once and is no longer at risk afterwards.',
  'safetyProtocol.recurrentEvents': 'Recurrent events: every event counts, a clean window apart.',
  'safetyProtocol.rates': 'Rates per 1,000 person-years with exact Poisson intervals.',
  'safetyProtocol.ratios':
    'Rate ratios and differences by Mantel–Haenszel over strata of sex and age (bands from {ages}); where a group has no events, the exact mid-p ratio.',
  'safetyProtocol.risks':
    'Risk ratios and differences with score intervals (Miettinen and Nurminen). All intervals are 95%.',
  'safetyProtocol.seed': 'Everything random follows from the seed {seed}.',
  'safetyProtocol.doubleFdr':
    'False discovery rate of {level} in two steps: chapters, then events within chapters (double FDR).',
  'safetyProtocol.tree':
    'Tree scan of the exposed against the unexposed over the whole hierarchy, Monte Carlo p of {replications} replications.',
  'safetyProtocol.controls':
    '{count} negative {count|control|controls}; with at least {fewest} of them estimable, ratios and p-values are calibrated, and only then is a finding called a signal.',
  'safetyProtocol.noControls':
    'No negative controls: nothing is calibrated, and nothing is called a signal (at least {fewest} are needed).',
} as const;
