import { type CodedName, codeTable } from './codeTable.ts';

/** Laboratory tests and examinations by JLAC10 code of 17 digits. */
export const labs: readonly CodedName[] = codeTable(`
3D046000001920402|ＨｂＡ１ｃ（ＮＧＳＰ）|HbA1c (NGSP), HPLC|へもぐろびんえーわんしー
3D010000001926101|空腹時血糖|Fasting plasma glucose|くうふくじけっとう
3C015000002327101|クレアチニン|Creatinine
3F077000002327101|ＬＤＬコレステロール|LDL cholesterol
9A751000000000001|収縮期血圧|Systolic blood pressure|しゅうしゅくきけつあつ
9N011000000000001|ＢＭＩ|Body mass index
`);

/** Concept codes of {@link labs} by what they measure. */
export const labCode = {
  hba1c: '3D046000001920402',
  fastingGlucose: '3D010000001926101',
  creatinine: '3C015000002327101',
  ldl: '3F077000002327101',
  systolic: '9A751000000000001',
  bmi: '9N011000000000001',
} as const;

/** Findings that only records, not claims, hold: they carry the symptoms and the state of the coronary lesions. */
export const clinicalFindings: readonly CodedName[] = codeTable(`
ccs-class|狭心症重症度（ＣＣＳ分類）|Canadian Cardiovascular Society angina class
diseased-vessels|冠動脈病変枝数|Number of diseased coronary vessels
lesion-length|病変長|Coronary lesion length
long-lesion|びまん性の長い病変（23 mm 以上）|Diffuse coronary lesion (23 mm or longer)
smoking|喫煙歴|Smoking history
care-level|生活機能区分|Functional status level
residual-teeth|現在歯数|Number of remaining teeth
`);
