/** The glossary: each term's name and what it means, one precise paragraph each; see glossaryTerms.ts. */
export const glossary = {
  'term.cohort': 'cohort',
  'term.cohort.about':
    'A set of people who meet one or more inclusion criteria for a period of time. In Akashi one person may have several such periods, each with a cohort start and end date, so the number of persons and the number of entries can differ.',
  'term.indexDate': 'index date',
  'term.indexDate.about':
    'The day from which a person is followed: usually the cohort start date, such as the first prescription. What lies before it is baseline, what lies after it is follow-up.',
  'term.entryEvent': 'entry event',
  'term.entryEvent.about':
    'The record that makes a person a candidate for the cohort: a diagnosis, a prescription, a procedure. It must lie within the required observation, obey the limit (first or all) and any additional criteria; inclusion rules are applied afterwards.',
  'term.inclusionRule': 'inclusion rule',
  'term.inclusionRule.about':
    'A named condition that decides which of the people with an entry event stay in the cohort. Rules are applied one after another, and the number left after each one is the attrition.',
  'term.attrition': 'attrition',
  'term.attrition.about':
    'How many people are left as the rules are applied one by one, from the entry event to the final cohort. “Pass” counts those who meet a rule by itself, “only this” those whom no other rule would remove: together they show which rule shapes the population.',
  'term.washout': 'washout period',
  'term.washout.about':
    'A stretch before the index date in which the drug must not have been used, or the disease not recorded. It keeps prevalent users and recurrences out, so that follow-up begins when treatment or disease begins.',
  'term.newUser': 'new-user design',
  'term.newUser.about':
    'A design that compares only people who start a treatment, having had none of it during a washout period. It does not miss events early in treatment and avoids adjusting for covariates that treatment has already changed.',
  'term.prevalentUser': 'prevalent-user bias',
  'term.prevalentUser.about':
    'If people already on treatment are included, those who stopped early because of harm are missing, and the treatment looks safer than it is. The new-user design avoids it.',
  'term.activeComparator': 'active comparator',
  'term.activeComparator.about':
    'A comparison group that starts another treatment for the same indication. Both groups are ill enough to be treated, so confounding by indication is smaller than against no treatment.',
  'term.lookback': 'look-back period',
  'term.lookback.about':
    'The time before the index date in which covariates and history are read. For people who were not observed throughout it, no record cannot be told from no history.',
  'term.observationPeriod': 'observation period',
  'term.observationPeriod.about':
    'The span in which a person’s health events can be expected to be in the data, such as enrolment in an insurance scheme. Outside it, no record does not mean that nothing happened.',
  'term.timeAtRisk': 'time at risk',
  'term.timeAtRisk.about':
    'The window in which outcomes are counted, from a given number of days after the index date until a number of days, the end of exposure or the end of observation. Its sum over people is the person-time in the denominator.',
  'term.followUp': 'follow-up',
  'term.followUp.about':
    'The time from the index date to the earliest of outcome, end of observation, end of treatment or end of study. Whether people are followed on treatment or as they began is part of the estimand.',
  'term.censoring': 'censoring',
  'term.censoring.about':
    'The end of follow-up before the outcome has happened. A censored person counts as at risk until then and not afterwards. If censoring is related to the risk of the outcome (informative censoring), estimates are biased.',
  'term.cohortExit': 'cohort exit',
  'term.cohortExit.about':
    'What ends a person’s time in a cohort: the end of observation, a fixed number of days, the end of continuous exposure to a drug, or a censoring event.',
  'term.exposure': 'exposure',
  'term.exposure.about':
    'The factor whose effect on the outcome is studied: a drug, a procedure, a device, a length of stay. Its definition says when it begins, at what dose, and how long it lasts.',
  'term.outcome': 'outcome',
  'term.outcome.about':
    'The event whose occurrence is studied. Its definition includes not only codes but also the setting (such as inpatient) and how it is confirmed, and should state how valid it is.',
  'term.estimand': 'estimand',
  'term.estimand.about':
    'A precise statement of the effect to be estimated, in five parts: population, treatment, variable, handling of intercurrent events, and population-level summary. It is decided before the method is chosen.',
  'term.confounding': 'confounding',
  'term.confounding.about':
    'A common cause of exposure and outcome mixes an association that is not causal into the one observed. Measured confounders can be adjusted for, with propensity scores for example; unmeasured ones remain.',
  'term.confoundingByIndication': 'confounding by indication',
  'term.confoundingByIndication.about':
    'Confounding because the reason for choosing a treatment, such as severity or prognosis, itself affects the outcome. An active comparator and adjustment for severity reduce it.',
  'term.immortalTime': 'immortal time bias',
  'term.immortalTime.about':
    'If groups are formed by what happens later, the time until treatment, in which the outcome could not have happened, is counted for the treated and makes their rate look low.',
  'term.selectionBias': 'selection bias',
  'term.selectionBias.about':
    'Being in the analysis depends on both exposure and outcome, so the association seen differs from that in the target population.',
  'term.treatmentPathway': 'treatment pathway',
  'term.treatmentPathway.about':
    'The sequence of treatments that a person received after the index date. First treatments, switches and combinations are counted over the cohort and shown as a sunburst or Sankey diagram.',
  'term.release': 'release',
  'term.release.about':
    'The data handed over to a user at one time: a manifest (datapackage.json), a hash for each file, the terms of use and an optional signature. Akashi verifies all of it before opening.',
  'term.digest': 'digest',
  'term.digest.about':
    'A value of fixed length (SHA-256) computed from content. Any change gives another value, so it names exactly which data a result came from.',
  'term.signature': 'signature',
  'term.signature.about':
    'A value made with the provider’s secret key that anybody can check with the public key. It shows that a release came from the provider and was not altered since. Trusted public keys are kept in Settings.',
  'term.provenance': 'provenance',
  'term.provenance.about':
    'The record of where a number came from: release and digest, hash of the definition, method, engine and time. Every number in Akashi opens it.',
  'term.omop': 'OMOP Common Data Model',
  'term.omop.about':
    'OHDSI’s common form for health data: the same tables and the same standard vocabulary everywhere. Diagnoses lie in condition_occurrence, prescriptions in drug_exposure, and so on.',
  'term.concept': 'concept',
  'term.concept.about':
    'One entry of the standardized vocabularies, with a number (concept_id), name, code, vocabulary and domain. Every row of data states its meaning by concept numbers.',
  'term.standardConcept': 'standard concept',
  'term.standardConcept.about':
    'The one concept, among those of the same meaning, that is to be used in analyses. Source codes such as ICD-10 are mapped to standard concepts, and cohort criteria are written with these.',
  'term.sourceCode': 'source code',
  'term.sourceCode.about':
    'The code used where the data was made. Mapping to a standard concept can lose detail, so the source column can be used in criteria too.',
  'term.vocabulary': 'vocabulary',
  'term.vocabulary.about':
    'The code system that concepts come from, such as ICD-10, ATC or LOINC. The version used is part of the release.',
  'term.domain': 'domain',
  'term.domain.about':
    'The kind of meaning of a concept: condition, drug, procedure, measurement. It decides which table a record belongs to.',
  'term.conceptSet': 'concept set',
  'term.conceptSet.about':
    'The concepts that stand for one clinical idea, such as beta blockers. Items are written with “descendants”, “exclude” and “mapped”, and resolved to numbers with the vocabulary of the open release.',
  'term.descendants': 'descendants',
  'term.descendants.about':
    'The concepts below a concept in the hierarchy, at any depth. With descendants included, one ATC class stands for all drugs below it.',
  'term.mappedConcepts': 'mapped codes',
  'term.mappedConcepts.about':
    'Source codes that “Maps to” a standard concept. Including them in a concept set lets it be used on source columns.',
  'term.orphanCodes': 'orphan codes',
  'term.orphanCodes.about':
    'Codes that look related to a concept set by name but are not in it. They are checked, with their counts in the release, as candidates that were missed.',
  'term.drugEra': 'drug era',
  'term.drugEra.about':
    'Exposures to one active ingredient joined into a continuous period, bridging gaps up to a set length (30 days by default).',
  'term.conditionEra': 'condition era',
  'term.conditionEra.about':
    'Records of one condition joined into a period when the gap between them is no longer than a set length (30 days by default).',
  'term.eraCollapse': 'era collapse',
  'term.eraCollapse.about':
    'Joining cohort periods of a person that overlap or lie within a set number of days. It changes the number of entries, never the number of persons.',
  'term.daysSupply': 'days supply',
  'term.daysSupply.about':
    'The number of days that a prescription covers: the basis of continuous use and of daily dose. A prescription without it has no known length.',
  'term.dailyDose': 'daily dose',
  'term.dailyDose.about':
    'The amount of an ingredient per day: strength × quantity ÷ days supply. Circe has no such criterion; Akashi writes it as an extension that ATLAS ignores.',
  'term.circe': 'Circe definition',
  'term.circe.about':
    'The JSON form of cohort definitions that ATLAS uses: entry events, inclusion rules, exit. Akashi reads and writes it unchanged.',
  'term.visit': 'visit',
  'term.visit.about':
    'One contact with a health-care provider: inpatient, outpatient or emergency. Outcome definitions use it to require that a diagnosis was made in hospital.',
  'term.median': 'median',
  'term.median.about':
    'The value in the middle when values are put in order. Outliers hardly move it, so it suits long-tailed quantities such as length of stay.',
  'term.quartiles': 'quartiles',
  'term.quartiles.about':
    'The points that cut ordered values into four equal parts. The middle half of the people lies between the first and the third (the interquartile range).',
  'term.smd': 'standardized mean difference (SMD)',
  'term.smd.about':
    'The difference of two means or proportions divided by the pooled standard deviation. It does not depend on sample size; an absolute value below 0.1 is commonly taken as balance, in place of p-values.',
  'term.confidenceInterval': 'confidence interval',
  'term.confidenceInterval.about':
    'An interval made so that, over many repetitions, the stated share of such intervals (say 95 %) would contain the true value. Its width tells of precision, not of bias.',
  'term.pValue': 'p-value',
  'term.pValue.about':
    'The probability of a result at least as extreme as the one observed if the null hypothesis and all model assumptions were true. It is neither the size of an effect nor the probability of a hypothesis.',
  'term.prevalence': 'prevalence',
  'term.prevalence.about':
    'The share of people who have a condition at a point in time or during a period; unlike incidence, it says nothing of how fast new cases arise.',
  'term.incidenceProportion': 'incidence proportion (risk)',
  'term.incidenceProportion.about':
    'The share of people at risk at the start who have the outcome within a stated time. Without the time it means nothing.',
  'term.incidenceRate': 'incidence rate',
  'term.incidenceRate.about':
    'New outcomes divided by the total time at risk (person-years). People may be followed for different lengths of time. It is stated per 1,000 person-years.',
  'term.personYears': 'person-years',
  'term.personYears.about':
    'The sum of everybody’s time at risk in years: one person followed for ten years or ten people for one year are ten person-years.',
  'term.riskDifference': 'risk difference',
  'term.riskDifference.about':
    'The difference between two risks: the share of people whose outcome the treatment changes, which shows public-health impact directly.',
  'term.riskRatio': 'risk ratio',
  'term.riskRatio.about':
    'One risk divided by another: 1 means no difference, 2 means twice. It hides how large the risk is, so the difference is shown beside it.',
  'term.rateRatio': 'rate ratio',
  'term.rateRatio.about':
    'One incidence rate divided by another. As both have person-time in the denominator, groups followed for different lengths of time can be compared.',
  'term.oddsRatio': 'odds ratio',
  'term.oddsRatio.about':
    'The ratio of two odds (with the outcome ÷ without it). It is close to the risk ratio for rare outcomes and farther from 1 otherwise.',
  'term.numberNeeded': 'number needed to treat or harm',
  'term.numberNeeded.about':
    'The inverse of the risk difference: how many people are treated for one outcome prevented or caused, within a stated time.',
  'term.standardization': 'standardization',
  'term.standardization.about':
    'Comparing populations of different age and sex structure as if they had the same one. The direct method applies a standard structure, the indirect method standard rates.',
  'term.mantelHaenszel': 'Mantel–Haenszel method',
  'term.mantelHaenszel.about':
    'A weighted combination of stratum-specific ratios into one, stable even where strata are small.',
  'term.upset': 'UpSet plot',
  'term.upset.about':
    'A picture of how many sets overlap: dots name the sets, bars count the people who are in exactly those. Beyond three sets it reads more exactly than a Venn diagram.',
  'term.propensityScore': 'propensity score',
  'term.propensityScore.about':
    'The probability of receiving the treatment, predicted from baseline covariates. Among people with the same score, measured covariates are distributed alike in both groups. It is used to match, weight or stratify.',
  'term.preferenceScore': 'preference score',
  'term.preferenceScore.about':
    'The propensity score rescaled for how common each treatment is. At 0.5 neither treatment is preferred, so overlap can be judged whatever the market shares.',
  'term.equipoise': 'equipoise',
  'term.equipoise.about':
    'A state in which either treatment could have been chosen. It is measured by the share of people with a preference score of 0.3 to 0.7; at least half of both groups is a usual requirement. When it is low, no effect is shown.',
  'term.positivity': 'positivity (overlap)',
  'term.positivity.about':
    'Every combination of covariates has some chance of either treatment. Where propensity score distributions do not overlap, there is nobody to compare with and estimates extrapolate.',
  'term.matching': 'matching',
  'term.matching.about':
    'Pairing people with similar propensity scores and comparing within the matched sample. Those without a match are left out, so the effect applies to people like the matched ones.',
  'term.caliper': 'caliper',
  'term.caliper.about':
    'The largest difference in score at which two people may be matched, often 0.2 standard deviations of the logit of the propensity score. A narrower one gives closer matches and fewer of them.',
  'term.iptw': 'inverse probability of treatment weighting (IPTW)',
  'term.iptw.about':
    'Weighting each person by the inverse probability of the treatment received, making a pseudo-population in which covariates are unrelated to treatment. Extreme probabilities give large weights, which are to be inspected.',
  'term.stabilizedWeights': 'stabilized weights',
  'term.stabilizedWeights.about':
    'Inverse probability weights multiplied by the overall share of the treatment. Their mean is about 1 and their variance smaller.',
  'term.trimming': 'trimming',
  'term.trimming.about':
    'Leaving out people with extreme propensity scores, so that only the region of overlap is compared. The target population changes, so how many were removed is shown.',
  'term.balance': 'balance',
  'term.balance.about':
    'Covariates are distributed alike in both groups after adjustment. All absolute standardized differences below 0.1 is the usual mark; until it is met no estimate is shown.',
  'term.lovePlot': 'Love plot',
  'term.lovePlot.about':
    'A dot for each covariate’s standardized difference before and after adjustment, showing balance at a glance.',
  'term.effectiveSampleSize': 'effective sample size',
  'term.effectiveSampleSize.about':
    'How many unweighted people a weighted sample is worth: the squared sum of the weights divided by the sum of their squares. If far below the number of people, a few of them carry the estimate.',
  'term.stratification': 'stratification',
  'term.stratification.about':
    'Dividing people into strata of the propensity score, comparing within them and combining the results. Five strata remove most of the measured confounding.',
  'term.regularization': 'regularization',
  'term.regularization.about':
    'A penalty on the size of coefficients that keeps models with many covariates from overfitting. L1 (lasso, Laplace prior) sets needless coefficients to 0; its strength is chosen by cross-validation.',
  'term.residualConfounding': 'residual confounding',
  'term.residualConfounding.about':
    'Confounding left after adjustment, from factors not measured or measured coarsely. Negative controls and E-values tell how large it may be.',
  'term.kaplanMeier': 'Kaplan–Meier estimator',
  'term.kaplanMeier.about':
    'An estimate, from censored follow-up, of the probability of remaining free of the outcome over time. It assumes that censoring is unrelated to risk, and overstates risk where there are competing events.',
  'term.riskSet': 'risk set',
  'term.riskSet.about':
    'The people still followed at a time, with neither outcome nor censoring so far. Their number is shown below a survival curve.',
  'term.hazard': 'hazard',
  'term.hazard.about':
    'The momentary rate at which the outcome happens to people who have not had it so far. It is a rate per time, not a probability.',
  'term.hazardRatio': 'hazard ratio',
  'term.hazardRatio.about':
    'The ratio of two hazards, summarized as constant over time. If it is not constant, it is an average that depends on the length of follow-up. It is not a risk ratio.',
  'term.coxModel': 'Cox regression',
  'term.coxModel.about':
    'A regression of hazard ratios on covariates that leaves the shape of the baseline hazard open. It assumes proportional hazards.',
  'term.proportionalHazards': 'proportional hazards',
  'term.proportionalHazards.about':
    'The assumption that the hazard ratio does not change over time. It is checked with Schoenfeld residuals; where it fails, follow-up is split or RMST used.',
  'term.logRank': 'log-rank test',
  'term.logRank.about':
    'A test that survival curves are equal, adding up observed minus expected events at every event time. It is most powerful when hazards are proportional.',
  'term.competingRisk': 'competing risk',
  'term.competingRisk.about':
    'An event, such as death, after which the outcome can no longer happen. Treating it as censoring overstates the probability of the outcome.',
  'term.cumulativeIncidence': 'cumulative incidence function',
  'term.cumulativeIncidence.about':
    'The probability that the outcome really happens by a time, in the presence of competing risks. Over all causes these add up to one minus event-free survival.',
  'term.fineGray': 'Fine–Gray model',
  'term.fineGray.about':
    'A regression for the cumulative incidence function that keeps people with a competing event in the risk set. Its subdistribution hazard ratio tells the direction of the effect on probability.',
  'term.rmst': 'restricted mean survival time (RMST)',
  'term.rmst.about':
    'The mean time free of the outcome up to a time τ: the area under the survival curve. A difference reads as days gained by τ and needs no proportional hazards.',
  'term.medianSurvival': 'median survival time',
  'term.medianSurvival.about':
    'The time at which the probability of being free of the outcome is 50 %. If the curve never falls that far, there is none.',
  'term.adverseEvent': 'adverse event',
  'term.adverseEvent.about':
    'Any untoward medical occurrence in a treated person, whether or not it has a causal relationship with the treatment.',
  'term.adverseReaction': 'adverse reaction',
  'term.adverseReaction.about':
    'An adverse event for which a causal relationship with the treatment is a reasonable possibility.',
  'term.signal': 'signal',
  'term.signal.about':
    'Information suggesting a new association of a treatment with an event, or a new side of a known one. It is where verification begins, not proof of causation.',
  'term.spontaneousReport': 'spontaneous report',
  'term.spontaneousReport.about':
    'A report of a suspected reaction that professionals or patients send of their own accord (JADER in Japan). How many people used the drug is not known, so rates cannot be computed.',
  'term.disproportionality': 'disproportionality analysis',
  'term.disproportionality.about':
    'Asks whether a drug and an event are reported together more often than expected if unrelated. PRR, ROR, IC and EBGM are such measures.',
  'term.prr': 'PRR (proportional reporting ratio)',
  'term.prr.about':
    'The share of the event among reports of the drug, divided by its share among reports of all other drugs. PRR ≥ 2 with χ² ≥ 4 and at least 3 reports is a common criterion.',
  'term.ror': 'ROR (reporting odds ratio)',
  'term.ror.about':
    'The odds ratio of the 2×2 table of reports. A lower 95 % limit above 1 is the usual criterion.',
  'term.informationComponent': 'IC (information component)',
  'term.informationComponent.about':
    'The base-2 logarithm of observed over expected reports, shrunk towards 0 by a Bayesian model, so that few reports do not give high values by chance. A lower 95 % limit (IC025) above 0 is the criterion.',
  'term.ebgm': 'EBGM (empirical Bayes geometric mean)',
  'term.ebgm.about':
    'The ratio of observed to expected, shrunk by a prior that is estimated from all pairs. A lower 5 % point (EB05) of 2 or more is a frequent criterion.',
  'term.sccs': 'self-controlled case series (SCCS)',
  'term.sccs.about':
    'Uses only people with the outcome and compares rates in their own exposed and unexposed time. Confounding that does not change over time cancels out; the event must not influence later exposure.',
  'term.sequenceSymmetry': 'sequence symmetry analysis',
  'term.sequenceSymmetry.about':
    'The ratio of people who start a drug before an event (or its treatment) to those who start it after. Without an association the ratio is 1, once trends in use are allowed for.',
  'term.timeToOnset': 'time to onset',
  'term.timeToOnset.about':
    'Days from the start of treatment to the event. The shape of its distribution hints at the mechanism: at once, by accumulation, after stopping.',
  'term.treeScan': 'tree-based scan statistic',
  'term.treeScan.about':
    'Looks at every branch of a disease hierarchy at once for more events than expected, and reports the most unusual ones with multiplicity taken into account.',
  'term.multiplicity': 'multiplicity',
  'term.multiplicity.about':
    'With many comparisons some look significant by chance alone. The number of tests is shown, and p-values or intervals are adjusted.',
  'term.falseDiscoveryRate': 'false discovery rate (FDR)',
  'term.falseDiscoveryRate.about':
    'The expected share, among findings called significant, of those that are not real. It is controlled instead of the family-wise error when many events are screened.',
  'term.cci': 'Charlson comorbidity index',
  'term.cci.about': 'A weighted sum of comorbid diseases that summarizes general health in one number.',
  'term.negativeControl': 'negative control',
  'term.negativeControl.about':
    'A pair of exposure and outcome known not to be causally related. If the same method gives something other than 1, the study has systematic error.',
  'term.positiveControl': 'positive control',
  'term.positiveControl.about':
    'A pair whose effect is known, or was added artificially. It shows whether a method recovers effects of known size.',
  'term.empiricalCalibration': 'empirical calibration',
  'term.empiricalCalibration.about':
    'Learning the distribution of systematic error from many negative controls, and correcting p-values and confidence intervals by it.',
  'term.eValue': 'E-value',
  'term.eValue.about':
    'The least strength of association, on the risk-ratio scale, that an unmeasured confounder would need with both exposure and outcome to explain the observed association away. The larger it is, the sturdier the conclusion.',
  'term.sensitivityAnalysis': 'sensitivity analysis',
  'term.sensitivityAnalysis.about':
    'Analyses under other assumptions or definitions, to see whether the conclusion holds. Each says which assumption it changes and is shown with the main one.',
  'term.subgroup': 'subgroup analysis',
  'term.subgroup.about':
    'Estimates within parts of the population, such as by age or sex. Differences are judged by a test of interaction, and whether they were planned is stated.',
  'term.metaAnalysis': 'meta-analysis',
  'term.metaAnalysis.about':
    'Combining estimates of several studies or databases with weights by precision. A random-effects model also allows for variation between them.',
  'term.heterogeneity': 'heterogeneity',
  'term.heterogeneity.about':
    'Effects differ between studies or strata by more than chance. I² is the share of the total variation that is due to it.',
  'term.sensitivity': 'sensitivity',
  'term.sensitivity.about':
    'The share of people with the condition whom the test (or definition) calls positive.',
  'term.specificity': 'specificity',
  'term.specificity.about':
    'The share of people without the condition whom the test (or definition) calls negative.',
  'term.ppv': 'positive predictive value',
  'term.ppv.about':
    'The share of those called positive who really have the condition. Where prevalence is low it can be low despite high specificity.',
  'term.rocCurve': 'ROC curve and AUC',
  'term.rocCurve.about':
    'Sensitivity against 1 − specificity as the cut-off moves, and the area under it: the probability that a person with the condition scores higher than one without. For a propensity score it tells how separable the groups are.',
  'term.calibration': 'calibration',
  'term.calibration.about':
    'How well predicted probabilities agree with observed frequencies: among people with a prediction of 10 %, about 10 % should have the outcome.',
  'term.anonymizedInformation': 'anonymized medical information',
  'term.anonymizedInformation.about':
    'Medical information processed by a certified operator so that nobody can be identified and the original cannot be restored. Unusual values and rare diseases are removed.',
  'term.pseudonymizedInformation': 'pseudonymized medical information',
  'term.pseudonymizedInformation.about':
    'Medical information processed so that nobody can be identified without other information. Unusual values and rare diseases may remain; in return only users certified by the state may use it.',
  'term.reidentification': 're-identification',
  'term.reidentification.about':
    'Finding out who a person in processed data is. It is forbidden by law, and Akashi withholds the small counts that could help.',
  'term.outputRules': 'output rules',
  'term.outputRules.about':
    'What numbers may leave: on screen, in charts and in exports. They are part of a release’s terms and set the smallest count (such as 10) and how withheld values are protected.',
  'term.smallCell': 'small cell',
  'term.smallCell.about':
    'A count below the smallest allowed (such as 10), from which somebody who knows the circumstances might guess a person. Zero is not one: nobody is in it.',
  'term.smallCellSuppression': 'small-cell suppression',
  'term.smallCellSuppression.about':
    'Not showing the value of a small cell. Akashi says only that it is below the limit, and not 0.',
  'term.complementarySuppression': 'complementary suppression',
  'term.complementarySuppression.about':
    'Withholding further values so that a small cell cannot be worked out from totals by subtraction. Akashi checks which ones are needed as a system of equations.',
  'term.differencing': 'differencing',
  'term.differencing.about':
    'Taking the difference of two counts whose conditions differ slightly, to learn about the few people between them. It threatens wherever totals and parts, or counts under slightly changed conditions, are shown one after another, so output rules must guard against it too.',
  'term.kAnonymity': 'k-anonymity',
  'term.kAnonymity.about':
    'Every combination of externally knowable attributes (quasi-identifiers) is shared by at least k people in the data. The smaller k, the easier it is to single somebody out.',
  'term.quasiIdentifier': 'quasi-identifier',
  'term.quasiIdentifier.about':
    'An attribute that does not identify anybody by itself but narrows down in combination: month of birth, sex, region, dates of visits.',
  'term.lDiversity': 'l-diversity',
  'term.lDiversity.about':
    'Among people alike in quasi-identifiers, a sensitive value such as a disease takes at least l different values. If all share one, it is revealed despite k-anonymity.',
  'term.auditLedger': 'audit ledger',
  'term.auditLedger.about':
    'An append-only record of which release was opened, what was run and what was exported. Each line holds the hash of the one before, so later changes show. It never holds a patient’s values.',
  'termGroup.design': 'Study design',
  'termGroup.data': 'Data and vocabularies',
  'termGroup.measure': 'Measures',
  'termGroup.comparison': 'Comparing groups',
  'termGroup.survival': 'Survival analysis',
  'termGroup.safety': 'Safety',
  'termGroup.robustness': 'Robustness',
  'termGroup.diagnostic': 'Accuracy and prediction',
  'termGroup.privacy': 'Privacy and output',
  'term.targetTrial': 'Target trial emulation',
  'term.targetTrial.about':
    'Writing down the randomised trial one would have liked (eligibility, strategies, assignment, follow-up, outcome, contrast) and imitating it with observational data. Aligning assignment with the start of follow-up avoids biases of design such as immortal time.',
  'term.landmark': 'Landmark analysis',
  'term.landmark.about':
    'Only those still followed on a set day after index are put into arms by their treatment until then, and followed from then. The time that somebody had to survive to be in an arm is not credited to it.',
  'term.cloneCensorWeight': 'Clone-censor-weight',
  'term.cloneCensorWeight.about':
    'Everybody is cloned into every strategy, clones are censored when they deviate, and weighted by the inverse chance of not being censored. Strategies known only later, such as durations, are compared without immortal time.',
  'term.blinding': 'Blinding by diagnostics',
  'term.blinding.about':
    'Effects are not seen until diagnostics such as overlap and balance pass, so that settings cannot be changed until the wanted result appears. Opening one all the same needs a recorded reason.',
  'term.minimumDetectableRisk': 'Minimum detectable relative risk',
  'term.minimumDetectableRisk.about':
    'The smallest relative risk that so many persons and outcomes could detect with 80% power at 5%. Where it is large, finding no difference may only mean that nothing could be found.',
  'term.systematicError': 'Expected absolute systematic error',
  'term.systematicError.about':
    'How far estimates for negative controls lie from their true value of 1, as the expected absolute logarithm. 0 means no systematic error was seen; large values point to bias that was not measured.',
  'term.generalizedPropensity': 'Generalized propensity score',
  'term.generalizedPropensity.about':
    'The chance of each of three or more treatments. Weighted by its inverse, the backgrounds of all arms are made alike at once.',
  'term.doublyRobust': 'Doubly robust',
  'term.doublyRobust.about':
    'Covariates enter the outcome model besides the adjustment by propensity score. The estimate is unbiased if either of the two models is right.',
  'term.doseResponse': 'Dose-response',
  'term.doseResponse.about':
    'How the effect changes with the dose: as a straight trend, and as a curve by a restricted cubic spline.',
  'term.interaction': 'Interaction',
  'term.interaction.about':
    'An effect that differs by background such as sex, age or disease. The difference between effects is tested, not which stratum happens to be significant.',
  'term.shrinkage': 'Shrinkage',
  'term.shrinkage.about':
    'Estimates of strata are pulled towards the common effect, the more so the less certain they are. Large values that are chance in small strata mislead less.',
  'term.tippingPoint': 'Tipping point analysis',
  'term.tippingPoint.about':
    'How strong an unmeasured confounder would have to be to change the conclusion, as pairs of a difference in prevalence and a risk ratio with the outcome.',
  'term.biasAnalysis': 'Quantitative bias analysis',
  'term.biasAnalysis.about':
    'Recomputing an effect as if nothing were misclassified, from how many recorded cases are true (positive predictive value).',
} as const;
