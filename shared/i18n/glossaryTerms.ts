import type { en } from './en/index.ts';

/** The areas that the glossary is ordered by. */
export const termGroups = [
  'design',
  'data',
  'measure',
  'comparison',
  'survival',
  'safety',
  'robustness',
  'diagnostic',
  'privacy',
] as const;
export type TermGroup = (typeof termGroups)[number];

type TermKey = Extract<keyof typeof en, `term.${string}`>;
type TermName = TermKey extends `term.${infer Name}` ? Name : never;

/** A term of the glossary: its name is the message `term.<id>`, what it means `term.<id>.about`. */
export type TermId = Exclude<TermName, `${string}.about`>;

export interface Term {
  readonly id: TermId;
  readonly group: TermGroup;
  /** How the Japanese name is read, in hiragana; several readings are joined by `・`. */
  readonly reading: string;
  /** Where the term, or the method that it names, is defined. */
  readonly source: string;
}

/** Every term of the glossary, related ones together. */
export const terms: readonly Term[] = [
  term('cohort', 'design', 'こほーと', 'The Book of OHDSI, 2021'),
  term(
    'indexDate',
    'design',
    'さくいんび・いんでっくすび',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('entryEvent', 'design', 'えんとりーいべんと', 'The Book of OHDSI, 2021'),
  term('inclusionRule', 'design', 'くみいれきそく', 'The Book of OHDSI, 2021'),
  term('attrition', 'design', 'くみいれのながれ・あとりしょん', 'The Book of OHDSI, 2021'),
  term('washout', 'design', 'うぉっしゅあうと', 'Ray 2003, Am J Epidemiol 158:915–920'),
  term('newUser', 'design', 'しんきしようしゃ', 'Ray 2003, Am J Epidemiol 158:915–920'),
  term('prevalentUser', 'design', 'きぞんしようしゃ', 'Ray 2003, Am J Epidemiol 158:915–920'),
  term('activeComparator', 'design', 'じつやくたいしょう', 'Lund et al. 2015, Curr Epidemiol Rep 2:221–228'),
  term(
    'lookback',
    'design',
    'るっくばっくきかん・さかのぼりきかん',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('observationPeriod', 'design', 'かんさつきかん', 'OMOP Common Data Model v5.4'),
  term('timeAtRisk', 'design', 'りすくきかん・たいむあっとりすく', 'The Book of OHDSI, 2021'),
  term('followUp', 'design', 'ついせき', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('censoring', 'design', 'うちきり', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('cohortExit', 'design', 'こほーとのしゅうりょう', 'The Book of OHDSI, 2021'),
  term('exposure', 'design', 'ばくろ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('outcome', 'design', 'あうとかむ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('estimand', 'design', 'えすてぃまんど・すいていたいしょう', 'ICH E9(R1), 2019'),
  term('confounding', 'design', 'こうらく', 'Hernán & Robins, Causal Inference: What If, 2020'),
  term(
    'confoundingByIndication',
    'design',
    'てきおうによるこうらく',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('immortalTime', 'design', 'ふしじかん', 'Suissa 2008, Am J Epidemiol 167:492–499'),
  term(
    'selectionBias',
    'design',
    'せんたくばいあす',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('treatmentPathway', 'design', 'ちりょうけいろ', 'Hripcsak et al. 2016, PNAS 113:7329–7336'),
  term('release', 'data', 'りりーす', 'Akashi'),
  term('digest', 'data', 'だいじぇすと', 'FIPS 180-4'),
  term('signature', 'data', 'でんししょめい', 'RFC 8032 (Ed25519); minisign'),
  term('provenance', 'data', 'らいれき', 'W3C PROV-DM'),
  term('omop', 'data', 'おもっぷ', 'OMOP Common Data Model v5.4'),
  term('concept', 'data', 'こんせぷと', 'OMOP Common Data Model v5.4'),
  term('standardConcept', 'data', 'ひょうじゅんこんせぷと', 'OMOP Common Data Model v5.4'),
  term('sourceCode', 'data', 'げんこーど', 'OMOP Common Data Model v5.4'),
  term('vocabulary', 'data', 'ようごたいけい', 'OMOP Common Data Model v5.4'),
  term('domain', 'data', 'りょういき', 'OMOP Common Data Model v5.4'),
  term('conceptSet', 'data', 'こんせぷとせっと', 'The Book of OHDSI, 2021'),
  term('descendants', 'data', 'かいがいそう・かいのこんせぷと', 'OMOP Common Data Model v5.4'),
  term('mappedConcepts', 'data', 'たいおうづけられたこーど', 'OMOP Common Data Model v5.4'),
  term('orphanCodes', 'data', 'こりつこーど', 'OHDSI CohortDiagnostics'),
  term('drugEra', 'data', 'どらっぐえら・やくざいえら', 'OMOP Common Data Model v5.4'),
  term('conditionEra', 'data', 'こんでぃしょんえら・しっかんえら', 'OMOP Common Data Model v5.4'),
  term('eraCollapse', 'data', 'きかんのけつごう', 'The Book of OHDSI, 2021'),
  term('daysSupply', 'data', 'しょほうにっすう', 'OMOP Common Data Model v5.4'),
  term('dailyDose', 'data', 'いちにちようりょう', 'OMOP Common Data Model v5.4'),
  term('circe', 'data', 'さーしー', 'OHDSI Circe-be'),
  term('visit', 'data', 'じゅしん・びじっと', 'OMOP Common Data Model v5.4'),
  term('median', 'measure', 'ちゅうおうち', 'ISO 3534-1'),
  term('quartiles', 'measure', 'しぶんいすう', 'Hyndman & Fan 1996, Am Stat 50:361–365'),
  term('smd', 'measure', 'ひょうじゅんかさ', 'Austin 2009, Stat Med 28:3083–3107'),
  term(
    'confidenceInterval',
    'measure',
    'しんらいくかん',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('pValue', 'measure', 'ぴーち', 'ASA Statement 2016, Am Stat 70:129–133'),
  term('prevalence', 'measure', 'ゆうびょうりつ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term(
    'incidenceProportion',
    'measure',
    'るいせきりかんわりあい・りすく',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term(
    'incidenceRate',
    'measure',
    'りかんりつ・はっせいりつ',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('personYears', 'measure', 'にんねん', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('riskDifference', 'measure', 'りすくさ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('riskRatio', 'measure', 'りすくひ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('rateRatio', 'measure', 'りつひ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('oddsRatio', 'measure', 'おっずひ', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('numberNeeded', 'measure', 'ちりょうひつようすう', 'Laupacis et al. 1988, N Engl J Med 318:1728–1733'),
  term(
    'standardization',
    'measure',
    'ひょうじゅんか',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term(
    'mantelHaenszel',
    'measure',
    'まんてる・へんつぇる',
    'Mantel & Haenszel 1959, J Natl Cancer Inst 22:719–748',
  ),
  term('upset', 'measure', 'あっぷせっと', 'Lex et al. 2014, IEEE TVCG 20:1983–1992'),
  term('propensityScore', 'comparison', 'けいこうすこあ', 'Rosenbaum & Rubin 1983, Biometrika 70:41–55'),
  term('preferenceScore', 'comparison', 'ぷりふぁれんすすこあ', 'Walker et al. 2013, Comp Eff Res 3:11–20'),
  term('equipoise', 'comparison', 'えくいぽいず・きんこう', 'Walker et al. 2013, Comp Eff Res 3:11–20'),
  term(
    'positivity',
    'comparison',
    'せいち・おーばーらっぷ',
    'Hernán & Robins, Causal Inference: What If, 2020',
  ),
  term('matching', 'comparison', 'まっちんぐ', 'Austin 2011, Multivariate Behav Res 46:399–424'),
  term('caliper', 'comparison', 'きゃりぱー', 'Austin 2011, Pharm Stat 10:150–161'),
  term(
    'iptw',
    'comparison',
    'ぎゃくかくりつおもみづけ',
    'Robins, Hernán & Brumback 2000, Epidemiology 11:550–560',
  ),
  term(
    'stabilizedWeights',
    'comparison',
    'あんていかおもみ',
    'Robins, Hernán & Brumback 2000, Epidemiology 11:550–560',
  ),
  term('trimming', 'comparison', 'とりみんぐ', 'Crump et al. 2009, Biometrika 96:187–199'),
  term('balance', 'comparison', 'きんこう・つりあい', 'Austin 2009, Stat Med 28:3083–3107'),
  term('lovePlot', 'comparison', 'らぶぷろっと', 'Austin 2009, Stat Med 28:3083–3107'),
  term('effectiveSampleSize', 'comparison', 'ゆうこうひょうほんすう', 'Kish, Survey Sampling, 1965'),
  term('stratification', 'comparison', 'そうか', 'Rosenbaum & Rubin 1984, JASA 79:516–524'),
  term('regularization', 'comparison', 'せいそくか', 'Tibshirani 1996, J R Stat Soc B 58:267–288'),
  term(
    'residualConfounding',
    'comparison',
    'ざんさこうらく',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('kaplanMeier', 'survival', 'かぷらん・まいやー', 'Kaplan & Meier 1958, JASA 53:457–481'),
  term('riskSet', 'survival', 'りすくしゅうごう', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('hazard', 'survival', 'はざーど', 'Cox 1972, J R Stat Soc B 34:187–220'),
  term('hazardRatio', 'survival', 'はざーどひ', 'Cox 1972, J R Stat Soc B 34:187–220'),
  term('coxModel', 'survival', 'こっくすかいき', 'Cox 1972, J R Stat Soc B 34:187–220'),
  term(
    'proportionalHazards',
    'survival',
    'ひれいはざーどせい',
    'Grambsch & Therneau 1994, Biometrika 81:515–526',
  ),
  term('logRank', 'survival', 'ろぐらんく', 'Mantel 1966, Cancer Chemother Rep 50:163–170'),
  term('competingRisk', 'survival', 'きょうごうりすく', 'Fine & Gray 1999, J Am Stat Assoc 94:496–509'),
  term(
    'cumulativeIncidence',
    'survival',
    'るいせきはっせいかんすう',
    'Aalen & Johansen 1978, Scand J Stat 5:141–150',
  ),
  term('fineGray', 'survival', 'ふぁいん・ぐれい', 'Fine & Gray 1999, J Am Stat Assoc 94:496–509'),
  term(
    'rmst',
    'survival',
    'きょうかいつきへいきんせいぞんじかん',
    'Royston & Parmar 2013, BMC Med Res Methodol 13:152',
  ),
  term(
    'medianSurvival',
    'survival',
    'ちゅうおうせいぞんじかん',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('adverseEvent', 'safety', 'ゆうがいじしょう', 'ICH E2A, 1994'),
  term('adverseReaction', 'safety', 'ふくさよう', 'ICH E2A, 1994'),
  term('signal', 'safety', 'しぐなる', 'CIOMS VIII, 2010'),
  term('spontaneousReport', 'safety', 'じはつほうこく', 'ICH E2D, 2003'),
  term('disproportionality', 'safety', 'ふきんこうぶんせき', 'CIOMS VIII, 2010'),
  term('prr', 'safety', 'ひれいほうこくひ', 'Evans et al. 2001, Pharmacoepidemiol Drug Saf 10:483–486'),
  term(
    'ror',
    'safety',
    'ほうこくおっずひ',
    'van Puijenbroek et al. 2002, Pharmacoepidemiol Drug Saf 11:3–10',
  ),
  term(
    'informationComponent',
    'safety',
    'じょうほうせいぶん',
    'Bate et al. 1998, Eur J Clin Pharmacol 54:315–321',
  ),
  term('ebgm', 'safety', 'いーびーじーえむ', 'DuMouchel 1999, Am Stat 53:177–190'),
  term('sccs', 'safety', 'じこたいしょうけーすしりーず', 'Whitaker et al. 2006, Stat Med 25:1768–1797'),
  term(
    'sequenceSymmetry',
    'safety',
    'しょほうじゅんじょたいしょうせいぶんせき',
    'Hallas 1996, Epidemiology 7:478–484',
  ),
  term('timeToOnset', 'safety', 'はつげんまでのじかん', 'ICH E2D, 2003'),
  term('treeScan', 'safety', 'つりーすきゃん', 'Kulldorff et al. 2003, Biometrics 59:323–331'),
  term('multiplicity', 'safety', 'たじゅうせい', 'ICH E9, 1998'),
  term(
    'falseDiscoveryRate',
    'safety',
    'ぎはっけんりつ',
    'Benjamini & Hochberg 1995, J R Stat Soc B 57:289–300',
  ),
  term(
    'cci',
    'safety',
    'ちゃーるそんへいぞんしっかんしすう',
    'Charlson et al. 1987, J Chronic Dis 40:373–383',
  ),
  term(
    'negativeControl',
    'robustness',
    'いんせいたいしょう',
    'Lipsitch et al. 2010, Epidemiology 21:383–388',
  ),
  term('positiveControl', 'robustness', 'ようせいたいしょう', 'Schuemie et al. 2018, PNAS 115:2571–2577'),
  term(
    'empiricalCalibration',
    'robustness',
    'けいけんてきこうせい',
    'Schuemie et al. 2018, PNAS 115:2571–2577',
  ),
  term('eValue', 'robustness', 'いーち', 'VanderWeele & Ding 2017, Ann Intern Med 167:268–274'),
  term('sensitivityAnalysis', 'robustness', 'かんどかいせき', 'ICH E9(R1), 2019'),
  term('subgroup', 'robustness', 'さぶぐるーぷかいせき', 'ICH E9, 1998'),
  term(
    'metaAnalysis',
    'robustness',
    'めたあなりしす',
    'DerSimonian & Laird 1986, Control Clin Trials 7:177–188',
  ),
  term('heterogeneity', 'robustness', 'いしつせい', 'Higgins & Thompson 2002, Stat Med 21:1539–1558'),
  term('sensitivity', 'diagnostic', 'かんど', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term('specificity', 'diagnostic', 'とくいど', 'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014'),
  term(
    'ppv',
    'diagnostic',
    'ようせいてきちゅうど',
    'Porta (ed.) A Dictionary of Epidemiology, 6th ed., 2014',
  ),
  term('rocCurve', 'diagnostic', 'あーるおーしーきょくせん', 'DeLong et al. 1988, Biometrics 44:837–845'),
  term(
    'calibration',
    'diagnostic',
    'こうせい・きゃりぶれーしょん',
    'Steyerberg 2019, Clinical Prediction Models',
  ),
  term(
    'anonymizedInformation',
    'privacy',
    'とくめいかこういりょうじょうほう',
    '次世代医療基盤法（平成29年法律第28号、令和5年改正）',
  ),
  term(
    'pseudonymizedInformation',
    'privacy',
    'かめいかこういりょうじょうほう',
    '次世代医療基盤法（平成29年法律第28号、令和5年改正）',
  ),
  term('reidentification', 'privacy', 'さいしきべつ', '次世代医療基盤法（平成29年法律第28号、令和5年改正）'),
  term('outputRules', 'privacy', 'しゅつりょくきそく', 'NDB の利用に関するガイドライン'),
  term('smallCell', 'privacy', 'しょうすうせる', 'NDB の利用に関するガイドライン'),
  term(
    'smallCellSuppression',
    'privacy',
    'しょうすうせるのひとく',
    'Hundepool et al. Statistical Disclosure Control, 2012',
  ),
  term(
    'complementarySuppression',
    'privacy',
    'ほかんひとく・にじひとく',
    'Hundepool et al. Statistical Disclosure Control, 2012',
  ),
  term('differencing', 'privacy', 'さぶんこうげき', 'Hundepool et al. Statistical Disclosure Control, 2012'),
  term('kAnonymity', 'privacy', 'けーとくめいせい', 'Sweeney 2002, Int J Uncertain Fuzz 10:557–570'),
  term(
    'quasiIdentifier',
    'privacy',
    'じゅんしきべつし',
    'Hundepool et al. Statistical Disclosure Control, 2012',
  ),
  term('lDiversity', 'privacy', 'えるたようせい', 'Machanavajjhala et al. 2007, ACM TKDD 1:3'),
  term('auditLedger', 'privacy', 'かんさだいちょう', 'Akashi'),
];

/** A term by its id. */
export function termOf(id: TermId): Term {
  const found = terms.find((one) => one.id === id);
  if (!found) throw new RangeError(id);
  return found;
}

function term(id: TermId, group: TermGroup, reading: string, source: string): Term {
  return { id, group, reading, source };
}
