import { conceptIdOf } from './conceptId.ts';

/** An active ingredient and route: the first seven characters of the YJ code. */
export interface Ingredient {
  readonly yj7: string;
  /** ATC level 5, or level 4 where the ingredient has no level 5. */
  readonly atc: string;
  readonly ja: string;
  readonly en: string;
  readonly conceptId: number;
}

/** A product by its generic name (一般名処方の標準的な記載): YJ code of nine characters and `ZZZ`. */
export interface DrugProduct {
  readonly ingredient: Ingredient;
  readonly code: string;
  readonly ja: string;
  readonly en: string;
  /** Amount of the ingredient in one tablet, capsule, patch or kit. */
  readonly strength: number;
  readonly unit: 'mg' | 'ug' | 'U';
  readonly conceptId: number;
}

/** `yj7|ATC|Japanese|English|form|products`: each product is `suffix:strength` (mg unless followed by ug or U). */
const table = `
2123016|C07AB07|ビソプロロール|Bisoprolol|錠|F3:0.625 F1:2.5 F2:5
2149032|C07AG02|カルベジロール|Carvedilol|錠|F3:1.25 F4:2.5 F1:10 F2:20
2123011|C07AB03|アテノロール|Atenolol|錠|F1:25
2149010|C07AB02|メトプロロール|Metoprolol|錠|F1:20 F2:40
2171022|C08CA01|アムロジピン|Amlodipine|錠|F1:2.5 F2:5 F5:10
2171014|C08CA05|ニフェジピン|Nifedipine|徐放錠|G3:10 G4:20 G5:40
2171021|C08CA15|ベニジピン|Benidipine|錠|F1:2 F2:4 F3:8
2171006|C08DB01|ジルチアゼム|Diltiazem|徐放カプセル|N1:100 N2:200
2171023|C01DA14|一硝酸イソソルビド|Isosorbide mononitrate|錠|F1:10 F2:20
2171011|C01DA08|硝酸イソソルビド|Isosorbide dinitrate|徐放カプセル|N1:20
2171018|C01DA02|ニトログリセリン|Nitroglycerin|舌下錠|K1:0.3
2171017|C01DX16|ニコランジル|Nicorandil|錠|F1:2.5 F2:5
3399007|B01AC06|アスピリン|Aspirin|腸溶錠|H1:100
3399008|B01AC04|クロピドグレル|Clopidogrel|錠|F1:25 F3:50 F2:75
3399009|B01AC22|プラスグレル|Prasugrel|錠|F3:2.5 F1:3.75 F2:5
3399002|B01AC23|シロスタゾール|Cilostazol|錠|F1:50 F2:100
3332001|B01AA03|ワルファリン|Warfarin|錠|F3:0.5 F1:1
3339001|B01AE07|ダビガトラン|Dabigatran|カプセル|M1:75 M2:110
3339003|B01AF01|リバーロキサバン|Rivaroxaban|錠|F1:10 F2:15
3339004|B01AF02|アピキサバン|Apixaban|錠|F1:2.5 F2:5
3339002|B01AF03|エドキサバン|Edoxaban|錠|F1:15 F2:30 F3:60
2189015|C10AA05|アトルバスタチン|Atorvastatin|錠|F1:5 F2:10
2189017|C10AA07|ロスバスタチン|Rosuvastatin|錠|F1:2.5 F2:5
2189016|C10AA08|ピタバスタチン|Pitavastatin|錠|F1:1 F2:2
2189010|C10AA03|プラバスタチン|Pravastatin|錠|F1:5 F2:10
2189018|C10AX09|エゼチミブ|Ezetimibe|錠|F1:10
3962002|A10BA02|メトホルミン|Metformin|錠|F2:250 F3:500
3961008|A10BB12|グリメピリド|Glimepiride|錠|F3:0.5 F1:1 F2:3
3969010|A10BH01|シタグリプチン|Sitagliptin|錠|F1:25 F2:50
3969014|A10BH05|リナグリプチン|Linagliptin|錠|F1:5
3969023|A10BK03|エンパグリフロジン|Empagliflozin|錠|F1:10 F2:25
3969019|A10BK01|ダパグリフロジン|Dapagliflozin|錠|F1:5
3969007|A10BG03|ピオグリタゾン|Pioglitazone|錠|F1:15 F2:30
3969004|A10BF03|ボグリボース|Voglibose|錠|F1:0.2 F2:0.3
2492416|A10AE04|インスリングラルギン|Insulin glargine|注キット|G2:300U
2149040|C09CA06|カンデサルタン|Candesartan|錠|F2:4 F3:8
2149044|C09CA08|オルメサルタン|Olmesartan|口腔内崩壊錠|F5:10 F6:20
2149042|C09CA07|テルミサルタン|Telmisartan|錠|F1:20 F2:40
2149041|C09CA03|バルサルタン|Valsartan|錠|F2:40 F3:80
2144002|C09AA02|エナラプリル|Enalapril|錠|F1:2.5 F2:5
2132003|C03AA06|トリクロルメチアジド|Trichlormethiazide|錠|F3:1
2139005|C03CA01|フロセミド|Furosemide|錠|F1:20 F2:40
2133001|C03DA01|スピロノラクトン|Spironolactone|錠|F1:25
2129010|C01BD01|アミオダロン|Amiodarone|錠|F1:100
2329023|A02BC03|ランソプラゾール|Lansoprazole|口腔内崩壊錠|F1:15 F2:30
2329029|A02BC05|エソメプラゾール|Esomeprazole|カプセル|M1:10 M2:20
2325003|A02BA03|ファモチジン|Famotidine|錠|F1:10 F2:20
2329021|A02BX14|レバミピド|Rebamipide|錠|F1:100
2344009|A02AA02|酸化マグネシウム|Magnesium oxide|錠|F2:330
1149019|M01AE|ロキソプロフェン|Loxoprofen|錠|F1:60
1149037|M01AH01|セレコキシブ|Celecoxib|錠|F1:100
1141007|N02BE01|アセトアミノフェン|Paracetamol|錠|F1:200
1190017|N02BF02|プレガバリン|Pregabalin|カプセル|M1:25 M2:75
6149003|J01FA09|クラリスロマイシン|Clarithromycin|錠|F2:200
6241013|J01MA12|レボフロキサシン|Levofloxacin|錠|F3:500
6131001|J01CA04|アモキシシリン|Amoxicillin|カプセル|M2:250
6132015|J01DD16|セフジトレンピボキシル|Cefditoren pivoxil|錠|F1:100
3943001|M04AA01|アロプリノール|Allopurinol|錠|F1:100
3949003|M04AA03|フェブキソスタット|Febuxostat|錠|F1:10 F2:20
1129009|N05CF02|ゾルピデム|Zolpidem|錠|F1:5
1124009|N05CD09|ブロチゾラム|Brotizolam|錠|F1:0.25
1179046|N06AB06|セルトラリン|Sertraline|錠|F1:25 F2:50
1179041|N06AB05|パロキセチン|Paroxetine|錠|F1:10 F2:20
1139002|N03AF01|カルバマゼピン|Carbamazepine|錠|F1:200
1190012|N06DA02|ドネペジル|Donepezil|錠|F1:3 F2:5
3999018|M05BA04|アレンドロン酸|Alendronic acid|錠|F2:35
4490023|R06AX26|フェキソフェナジン|Fexofenadine|錠|F1:60
4490026|R03DC03|モンテルカスト|Montelukast|錠|F2:10
2590008|G04CA02|タムスロシン|Tamsulosin|口腔内崩壊錠|F2:0.2
2431004|H03AA01|レボチロキシン|Levothyroxine|錠|F2:25ug F1:50ug
2456001|H02AB06|プレドニゾロン|Prednisolone|錠|F1:5
3999016|L04AX03|メトトレキサート|Methotrexate|カプセル|M1:2
6250021|J05AH02|オセルタミビル|Oseltamivir|カプセル|M1:75
2233002|R05CB03|カルボシステイン|Carbocisteine|錠|F1:250 F2:500
`;

/** Every ingredient of the demo, in the order of the table. */
export const ingredients: readonly Ingredient[] = [];
/** Every product of the demo, in the order of the table. */
export const drugProducts: readonly DrugProduct[] = [];

const units = { mg: 'ｍｇ', ug: 'μｇ', U: '単位' } as const;

function fullWidth(value: number): string {
  return String(value).replace(/[0-9.]/g, (character) =>
    character === '.' ? '．' : String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  );
}

for (const line of table.trim().split('\n')) {
  const [yj7 = '', atc = '', ja = '', en = '', form = '', products = ''] = line.split('|');
  const ingredient = { yj7, atc, ja, en, conceptId: conceptIdOf('YJ', yj7) };
  (ingredients as Ingredient[]).push(ingredient);
  for (const product of products.split(' ')) {
    const [suffix = '', amount = ''] = product.split(':');
    const strength = Number.parseFloat(amount);
    const unit = amount.endsWith('ug') ? 'ug' : amount.endsWith('U') ? 'U' : 'mg';
    const code = `${yj7}${suffix}ZZZ`;
    (drugProducts as DrugProduct[]).push({
      ingredient,
      code,
      ja: `${ja}${form}${fullWidth(strength)}${units[unit]}`,
      en: `${en} ${strength} ${unit === 'ug' ? 'µg' : unit}`,
      strength,
      unit,
      conceptId: conceptIdOf('YJ', code),
    });
  }
}

/** The product of an ingredient (English name) with a strength. @throws RangeError when there is none */
export function productOf(ingredient: string, strength: number): DrugProduct {
  const found = drugProducts.find((p) => p.ingredient.en === ingredient && p.strength === strength);
  if (!found) throw new RangeError(`no product ${ingredient} ${strength}`);
  return found;
}

/** An ingredient by its English name. @throws RangeError when there is none */
export function ingredientOf(english: string): Ingredient {
  const found = ingredients.find(({ en }) => en === english);
  if (!found) throw new RangeError(`no ingredient ${english}`);
  return found;
}
