import { type CodedName, codeTable } from './codeTable.ts';

/** Classes of special insured materials (特定保険医療材料). */
export const materialClasses: readonly CodedName[] = codeTable(`
coronary|心臓手術用カテーテル|Catheters for cardiac intervention
stent|冠動脈用ステントセット|Coronary stent sets|かんどうみゃくすてんと
balloon|経皮的冠動脈形成術用カテーテル|Coronary angioplasty catheters|ばるーんかてーてる
intravascular|血管内画像診断用カテーテル|Intravascular imaging catheters
`);

/** Materials by receipt code with their class: `receipt code>class`. */
export const materials: readonly (CodedName & { readonly materialClass: string })[] = codeTable(`
710010018>stent|冠動脈用ステントセット（一般型）|Coronary stent set, bare metal
710010026>stent|冠動脈用ステントセット（再狭窄抑制型）|Coronary stent set, drug-eluting
732590000>balloon|ＰＴＣＡ用カテーテル（一般型）|PTCA balloon catheter, plain
710010754>balloon|ＰＴＣＡ用カテーテル（再狭窄抑制型）|PTCA balloon catheter, drug-coated
728490000>intravascular|血管内超音波プローブ（標準・太径）|Intravascular ultrasound probe
710010269>intravascular|血管内光断層撮影用カテーテル|Intravascular optical coherence tomography catheter
`).map(({ code, ja, en, kana }) => {
  const [receipt = '', materialClass = ''] = code.split('>');
  return { code: receipt, materialClass, ja, en, kana };
});
