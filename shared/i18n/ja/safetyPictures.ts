/** Messages of the pictures of the adverse event dashboard. */
export const safetyPictures = {
  'safety.picture.loading': '{name} を読み込んでいます…',
  'safety.picture.choose': '{name} を見る',
  'safety.volcano.title': '火山図',
  'safety.volcano.aside': '{count} 事象・対 {other}',
  'safety.volcano.points': '事象。矢印キーで移動、Enter で選択、スペースで抜き出し',
  'safety.volcano.note':
    '丸の大きさは件数。塗った丸: シグナル（陰性対照で較正した後も二重 FDR を通る）。輪: 較正前の二重 FDR だけを通る。▲: 軸の外。ドラッグで抜き出せます。',
  'safety.volcano.noteFew':
    '丸の大きさは件数。輪: 二重 FDR を通る。陰性対照が足りないため、どれもシグナルとは呼びません。▲: 軸の外。ドラッグで抜き出せます。',
  'safety.volcano.noLine': '二重 FDR を通る事象がないため、線はありません。',
  'safety.volcano.none':
    '{other} に対する率比を示せる事象がありません。絞り込みを外すか、もう一方の群と比べてください。',
  'safety.volcano.ratio': '率比 {ratio}',
  'safety.volcano.p': 'p {p}',
  'safety.volcano.adjusted': '二重 FDR {p}',
  'safety.volcano.calibrated': '較正後 p {p}',
  'safety.volcano.events': '{count} 件',
  'safety.dots.title': '率と率比',
  'safety.dots.aside': '上位 {count} 事象・対 {other}',
  'safety.dots.note': '◆: シグナル。横線は 95% 信頼区間、矢印は軸の外。',
  'safety.dots.noteAbsolute': '横線は 95% 信頼区間。',
  'safety.dots.none': '率を示せる事象がないか、条件に合う事象がありません。検索や絞り込みを緩めてください。',
  'safety.tree.title': '木構造の走査',
  'safety.tree.aside': '{window}・使用した人 対 使用しなかった人',
  'safety.tree.note':
    'p は階層全体での {replications} 回のモンテカルロ並べ替えによる。同じ人を含む枝は一度だけ示します。',
  'safety.tree.otherWindow': '表のリスク期間にかかわらず、木は最初のリスク期間（{window}）のものです。',
  'safety.tree.more': 'ほかの {count} 枝は表にあります。',
  'safety.tree.cohorts':
    'この研究の事象は個別のコホートで、走査する階層がありません。設定で階層を選んでください。',
  'safety.tree.none': '期待より多い枝がないか、示せる枝がありません。',
  'safety.tree.noMatch': '表示中の事象に、期待より多い枝はありません。検索や絞り込みを緩めてください。',
  'safety.strip.title': '陰性対照',
  'safety.strip.estimable': '推定可 {estimable} / {asked}',
  'safety.strip.error': 'EASE {error}',
  'safety.strip.note':
    '{window}、使用した人 対 使用しなかった人。陰性対照の真の率比は 1。EASE は系統誤差の期待絶対値（対数）。',
  'safety.strip.hidden': '{count} 件は人数が少ないため描いていません。',
  'safety.strip.noSignal': 'シグナルとは呼びません',
  'safety.strip.none':
    '陰性対照がないため系統誤差が分からず、どの事象もシグナルとは呼びません。設定で 20 以上を加えてください。',
  'safety.strip.withheld': 'どの陰性対照も人数が少なく、推定値を示せません。',
  'safety.outcome.title': '選んだ事象',
  'safety.outcome.notChosen': '表か火山図で事象を選ぶと、いつ・誰に・どこで起きたかが出ます。',
  'safety.outcome.filtered':
    '一部の人に絞り込んでいる間、この図は示しません（全体との差から少ない人数が分かるため）。絞り込みを外すと出ます。',
  'safety.onset.title': '発現までの時間',
  'safety.onset.note': 'インデックス日からの期間ごとの率と、正確な 95% 信頼区間。',
  'safety.onset.withheld':
    'どの期間も人数が少なく、率を示せません。下に細目のある事象は、細目を選んでください。',
  'safety.curves.title': '累積発生割合',
  'safety.curves.note': 'Aalen–Johansen 法、死亡は競合。点は最小セル以上の事象ごとに置いています。',
  'safety.curves.missing': '人数が少なく示せない群: {names}。',
  'safety.curves.withheld': '人数が少なく、曲線を示せません。下に細目のある事象は、細目を選んでください。',
  'safety.dose.title': '用量別',
  'safety.dose.trend': '傾向 p {p}',
  'safety.dose.note': '使用した人を、初回処方の 1 日量で三等分。',
  'safety.dose.one': '使用した人の 1 日量が同じため、比べる三分位がありません。',
  'safety.dose.none': 'このリリースでは、使用した人の用量が分かりません。',
  'safety.dose.withheld':
    'どの用量も人数が少なく、率を示せません。下に細目のある事象は、細目を選んでください。',
  'safety.ageSex.title': '年齢・性別',
  'safety.ageSex.note': '右端は、使用した人の年齢・性別の人年に標準化した率。',
  'safety.ageSex.withheld': 'どの年齢・性別も人数が少なく、率を示せません。',
  'safety.funnel.title': '施設別',
  'safety.funnel.outside': '{shown} 施設中 {outside} が限界の外',
  'safety.funnel.note':
    '使用した人。中央の線は全体の率、破線は偶然の 95%、実線は 99.8% の限界。施設は番号で示します。',
  'safety.funnel.hidden': '{count} 施設は人数が少ないため描いていません。',
  'safety.funnel.none': '比べる施設が二つないか、このリリースでは施設を区別できません。',
  'safety.funnel.withheld':
    'どの施設も人数が少なく、率を示せません。下に細目のある事象は、細目を選んでください。',
} as const;
