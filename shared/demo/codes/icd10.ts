import { type CodedName, codeTable } from './codeTable.ts';

/** Chapters of ICD-10 (2013) as `first-last` three-character codes. */
export const icd10Chapters: readonly CodedName[] = codeTable(`
A00-B99|感染症及び寄生虫症|Certain infectious and parasitic diseases|かんせんしょう
C00-D48|新生物|Neoplasms|しんせいぶつ
D50-D89|血液及び造血器の疾患並びに免疫機構の障害|Diseases of the blood and blood-forming organs
E00-E90|内分泌，栄養及び代謝疾患|Endocrine, nutritional and metabolic diseases
F00-F99|精神及び行動の障害|Mental and behavioural disorders
G00-G99|神経系の疾患|Diseases of the nervous system
H00-H59|眼及び付属器の疾患|Diseases of the eye and adnexa
I00-I99|循環器系の疾患|Diseases of the circulatory system|じゅんかんきけいのしっかん
J00-J99|呼吸器系の疾患|Diseases of the respiratory system
K00-K93|消化器系の疾患|Diseases of the digestive system
L00-L99|皮膚及び皮下組織の疾患|Diseases of the skin and subcutaneous tissue
M00-M99|筋骨格系及び結合組織の疾患|Diseases of the musculoskeletal system and connective tissue
N00-N99|腎尿路生殖器系の疾患|Diseases of the genitourinary system
R00-R99|症状，徴候及び異常所見で他に分類されないもの|Symptoms, signs and abnormal findings not elsewhere classified
S00-T98|損傷，中毒及びその他の外因の影響|Injury, poisoning and other consequences of external causes
U00-U99|特殊目的用コード|Codes for special purposes
`);

/** Blocks within the chapters. */
export const icd10Blocks: readonly CodedName[] = codeTable(`
A00-A09|腸管感染症|Intestinal infectious diseases
C15-C26|消化器の悪性新生物|Malignant neoplasms of digestive organs
C30-C39|呼吸器及び胸腔内臓器の悪性新生物|Malignant neoplasms of respiratory and intrathoracic organs
C50-C50|乳房の悪性新生物|Malignant neoplasm of breast
C60-C63|男性生殖器の悪性新生物|Malignant neoplasms of male genital organs
D50-D53|栄養性貧血|Nutritional anaemias
D70-D77|血液及び造血器のその他の疾患|Other diseases of blood and blood-forming organs
E00-E07|甲状腺障害|Disorders of thyroid gland
E10-E14|糖尿病|Diabetes mellitus|とうにょうびょう
E15-E16|その他のグルコース調節及び膵内分泌障害|Other disorders of glucose regulation
E70-E90|代謝障害|Metabolic disorders
F00-F09|症状性を含む器質性精神障害|Organic, including symptomatic, mental disorders
F30-F39|気分［感情］障害|Mood disorders
G40-G47|挿間性及び発作性障害|Episodic and paroxysmal disorders
H25-H28|水晶体の障害|Disorders of lens
I10-I15|高血圧性疾患|Hypertensive diseases
I20-I25|虚血性心疾患|Ischaemic heart diseases|きょけつせいしんしっかん
I30-I52|その他の型の心疾患|Other forms of heart disease
I60-I69|脳血管疾患|Cerebrovascular diseases
J00-J06|急性上気道感染症|Acute upper respiratory infections
J09-J18|インフルエンザ及び肺炎|Influenza and pneumonia
J20-J22|その他の急性下気道感染症|Other acute lower respiratory infections
J30-J39|上気道のその他の疾患|Other diseases of upper respiratory tract
J40-J47|慢性下気道疾患|Chronic lower respiratory diseases
J60-J70|外的因子による肺疾患|Lung diseases due to external agents
K00-K14|口腔，唾液腺及び顎の疾患|Diseases of oral cavity, salivary glands and jaws
K20-K31|食道，胃及び十二指腸の疾患|Diseases of oesophagus, stomach and duodenum
K55-K63|腸のその他の疾患|Other diseases of intestines
K70-K77|肝疾患|Diseases of liver
K90-K93|消化器系のその他の疾患|Other diseases of the digestive system
L20-L30|皮膚炎及び湿疹|Dermatitis and eczema
L50-L54|じんま疹及び紅斑|Urticaria and erythema
M05-M14|炎症性多発性関節障害|Inflammatory polyarthropathies
M15-M19|関節症|Arthrosis
M50-M54|その他の脊柱障害|Other dorsopathies
M60-M63|筋障害|Disorders of muscles
M70-M79|その他の軟部組織障害|Other soft tissue disorders
M80-M85|骨の密度及び構造の障害|Disorders of bone density and structure
N17-N19|腎不全|Renal failure
N30-N39|尿路系のその他の疾患|Other diseases of urinary system
N40-N51|男性生殖器の疾患|Diseases of male genital organs
R00-R09|循環器系及び呼吸器系に関する症状及び徴候|Symptoms and signs involving the circulatory and respiratory systems
R40-R46|認識，知覚，情緒状態及び行動に関する症状及び徴候|Symptoms and signs involving cognition and emotional state
R50-R69|全身症状及び徴候|General symptoms and signs
S50-S59|肘及び前腕の損傷|Injuries to the elbow and forearm
S70-S79|股関節部及び大腿の損傷|Injuries to the hip and thigh
T66-T78|外因のその他及び詳細不明の作用|Other and unspecified effects of external causes
T80-T88|外科的及び内科的ケアの合併症|Complications of surgical and medical care
U00-U49|原因不明の新たな疾患の暫定分類|Provisional assignment of new diseases of uncertain aetiology
`);

/** Three-character categories. */
export const icd10Categories: readonly CodedName[] = codeTable(`
A09|その他の胃腸炎及び大腸炎|Other gastroenteritis and colitis
C16|胃の悪性新生物|Malignant neoplasm of stomach
C18|結腸の悪性新生物|Malignant neoplasm of colon
C34|気管支及び肺の悪性新生物|Malignant neoplasm of bronchus and lung
C50|乳房の悪性新生物|Malignant neoplasm of breast
C61|前立腺の悪性新生物|Malignant neoplasm of prostate
D50|鉄欠乏性貧血|Iron deficiency anaemia
D70|無顆粒球症|Agranulocytosis
E03|その他の甲状腺機能低下症|Other hypothyroidism
E10|１型糖尿病|Type 1 diabetes mellitus
E11|２型糖尿病|Type 2 diabetes mellitus|にがたとうにょうびょう
E16|その他の膵内分泌障害|Other disorders of pancreatic internal secretion
E78|リポタンパク質代謝障害及びその他の脂血症|Disorders of lipoprotein metabolism and other lipidaemias
E79|プリン及びピリミジン代謝障害|Disorders of purine and pyrimidine metabolism
E87|その他の体液，電解質及び酸塩基平衡障害|Other disorders of fluid, electrolyte and acid-base balance
F03|詳細不明の認知症|Unspecified dementia
F32|うつ病エピソード|Depressive episode
G40|てんかん|Epilepsy
G47|睡眠障害|Sleep disorders
H26|その他の白内障|Other cataract
I10|本態性（原発性）高血圧（症）|Essential (primary) hypertension
I20|狭心症|Angina pectoris|きょうしんしょう
I21|急性心筋梗塞|Acute myocardial infarction|きゅうせいしんきんこうそく
I25|慢性虚血性心疾患|Chronic ischaemic heart disease
I48|心房細動及び粗動|Atrial fibrillation and flutter
I50|心不全|Heart failure|しんふぜん
I61|脳内出血|Intracerebral haemorrhage
I63|脳梗塞|Cerebral infarction
J06|多部位及び部位不明の急性上気道感染症|Acute upper respiratory infections of multiple and unspecified sites
J10|その他のインフルエンザウイルスが分離されたインフルエンザ|Influenza due to other identified influenza virus
J18|肺炎，病原体不詳|Pneumonia, organism unspecified
J20|急性気管支炎|Acute bronchitis
J30|血管運動性鼻炎及びアレルギー性鼻炎|Vasomotor and allergic rhinitis
J44|その他の慢性閉塞性肺疾患|Other chronic obstructive pulmonary disease
J45|喘息|Asthma
J70|その他の外的因子による呼吸器病態|Respiratory conditions due to other external agents
K02|う蝕|Dental caries
K04|歯髄及び根尖部歯周組織の疾患|Diseases of pulp and periapical tissues
K05|歯肉炎及び歯周疾患|Gingivitis and periodontal diseases
K08|歯及び歯の支持組織のその他の障害|Other disorders of teeth and supporting structures
K21|胃食道逆流症|Gastro-oesophageal reflux disease
K25|胃潰瘍|Gastric ulcer
K59|その他の腸の機能障害|Other functional intestinal disorders
K71|中毒性肝疾患|Toxic liver disease
K92|消化器系のその他の疾患|Other diseases of digestive system
L27|摂取物質による皮膚炎|Dermatitis due to substances taken internally
L30|その他の皮膚炎|Other dermatitis
L51|多形紅斑|Erythema multiforme
M06|その他の関節リウマチ|Other rheumatoid arthritis
M10|痛風|Gout
M17|膝関節症|Gonarthrosis
M54|背部痛|Dorsalgia
M62|その他の筋障害|Other disorders of muscle
M76|下肢の腱付着部症，足を除く|Enthesopathies of lower limb, excluding foot
M81|骨粗しょう症，病的骨折を伴わないもの|Osteoporosis without pathological fracture
N17|急性腎不全|Acute renal failure
N18|慢性腎臓病|Chronic kidney disease
N39|尿路系のその他の障害|Other disorders of urinary system
N40|前立腺肥大（症）|Hyperplasia of prostate
R00|心拍の異常|Abnormalities of heart beat
R42|めまい感及びよろめき感|Dizziness and giddiness
R55|失神及び虚脱|Syncope and collapse
R60|浮腫，他に分類されないもの|Oedema, not elsewhere classified
S52|前腕の骨折|Fracture of forearm
S72|大腿骨骨折|Fracture of femur
T82|心臓及び血管のプロステーシス，挿入物及び移植片の合併症|Complications of cardiac and vascular prosthetic devices
T88|外科的及び内科的ケアのその他の合併症|Other complications of surgical and medical care
U07|原因不明の新たな疾患の暫定分類又は緊急使用|Emergency use of U07
`);

/** Codes that patient data bears. Three-character codes that are billed as such are in {@link icd10Categories} alone. */
export const icd10Leaves: readonly CodedName[] = codeTable(`
A09.9|急性胃腸炎|Gastroenteritis and colitis of unspecified origin|きゅうせいいちょうえん
C16.9|胃癌|Malignant neoplasm of stomach, unspecified|いがん
C18.9|結腸癌|Malignant neoplasm of colon, unspecified|けっちょうがん
C34.9|肺癌|Malignant neoplasm of bronchus or lung, unspecified|はいがん
C50.9|乳癌|Malignant neoplasm of breast, unspecified|にゅうがん
D50.9|鉄欠乏性貧血|Iron deficiency anaemia, unspecified|てつけつぼうせいひんけつ
E03.9|甲状腺機能低下症|Hypothyroidism, unspecified|こうじょうせんきのうていかしょう
E10.9|１型糖尿病・合併症なし|Type 1 diabetes mellitus without complications
E11.2|２型糖尿病・腎合併症あり|Type 2 diabetes mellitus with renal complications
E11.3|２型糖尿病・眼合併症あり|Type 2 diabetes mellitus with ophthalmic complications
E11.4|２型糖尿病・神経学的合併症あり|Type 2 diabetes mellitus with neurological complications
E11.9|２型糖尿病・合併症なし|Type 2 diabetes mellitus without complications
E16.2|低血糖症|Hypoglycaemia, unspecified|ていけっとうしょう
E78.0|高コレステロール血症|Pure hypercholesterolaemia|こうこれすてろーるけっしょう
E78.5|脂質異常症|Hyperlipidaemia, unspecified|ししついじょうしょう
E79.0|高尿酸血症|Hyperuricaemia without signs of inflammatory arthritis|こうにょうさんけっしょう
E87.1|低ナトリウム血症|Hypo-osmolality and hyponatraemia|ていなとりうむけっしょう
E87.5|高カリウム血症|Hyperkalaemia|こうかりうむけっしょう
E87.6|低カリウム血症|Hypokalaemia|ていかりうむけっしょう
F32.9|うつ病|Depressive episode, unspecified|うつびょう
G40.9|てんかん|Epilepsy, unspecified
G47.0|不眠症|Disorders of initiating and maintaining sleep|ふみんしょう
H26.9|白内障|Cataract, unspecified|はくないしょう
I20.0|不安定狭心症|Unstable angina|ふあんていきょうしんしょう
I20.1|冠攣縮性狭心症|Angina pectoris with documented spasm|かんれんしゅくせいきょうしんしょう
I20.8|労作性狭心症|Other forms of angina pectoris (effort angina)|ろうさせいきょうしんしょう
I20.9|狭心症|Angina pectoris, unspecified|きょうしんしょう
I21.0|急性前壁心筋梗塞|Acute transmural myocardial infarction of anterior wall
I21.1|急性下壁心筋梗塞|Acute transmural myocardial infarction of inferior wall
I21.4|非貫壁性心筋梗塞|Acute subendocardial myocardial infarction
I21.9|急性心筋梗塞|Acute myocardial infarction, unspecified|きゅうせいしんきんこうそく
I25.1|動脈硬化性心疾患|Atherosclerotic heart disease
I25.2|陳旧性心筋梗塞|Old myocardial infarction|ちんきゅうせいしんきんこうそく
I48.9|心房細動|Atrial fibrillation and flutter, unspecified|しんぼうさいどう
I50.0|うっ血性心不全|Congestive heart failure|うっけつせいしんふぜん
I61.9|脳出血|Intracerebral haemorrhage, unspecified|のうしゅっけつ
I63.9|脳梗塞|Cerebral infarction, unspecified|のうこうそく
J06.9|急性上気道炎|Acute upper respiratory infection, unspecified|きゅうせいじょうきどうえん
J10.1|インフルエンザ|Influenza with other respiratory manifestations
J18.9|肺炎|Pneumonia, unspecified|はいえん
J20.9|急性気管支炎|Acute bronchitis, unspecified|きゅうせいきかんしえん
J30.1|花粉症|Allergic rhinitis due to pollen|かふんしょう
J44.9|慢性閉塞性肺疾患|Chronic obstructive pulmonary disease, unspecified
J45.9|気管支喘息|Asthma, unspecified|きかんしぜんそく
J70.2|急性薬剤性間質性肺障害|Acute drug-induced interstitial lung disorders
K02.9|う蝕|Dental caries, unspecified|うしょく
K04.0|歯髄炎|Pulpitis|しずいえん
K05.1|慢性歯肉炎|Chronic gingivitis|まんせいしにくえん
K05.2|急性歯周炎|Acute periodontitis|きゅうせいししゅうえん
K05.3|慢性歯周炎|Chronic periodontitis|まんせいししゅうえん
K05.4|侵襲性歯周炎|Aggressive periodontitis (periodontosis)
K08.1|歯の欠損|Loss of teeth due to accident, extraction or local periodontal disease|はのけっそん
K21.0|逆流性食道炎|Gastro-oesophageal reflux disease with oesophagitis|ぎゃくりゅうせいしょくどうえん
K25.4|出血性胃潰瘍|Gastric ulcer with haemorrhage, chronic or unspecified|しゅっけつせいいかいよう
K59.0|便秘症|Constipation|べんぴしょう
K71.9|薬物性肝障害|Toxic liver disease, unspecified|やくぶつせいかんしょうがい
K92.2|消化管出血|Gastrointestinal haemorrhage, unspecified|しょうかかんしゅっけつ
L27.0|薬疹|Generalized skin eruption due to drugs and medicaments|やくしん
L30.9|湿疹|Dermatitis, unspecified|しっしん
L51.1|皮膚粘膜眼症候群|Bullous erythema multiforme (Stevens-Johnson syndrome)
M06.9|関節リウマチ|Rheumatoid arthritis, unspecified
M10.9|痛風|Gout, unspecified|つうふう
M17.9|変形性膝関節症|Gonarthrosis, unspecified|へんけいせいひざかんせつしょう
M54.5|腰痛症|Low back pain|ようつうしょう
M62.8|横紋筋融解症|Rhabdomyolysis|おうもんきんゆうかいしょう
M76.6|アキレス腱炎|Achilles tendinitis|あきれすけんえん
M81.9|骨粗鬆症|Osteoporosis, unspecified|こつそしょうしょう
N17.9|急性腎不全|Acute renal failure, unspecified|きゅうせいじんふぜん
N18.3|慢性腎臓病ステージ３|Chronic kidney disease, stage 3|まんせいじんぞうびょう
N18.5|慢性腎臓病ステージ５|Chronic kidney disease, stage 5|まんせいじんぞうびょう
N39.0|尿路感染症|Urinary tract infection, site not specified|にょうろかんせんしょう
R00.1|徐脈|Bradycardia, unspecified|じょみゃく
R60.0|下肢浮腫|Localized oedema|かしふしゅ
S52.5|橈骨遠位端骨折|Fracture of lower end of radius
S72.0|大腿骨頚部骨折|Fracture of neck of femur|だいたいこつけいぶこっせつ
T82.8|冠動脈ステント血栓症|Stent thrombosis (other complication of cardiac and vascular prosthetic devices)|かんどうみゃくすてんとけっせんしょう
T88.6|薬剤によるアナフィラキシーショック|Anaphylactic shock due to adverse effect of correct drug
U07.1|ＣＯＶＩＤ－１９|COVID-19
`);
