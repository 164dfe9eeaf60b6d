import { type CodedName, codeTable } from './codeTable.ts';

/** Medical acts by receipt code (医科診療行為), grouped by the K code or section that contains them. */
export const receiptActGroups: readonly CodedName[] = codeTable(`
K546|経皮的冠動脈形成術|Percutaneous transluminal coronary angioplasty
K549|経皮的冠動脈ステント留置術|Percutaneous coronary stenting
K552|冠動脈、大動脈バイパス移植術|Coronary artery bypass grafting
K552-2|冠動脈、大動脈バイパス移植術（人工心肺不使用）|Off-pump coronary artery bypass grafting
D206|心臓カテーテル法による諸検査|Cardiac catheterisation
D005|血液形態・機能検査|Blood morphology and function tests
E101|シングルホトンエミッションコンピューター断層撮影|Single photon emission computed tomography
`);

/** Acts with the group they belong to: `receipt code>group`. */
export const receiptActs: readonly (CodedName & { readonly group: string; readonly kCode: string })[] =
  codeTable(`
150374910>K546>K5461|経皮的冠動脈形成術（急性心筋梗塞）|Coronary angioplasty (acute myocardial infarction)
150375010>K546>K5462|経皮的冠動脈形成術（不安定狭心症）|Coronary angioplasty (unstable angina)
150375110>K546>K5463|経皮的冠動脈形成術（その他）|Coronary angioplasty (other)
150375210>K549>K5491|経皮的冠動脈ステント留置術（急性心筋梗塞）|Coronary stenting (acute myocardial infarction)
150375310>K549>K5492|経皮的冠動脈ステント留置術（不安定狭心症）|Coronary stenting (unstable angina)
150375410>K549>K5493|経皮的冠動脈ステント留置術（その他）|Coronary stenting (other)
150145910>K552>K5521|冠動脈、大動脈バイパス移植術（１吻合）|Coronary artery bypass grafting (1 anastomosis)
150146010>K552>K5522|冠動脈、大動脈バイパス移植術（２吻合以上）|Coronary artery bypass grafting (2 or more anastomoses)
150318410>K552-2>K552-21|冠動脈、大動脈バイパス移植術（人工心肺不使用）（１吻合）|Off-pump bypass grafting (1 anastomosis)
150318510>K552-2>K552-22|冠動脈、大動脈バイパス移植術（人工心肺不使用）（２吻合以上）|Off-pump bypass grafting (2 or more anastomoses)
160065470>D206>D206|冠動脈造影加算|Coronary angiography
160212970>D206>D206|冠攣縮誘発薬物負荷試験加算|Coronary spasm provocation test
160186270>D206>D206|冠動脈血流予備能測定検査加算|Fractional flow reserve measurement
170015010>E101>E101|シングルホトンエミッションコンピューター断層撮影|SPECT (myocardial perfusion)
160010010>D005>D005|ＨｂＡ１ｃ|HbA1c
`).map(({ code, ja, en, kana }) => {
    const [receipt = '', group = '', kCode = ''] = code.split('>');
    return { code: receipt, group, kCode, ja, en, kana };
  });

/** Dental acts (歯科診療行為) by receipt code, grouped by section. */
export const dentalActGroups: readonly CodedName[] = codeTable(`
D002|歯周病検査|Periodontal examination
I011|歯周基本治療|Basic periodontal treatment|ししゅうきほんちりょう
I011-2|歯周病安定期治療|Supportive periodontal therapy
J063|歯周外科手術|Periodontal surgery
J000|抜歯手術|Tooth extraction
B000-4|歯科疾患管理料|Management of dental disease
`);

/** Dental acts with the section they belong to: `receipt code>group`. */
export const dentalActs: readonly (CodedName & { readonly group: string })[] = codeTable(`
304000610>D002|歯周基本検査（２０歯以上）|Basic periodontal examination (20 teeth or more)
304000910>D002|歯周精密検査（２０歯以上）|Detailed periodontal examination (20 teeth or more)
309004810>I011|歯周基本治療（スケーリング（３分の１顎につき））|Scaling (per third of a jaw)
309005110>I011|歯周基本治療（スケーリング・ルートプレーニング（１歯につき）（小臼歯））|Scaling and root planing (per premolar)
309005210>I011|歯周基本治療（スケーリング・ルートプレーニング（１歯につき）（大臼歯））|Scaling and root planing (per molar)
309005710>I011-2|歯周病安定期治療（２０歯以上）|Supportive periodontal therapy (20 teeth or more)
310011910>J063|歯周外科手術（歯肉剥離掻爬手術）|Periodontal flap surgery
310000210>J000|抜歯手術（１歯につき）（前歯）|Extraction of an anterior tooth
310000310>J000|抜歯手術（１歯につき）（臼歯）|Extraction of a molar tooth
302000110>B000-4|歯科疾患管理料|Management fee for dental disease
`).map(({ code, ja, en, kana }) => {
  const [receipt = '', group = ''] = code.split('>');
  return { code: receipt, group, ja, en, kana };
});
