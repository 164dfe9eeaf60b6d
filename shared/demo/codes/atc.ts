import { type CodedName, codeTable } from './codeTable.ts';

/** ATC levels 1 to 4 above the demo's drugs; level 5 comes from the drugs themselves. */
export const atcGroups: readonly CodedName[] = codeTable(`
A|消化管と代謝作用|Alimentary tract and metabolism
A02|胃酸関連疾患用薬|Drugs for acid related disorders
A02A|制酸薬|Antacids
A02AA|マグネシウム製剤|Magnesium compounds
A02B|消化性潰瘍及び胃食道逆流症用薬|Drugs for peptic ulcer and GORD
A02BA|Ｈ２受容体拮抗薬|H2-receptor antagonists
A02BC|プロトンポンプ阻害薬|Proton pump inhibitors
A02BX|その他の消化性潰瘍用薬|Other drugs for peptic ulcer and GORD
A10|糖尿病用薬|Drugs used in diabetes|とうにょうびょうようやく
A10A|インスリン及びアナログ|Insulins and analogues
A10AE|持効型インスリン|Insulins and analogues for injection, long-acting
A10B|血糖降下薬（インスリンを除く）|Blood glucose lowering drugs, excluding insulins
A10BA|ビグアナイド薬|Biguanides
A10BB|スルホニル尿素薬|Sulfonylureas
A10BF|αグルコシダーゼ阻害薬|Alpha glucosidase inhibitors
A10BG|チアゾリジン薬|Thiazolidinediones
A10BH|ＤＰＰ－４阻害薬|Dipeptidyl peptidase 4 (DPP-4) inhibitors
A10BK|ＳＧＬＴ２阻害薬|Sodium-glucose co-transporter 2 (SGLT2) inhibitors
B|血液と造血器官|Blood and blood forming organs
B01|抗血栓薬|Antithrombotic agents|こうけっせんやく
B01A|抗血栓薬|Antithrombotic agents
B01AA|ビタミンＫ拮抗薬|Vitamin K antagonists
B01AC|抗血小板薬（ヘパリンを除く）|Platelet aggregation inhibitors excl. heparin|こうけっしょうばんやく
B01AE|直接トロンビン阻害薬|Direct thrombin inhibitors
B01AF|直接第Ｘａ因子阻害薬|Direct factor Xa inhibitors
C|心血管系|Cardiovascular system
C01|心疾患治療薬|Cardiac therapy
C01B|抗不整脈薬（クラスⅠ及びⅢ）|Antiarrhythmics, class I and III
C01BD|抗不整脈薬，クラスⅢ|Antiarrhythmics, class III
C01D|心疾患用血管拡張薬|Vasodilators used in cardiac diseases
C01DA|有機硝酸薬|Organic nitrates|しょうさんやく
C01DX|その他の心疾患用血管拡張薬|Other vasodilators used in cardiac diseases
C03|利尿薬|Diuretics|りにょうやく
C03A|低上限利尿薬，チアジド系|Low-ceiling diuretics, thiazides
C03AA|チアジド系利尿薬|Thiazides, plain
C03C|高上限利尿薬|High-ceiling diuretics
C03CA|スルホンアミド系利尿薬|Sulfonamides, plain
C03D|アルドステロン拮抗薬及びカリウム保持性利尿薬|Aldosterone antagonists and other potassium-sparing agents
C03DA|アルドステロン拮抗薬|Aldosterone antagonists
C07|β遮断薬|Beta blocking agents|べーたしゃだんやく
C07A|β遮断薬|Beta blocking agents
C07AB|選択的β遮断薬|Beta blocking agents, selective
C07AG|αβ遮断薬|Alpha and beta blocking agents
C08|カルシウム拮抗薬|Calcium channel blockers|かるしうむきっこうやく
C08C|主に血管作用の選択的カルシウム拮抗薬|Selective calcium channel blockers with mainly vascular effects
C08CA|ジヒドロピリジン系|Dihydropyridine derivatives
C08D|心臓に直接作用する選択的カルシウム拮抗薬|Selective calcium channel blockers with direct cardiac effects
C08DB|ベンゾチアゼピン系|Benzothiazepine derivatives
C09|レニン－アンジオテンシン系作用薬|Agents acting on the renin-angiotensin system
C09A|ＡＣＥ阻害薬|ACE inhibitors, plain
C09AA|ＡＣＥ阻害薬|ACE inhibitors, plain
C09C|アンジオテンシンⅡ受容体拮抗薬|Angiotensin II receptor blockers (ARBs), plain
C09CA|アンジオテンシンⅡ受容体拮抗薬|Angiotensin II receptor blockers (ARBs), plain
C10|脂質修飾薬|Lipid modifying agents
C10A|脂質修飾薬|Lipid modifying agents, plain
C10AA|ＨＭＧ－ＣｏＡ還元酵素阻害薬|HMG CoA reductase inhibitors|すたちん
C10AX|その他の脂質修飾薬|Other lipid modifying agents
G|泌尿生殖器系と性ホルモン|Genito-urinary system and sex hormones
G04|泌尿器用薬|Urologicals
G04C|前立腺肥大症用薬|Drugs used in benign prostatic hypertrophy
G04CA|α遮断薬|Alpha-adrenoreceptor antagonists
H|全身性ホルモン製剤|Systemic hormonal preparations
H02|全身性コルチコステロイド|Corticosteroids for systemic use
H02A|全身性コルチコステロイド|Corticosteroids for systemic use, plain
H02AB|グルココルチコイド|Glucocorticoids
H03|甲状腺治療薬|Thyroid therapy
H03A|甲状腺製剤|Thyroid preparations
H03AA|甲状腺ホルモン|Thyroid hormones
J|全身性抗感染薬|Antiinfectives for systemic use
J01|全身性抗菌薬|Antibacterials for systemic use|こうきんやく
J01C|ペニシリン系|Beta-lactam antibacterials, penicillins
J01CA|広域ペニシリン|Penicillins with extended spectrum
J01D|その他のβ－ラクタム系|Other beta-lactam antibacterials
J01DD|第三世代セファロスポリン|Third-generation cephalosporins
J01F|マクロライド系|Macrolides, lincosamides and streptogramins
J01FA|マクロライド|Macrolides
J01M|キノロン系|Quinolone antibacterials
J01MA|フルオロキノロン|Fluoroquinolones
J05|全身性抗ウイルス薬|Antivirals for systemic use
J05A|直接作用型抗ウイルス薬|Direct acting antivirals
J05AH|ノイラミニダーゼ阻害薬|Neuraminidase inhibitors
L|抗悪性腫瘍薬と免疫調節薬|Antineoplastic and immunomodulating agents
L04|免疫抑制薬|Immunosuppressants
L04A|免疫抑制薬|Immunosuppressants
L04AX|その他の免疫抑制薬|Other immunosuppressants
M|筋骨格系|Musculo-skeletal system
M01|抗炎症薬及び抗リウマチ薬|Antiinflammatory and antirheumatic products
M01A|非ステロイド性抗炎症薬|Antiinflammatory and antirheumatic products, non-steroids
M01AE|プロピオン酸誘導体|Propionic acid derivatives
M01AH|コキシブ系|Coxibs
M04|痛風治療薬|Antigout preparations
M04A|痛風治療薬|Antigout preparations
M04AA|尿酸生成阻害薬|Preparations inhibiting uric acid production
M05|骨疾患治療薬|Drugs for treatment of bone diseases
M05B|骨構造に作用する薬|Drugs affecting bone structure and mineralization
M05BA|ビスホスホネート|Bisphosphonates
N|神経系|Nervous system
N02|鎮痛薬|Analgesics
N02B|その他の鎮痛・解熱薬|Other analgesics and antipyretics
N02BE|アニリド系|Anilides
N02BF|ガバペンチノイド|Gabapentinoids
N03|抗てんかん薬|Antiepileptics
N03A|抗てんかん薬|Antiepileptics
N03AF|カルボキサミド誘導体|Carboxamide derivatives
N05|精神抑制薬|Psycholeptics
N05C|催眠薬及び鎮静薬|Hypnotics and sedatives
N05CD|ベンゾジアゼピン系催眠薬|Benzodiazepine derivatives
N05CF|ベンゾジアゼピン関連薬|Benzodiazepine related drugs
N06|精神賦活薬|Psychoanaleptics
N06A|抗うつ薬|Antidepressants
N06AB|選択的セロトニン再取り込み阻害薬|Selective serotonin reuptake inhibitors
N06D|抗認知症薬|Anti-dementia drugs
N06DA|コリンエステラーゼ阻害薬|Anticholinesterases
R|呼吸器系|Respiratory system
R03|閉塞性気道疾患用薬|Drugs for obstructive airway diseases
R03D|その他の全身性閉塞性気道疾患用薬|Other systemic drugs for obstructive airway diseases
R03DC|ロイコトリエン受容体拮抗薬|Leukotriene receptor antagonists
R05|咳及び感冒用薬|Cough and cold preparations
R05C|去痰薬|Expectorants
R05CB|喀痰溶解薬|Mucolytics
R06|全身性抗ヒスタミン薬|Antihistamines for systemic use
R06A|全身性抗ヒスタミン薬|Antihistamines for systemic use
R06AX|その他の全身性抗ヒスタミン薬|Other antihistamines for systemic use
`);
