/** The glossary: each term's name and what it means, one precise paragraph each; see glossaryTerms.ts. */
export const glossary = {
  'term.cohort': 'コホート',
  'term.cohort.about':
    '一つ以上の組入れ基準を、ある期間にわたって満たす人の集まり。Akashi では一人が複数の期間を持つことがあり、各期間はコホート開始日と終了日で表します。そのため「人数」と「組入れ件数」は異なることがあります。',
  'term.indexDate': 'インデックス日',
  'term.indexDate.about':
    'その人の追跡を始める基準日。通常はコホート開始日（例：最初の処方日）で、これより前を背景（ベースライン）、後を追跡期間として扱います。',
  'term.entryEvent': 'エントリーイベント',
  'term.entryEvent.about':
    '人をコホートの候補にする最初の記録（診断、処方、処置など）。前後の観察期間、回数の制限（最初のみ、すべて）、追加の条件を満たした記録だけが残り、その後に組入れ規則を当てはめます。',
  'term.inclusionRule': '組入れ規則',
  'term.inclusionRule.about':
    'エントリーイベントを持つ人のうち、誰を残すかを定める条件。一つひとつに名前を付け、順に当てはめると、各段階で何人が残るか（組入れの流れ）が分かります。',
  'term.attrition': '組入れの流れ',
  'term.attrition.about':
    'エントリーから最終的なコホートまで、規則を一つずつ当てはめたときに残る人数の推移。「満たす」はその規則だけを見た人数、「単独で除外」はその規則だけが外す人数で、どの規則が集団を形づくっているかを示します。',
  'term.washout': 'ウォッシュアウト期間',
  'term.washout.about':
    'インデックス日の前に、その薬剤の使用やその疾患の記録がないことを求める期間。既存使用者や再発を除き、追跡の始まりを治療の開始や初発にそろえるために置きます。',
  'term.newUser': '新規使用者デザイン',
  'term.newUser.about':
    'ウォッシュアウト期間に使用歴がなく、追跡の中で初めてその治療を始めた人だけを比べる設計。使用開始直後の事象を見落とさず、開始後に変わった共変量で調整してしまうことを防ぎます。',
  'term.prevalentUser': '既存使用者バイアス',
  'term.prevalentUser.about':
    '追跡を始める前から治療を続けていた人を含めると、早期に有害事象が起きて中止した人が抜け落ち、治療が実際より安全に見えること。新規使用者デザインで避けます。',
  'term.activeComparator': '実薬対照',
  'term.activeComparator.about':
    '同じ適応で使われる別の治療を始めた人を対照とする設計。治療を受けるほど重症であるという点が両群でそろうため、無治療を対照とするより適応による交絡が小さくなります。',
  'term.lookback': 'ルックバック期間',
  'term.lookback.about':
    'インデックス日からさかのぼって、共変量や既往を確かめる期間。この間に継続した観察がない人は、記録がないのか既往がないのかを区別できません。',
  'term.observationPeriod': '観察期間',
  'term.observationPeriod.about':
    'その人に起きた医療上の出来事が、データに記録されていると見なせる期間（保険加入期間や通院期間など）。この外の「記録がない」は「起きなかった」を意味しません。',
  'term.timeAtRisk': 'リスク期間',
  'term.timeAtRisk.about':
    'アウトカムを数える期間。インデックス日からの開始と終了の日数、または治療の終了などで定めます。人時（人年）の分母はこの期間の合計です。',
  'term.followUp': '追跡',
  'term.followUp.about':
    'インデックス日から、アウトカムの発生、観察の終わり、治療の終わり、研究期間の終わりのうち最も早い日までの間。追跡の定め方（治療どおり、当初の割付どおり）は推定対象を左右します。',
  'term.censoring': '打ち切り',
  'term.censoring.about':
    'アウトカムが起きる前に追跡が終わること。その時点までリスク集合に入り、その後は入りません。打ち切りがアウトカムの起こりやすさと関連すると（情報のある打ち切り）、推定は偏ります。',
  'term.cohortExit': 'コホートの終了',
  'term.cohortExit.about':
    'コホートに属さなくなる日の決め方。観察期間の終わり、開始日などからの固定日数、薬剤の継続使用の終わり、または打ち切りイベントで定めます。',
  'term.exposure': '曝露',
  'term.exposure.about':
    'アウトカムへの影響を調べる対象となる要因。薬剤や処置、医療材料、在院日数など。いつから、どの用量で、どれだけ続いたかまで含めて定義します。',
  'term.outcome': 'アウトカム',
  'term.outcome.about':
    '研究で発生を調べる出来事。コードだけでなく、診療の場面（入院など）や確認の条件を含めて定義し、その妥当性（陽性的中度など）を述べます。',
  'term.estimand': 'エスティマンド',
  'term.estimand.about':
    '推定したい効果を、対象集団、治療、変数（エンドポイント）、中間事象の扱い、集団レベルの要約の五つで明確にしたもの。解析方法を選ぶ前に決めます。',
  'term.confounding': '交絡',
  'term.confounding.about':
    '曝露とアウトカムの両方に影響する要因があり、見かけの関連に因果でない部分が混ざること。測定された交絡は傾向スコアなどで調整できますが、測定されていないものは残ります。',
  'term.confoundingByIndication': '適応による交絡',
  'term.confoundingByIndication.about':
    '治療を選ぶ理由（疾患の重さや予後）そのものがアウトカムに関わるために生じる交絡。実薬対照を選ぶことと、重症度を測って調整することで小さくします。',
  'term.immortalTime': '不死時間バイアス',
  'term.immortalTime.about':
    '後で治療を受けることを条件に群を分けたとき、治療を受けるまでの「アウトカムが起こり得ない」時間を治療群に数えてしまう偏り。治療群の率は見かけ上低くなります。',
  'term.selectionBias': '選択バイアス',
  'term.selectionBias.about':
    '解析に含まれるかどうかが曝露とアウトカムの両方に関わるために、対象集団での関連と異なる関連が観察されること。',
  'term.treatmentPathway': '治療経路',
  'term.treatmentPathway.about':
    'インデックス日以降に、一人の患者が受けた治療を順に並べたもの。最初の治療、切替え、併用を集団で集計し、サンバースト図やサンキー図で示します。',
  'term.release': 'リリース',
  'term.release.about':
    '利用者に一度に提供されるデータのまとまり。目録（datapackage.json）、ファイルごとのハッシュ、利用条件、任意の電子署名からなり、Akashi は開く前にすべてを検証します。',
  'term.digest': 'ダイジェスト',
  'term.digest.about':
    'データの内容から計算する固定長の値（SHA-256）。一文字でも変わると別の値になるため、結果がどのデータから得られたかを示す名札として使います。',
  'term.signature': '電子署名',
  'term.signature.about':
    '提供者だけが持つ秘密鍵で作り、公開鍵で誰でも確かめられる値。リリースが提供者から来たことと、その後に改変されていないことを示します。信頼する公開鍵は設定で管理します。',
  'term.provenance': '来歴',
  'term.provenance.about':
    '数値がどこから来たかの記録。リリースとそのダイジェスト、定義のハッシュ、方法、計算エンジン、日時を含み、Akashi のすべての数値から開けます。',
  'term.omop': 'OMOP 共通データモデル',
  'term.omop.about':
    '医療データを同じ表と同じ標準用語で表すための OHDSI の共通データモデル。診断は condition_occurrence、処方は drug_exposure のように領域ごとの表に入ります。',
  'term.concept': 'コンセプト',
  'term.concept.about':
    '標準用語集の一つの項目。番号（concept_id）、名称、コード、用語体系、領域を持ち、データの一行一行はコンセプトの番号で意味を表します。',
  'term.standardConcept': '標準コンセプト',
  'term.standardConcept.about':
    '同じ意味を表すコンセプトのうち、分析に使うと定められた一つ。元のコード（ICD-10 や薬価コードなど）は標準コンセプトに対応付けられ、コホートの条件は標準コンセプトで書きます。',
  'term.sourceCode': '元のコード',
  'term.sourceCode.about':
    'データが作られたときに使われたコード（source code）。標準コンセプトへの対応付けで細かさが失われることがあるため、元の列も条件に使えます。',
  'term.vocabulary': '用語体系',
  'term.vocabulary.about':
    'コンセプトの出どころとなるコード集（ICD-10、ATC、YJ コード、LOINC など）。どの版を使ったかはリリースに含まれます。',
  'term.domain': '領域',
  'term.domain.about':
    'コンセプトの意味の種類（疾患、薬剤、処置、検査など）。データがどの表に入るかは、元の表ではなくコンセプトの領域で決まります。',
  'term.conceptSet': 'コンセプトセット',
  'term.conceptSet.about':
    '一つの臨床的な考え（例：β遮断薬）を表すコンセプトの集まり。個々の項目に「下位を含む」「除外」「対応コードを含む」を付けて書き、開いたリリースの用語集で具体的な番号の集合に展開します。',
  'term.descendants': '下位コンセプト',
  'term.descendants.about':
    '階層の中で、あるコンセプトの下に（何段でも）位置するコンセプト。「下位を含む」とすると、ATC の上位分類一つでその下のすべての薬剤を指定できます。',
  'term.mappedConcepts': '対応コード',
  'term.mappedConcepts.about':
    '標準コンセプトに「Maps to」で対応付けられた元のコード。コンセプトセットで「対応コードを含む」とすると、元のコードの列でも探せます。',
  'term.orphanCodes': '孤立コード',
  'term.orphanCodes.about':
    '名称などから関連がありそうなのに、コンセプトセットに含まれていないコード。取りこぼしの候補として、リリースでの件数とともに確かめます。',
  'term.drugEra': 'ドラッグエラ',
  'term.drugEra.about':
    '同じ有効成分への曝露を、決めた間隔（既定では 30 日）以内の途切れをつないで一つの連続した期間にまとめたもの。',
  'term.conditionEra': 'コンディションエラ',
  'term.conditionEra.about':
    '同じ疾患の記録を、決めた間隔（既定では 30 日）以内であればつないで一つの期間にまとめたもの。',
  'term.eraCollapse': '期間の結合',
  'term.eraCollapse.about':
    '同じ人のコホート期間が、決めた日数以内で重なるか隣り合うとき、一つの期間にまとめること。組入れ件数に影響し、人数には影響しません。',
  'term.daysSupply': '処方日数',
  'term.daysSupply.about':
    '一回の処方で薬がまかなう日数。継続使用や一日用量の計算の元になります。記録のない処方は、そのままでは期間を決められません。',
  'term.dailyDose': '一日用量',
  'term.dailyDose.about':
    '規格（drug_strength）× 数量 ÷ 処方日数で求める、成分の一日あたりの量。Circe 標準にはなく、Akashi の拡張として定義に書き、ATLAS は読み飛ばします。',
  'term.circe': 'Circe 定義',
  'term.circe.about':
    'ATLAS と共通のコホート定義の形式（JSON）。エントリーイベント、組入れ規則、終了の三つの部分からなり、Akashi はそのまま読み書きします。',
  'term.visit': '受診',
  'term.visit.about':
    '入院、外来、救急などの医療機関との一まとまりの接触。アウトカムの定義では「入院で記録された」という条件に使います。',
  'term.median': '中央値',
  'term.median.about':
    '値を小さい順に並べたとき真ん中に来る値。外れ値の影響を受けにくく、在院日数のように右に長い分布の代表値として使います。',
  'term.quartiles': '四分位数',
  'term.quartiles.about':
    '値を小さい順に並べて四等分する点。第 1 四分位と第 3 四分位の間（四分位範囲）に、中央の半数の人が入ります。',
  'term.smd': '標準化差（SMD）',
  'term.smd.about':
    '二群の平均（割合）の差を、プールした標準偏差で割った値。人数に左右されない差の大きさで、絶対値 0.1 未満を釣り合いの目安とします。p 値の代わりに均衡の評価に使います。',
  'term.confidenceInterval': '信頼区間',
  'term.confidenceInterval.about':
    '同じ調査を何度も繰り返したとき、その割合（例：95 %）で真の値を含むように作られた区間。幅は推定の精度を表し、偏りは表しません。',
  'term.pValue': 'p 値',
  'term.pValue.about':
    '帰無仮説とモデルの仮定がすべて正しいとしたとき、観察された結果かそれ以上に極端な結果が得られる確率。効果の大きさや、仮説が正しい確率ではありません。',
  'term.prevalence': '有病割合',
  'term.prevalence.about':
    'ある時点または期間に、その状態にある人の割合。新しい発生の速さを表す罹患率とは異なります。',
  'term.incidenceProportion': '発生割合（リスク）',
  'term.incidenceProportion.about':
    '追跡の始めにリスクのあった人のうち、決めた期間内にアウトカムが起きた人の割合。期間を示さなければ意味を持ちません。',
  'term.incidenceRate': '発生率',
  'term.incidenceRate.about':
    'アウトカムの新規発生数を、リスク期間の合計（人年）で割った値。追跡の長さが異なる人を含められます。「1,000 人年あたり」で示します。',
  'term.personYears': '人年',
  'term.personYears.about':
    '一人ひとりのリスク期間を年で表して合計した量。1 人を 10 年追跡しても、10 人を 1 年追跡しても 10 人年です。',
  'term.riskDifference': 'リスク差',
  'term.riskDifference.about':
    '二群のリスクの差。治療によって増減する人の割合そのもので、公衆衛生上の影響を直接表します。',
  'term.riskRatio': 'リスク比',
  'term.riskRatio.about':
    '二群のリスクの比。1 なら差がなく、2 なら 2 倍です。もとのリスクの高さは分からないため、リスク差とともに示します。',
  'term.rateRatio': '率比',
  'term.rateRatio.about': '二群の発生率の比。人年を分母とするため、追跡の長さが異なる群を比べられます。',
  'term.oddsRatio': 'オッズ比',
  'term.oddsRatio.about':
    '二群のオッズ（起きた人数 ÷ 起きなかった人数）の比。アウトカムがまれならリスク比に近く、まれでなければ 1 から離れて見えます。',
  'term.numberNeeded': '治療必要数',
  'term.numberNeeded.about':
    'リスク差の逆数。アウトカムを一人で防ぐ（または起こす）ために、何人を治療することになるかを表します。期間とともに示します。',
  'term.standardization': '標準化',
  'term.standardization.about':
    '年齢や性別の構成が異なる集団を、共通の構成に置き換えて比べる方法。直接法は基準集団の構成を、間接法は基準集団の率を使います。',
  'term.mantelHaenszel': 'マンテル・ヘンツェル法',
  'term.mantelHaenszel.about':
    '層ごとの比を、層の大きさに応じた重みで一つにまとめる方法。層の中の人数が少なくても安定します。',
  'term.upset': 'UpSet 図',
  'term.upset.about':
    '多くの集合の重なりを、点の組と棒の長さで示す図。点で示した集合だけに属する人数を棒で表し、三つを超えるとベン図より正確に読めます。',
  'term.propensityScore': '傾向スコア',
  'term.propensityScore.about':
    '背景因子から予測した、その治療を受ける確率。同じスコアの人どうしでは、測定された背景因子の分布が治療群と対照群で等しくなります。マッチング、重み付け、層化に使います。',
  'term.preferenceScore': 'プリファレンススコア',
  'term.preferenceScore.about':
    '傾向スコアを、治療全体の使われやすさで調整し直した値。0.5 はどちらの治療も同じように選ばれる人を表し、二つの治療の使われ方の違いを除いて重なりを見られます。',
  'term.equipoise': 'エクイポイズ（臨床的均衡）',
  'term.equipoise.about':
    'どちらの治療も選ばれ得る状態にあること。プリファレンススコアが 0.3〜0.7 にある人の割合で表し、両群とも半数以上であることが比較の目安です。低ければ、効果の推定は示しません。',
  'term.positivity': '正値性（重なり）',
  'term.positivity.about':
    '背景因子のどの組み合わせでも、両方の治療を受ける可能性があること。傾向スコアの分布が重ならない範囲では比較する相手がおらず、推定は外挿になります。',
  'term.matching': 'マッチング',
  'term.matching.about':
    '傾向スコアの近い人どうしを組にして比べる方法。組にならなかった人は除かれるため、対象集団は治療を受けた人に近いものへ変わります。',
  'term.caliper': 'キャリパー',
  'term.caliper.about':
    '組にしてよいスコアの差の上限。傾向スコアのロジットの標準偏差の 0.2 倍が広く使われます。狭いほど似た組になり、残る人は減ります。',
  'term.iptw': '逆確率重み付け（IPTW）',
  'term.iptw.about':
    '実際に受けた治療の確率の逆数で各人を重み付けし、背景因子が治療と無関係な擬似的な集団を作る方法。確率が極端な人の重みは大きくなるため、分布を確かめます。',
  'term.stabilizedWeights': '安定化重み',
  'term.stabilizedWeights.about':
    '逆確率の重みに、治療全体の割合を掛けたもの。平均が約 1 になり、分散が小さくなります。',
  'term.trimming': 'トリミング',
  'term.trimming.about':
    '傾向スコアが極端な人を除き、両群の重なる範囲に限ること。対象集団が変わるため、除いた人数と残った集団を示します。',
  'term.balance': '均衡',
  'term.balance.about':
    '調整後に背景因子の分布が両群でそろっていること。標準化差の絶対値がすべて 0.1 未満を目安とし、満たさなければ推定値を示しません。',
  'term.lovePlot': 'ラブプロット',
  'term.lovePlot.about': '背景因子ごとに、調整前後の標準化差を点で並べた図。均衡が一目で分かります。',
  'term.effectiveSampleSize': '有効標本数',
  'term.effectiveSampleSize.about':
    '重み付けした標本が、重みなしの何人分の情報を持つかを表す数。重みの二乗和で重みの和の二乗を割ります。人数より大きく減るときは、少数の人に頼った推定です。',
  'term.stratification': '層化',
  'term.stratification.about':
    '傾向スコアの大きさで人を層に分け、層の中で比べた結果をまとめる方法。五つの層で、測定された交絡の多くが除かれます。',
  'term.regularization': '正則化',
  'term.regularization.about':
    '係数の大きさに罰則を課して、多くの共変量を持つモデルの過剰適合を防ぐ方法。L1（ラッソ、ラプラス事前分布）は不要な係数を 0 にします。罰則の強さは交差検証で選びます。',
  'term.residualConfounding': '残差交絡',
  'term.residualConfounding.about':
    '調整の後にも残る交絡。測定されていない因子や、粗く測られた因子によるもので、陰性対照や E 値で大きさを探ります。',
  'term.kaplanMeier': 'カプラン・マイヤー法',
  'term.kaplanMeier.about':
    '打ち切りのある追跡から、時間とともにアウトカムが起きずに残る確率を推定する方法。打ち切りがリスクと無関係であることを前提とします。競合リスクがあると、発生確率を過大に見積もります。',
  'term.riskSet': 'リスク集合',
  'term.riskSet.about':
    'ある時点でまだアウトカムも打ち切りも起きておらず、追跡されている人。生存曲線の下にその人数を示します。',
  'term.hazard': 'ハザード',
  'term.hazard.about':
    'その時点までアウトカムが起きていない人に、次の瞬間に起きる速さ。時間あたりの率であり、確率ではありません。',
  'term.hazardRatio': 'ハザード比',
  'term.hazardRatio.about':
    '二群のハザードの比。時間を通じて一定と仮定した要約で、仮定が崩れるときは、追跡期間に依存する平均になります。リスク比とは異なります。',
  'term.coxModel': 'Cox 回帰',
  'term.coxModel.about':
    '基準となるハザードの形を決めずに、共変量とハザード比の関係を推定する回帰モデル。比例ハザード性を前提とします。',
  'term.proportionalHazards': '比例ハザード性',
  'term.proportionalHazards.about':
    'ハザード比が時間によらず一定であるという仮定。シェーンフェルド残差の検定と図で確かめ、崩れるときは期間を区切るか RMST を使います。',
  'term.logRank': 'ログランク検定',
  'term.logRank.about':
    '二つ以上の生存曲線が等しいという仮説の検定。各イベント時点で観察数と期待数を比べ、合計します。ハザードが比例するときに最も検出力が高くなります。',
  'term.competingRisk': '競合リスク',
  'term.competingRisk.about':
    '起きると目的のアウトカムがもう起こり得なくなる出来事（例：死亡）。打ち切りとして扱うと、発生確率を過大に見積もります。',
  'term.cumulativeIncidence': '累積発生関数',
  'term.cumulativeIncidence.about':
    '競合リスクがある中で、ある時点までに目的のアウトカムが実際に起きる確率。各原因の累積発生の和は、1 − 無イベント生存率に等しくなります。',
  'term.fineGray': 'Fine–Gray モデル',
  'term.fineGray.about':
    '競合イベントの起きた人をリスク集合に残して、累積発生関数と共変量の関係を推定する回帰。得られる部分分布ハザード比は、発生確率への影響の向きを表します。',
  'term.rmst': '境界内平均生存時間（RMST）',
  'term.rmst.about':
    '決めた時点 τ までの、アウトカムのない時間の平均（生存曲線の下の面積）。差は「τ までに何日長いか」と読め、比例ハザード性を必要としません。',
  'term.medianSurvival': '生存時間中央値',
  'term.medianSurvival.about':
    'アウトカムのない確率が 50 % になる時点。曲線が 50 % まで下がらないときは求められません。',
  'term.adverseEvent': '有害事象',
  'term.adverseEvent.about':
    '治療を受けた人に生じた、あらゆる好ましくない医療上の出来事。治療との因果関係は問いません。',
  'term.adverseReaction': '副作用（有害反応）',
  'term.adverseReaction.about': '有害事象のうち、治療との因果関係が合理的に疑われるもの。',
  'term.signal': 'シグナル',
  'term.signal.about':
    '治療と事象の間に、新しい、または知られていた以上の関連があるかもしれないと示す情報。検証の出発点であり、因果の証明ではありません。',
  'term.spontaneousReport': '自発報告',
  'term.spontaneousReport.about':
    '医療者や患者が自らの判断で寄せる副作用の報告（日本では JADER）。使用した人数が分からないため、発生率は計算できません。',
  'term.disproportionality': '不均衡分析',
  'term.disproportionality.about':
    'ある薬剤と事象の組の報告数が、両者が無関係な場合の期待より多いかを調べる方法。PRR、ROR、IC、EBGM などがあります。',
  'term.prr': 'PRR（比例報告比）',
  'term.prr.about':
    'その薬剤の報告に占める事象の割合を、ほかの薬剤の報告に占める割合で割った値。PRR ≥ 2、χ² ≥ 4、3 件以上がよく使われる基準です。',
  'term.ror': 'ROR（報告オッズ比）',
  'term.ror.about': '報告の 2×2 表から求めるオッズ比。95 % 信頼区間の下限が 1 を超えることを基準とします。',
  'term.informationComponent': 'IC（情報成分）',
  'term.informationComponent.about':
    '観察された報告数と期待数の比の 2 を底とする対数を、ベイズ法で 0 の方へ縮小した値。件数が少ない組の見かけの高値を抑えます。95 % 信用区間の下限（IC025）が 0 を超えることを基準とします。',
  'term.ebgm': 'EBGM（経験ベイズ幾何平均）',
  'term.ebgm.about':
    '観察数と期待数の比を、全体の分布から推定した事前分布で縮小した幾何平均。下側 5 % 点（EB05）が 2 以上を基準とすることが多くあります。',
  'term.sccs': '自己対照ケースシリーズ（SCCS）',
  'term.sccs.about':
    'アウトカムの起きた人だけを用い、同じ人の曝露期間と非曝露期間の発生率を比べる方法。時間で変わらない交絡は自動的に除かれますが、事象がその後の曝露に影響しないことを前提とします。',
  'term.sequenceSymmetry': '処方順序対称性分析',
  'term.sequenceSymmetry.about':
    '薬剤 A の開始が、事象（またはその治療薬）の開始より先か後かの人数の比を見る方法。関連がなければ、処方の流行を除くと比は 1 になります。',
  'term.timeToOnset': '発現までの時間',
  'term.timeToOnset.about':
    '治療の開始からアウトカムまでの日数。分布の形は、機序（投与直後、蓄積、中止後）を考える手がかりになります。',
  'term.treeScan': 'ツリースキャン統計量',
  'term.treeScan.about':
    '疾患の階層のあらゆる枝で、事象が期待より多いかを同時に調べ、多重性を調整して最も目立つ枝を示す方法。',
  'term.multiplicity': '多重性',
  'term.multiplicity.about':
    '多くの比較をすると、関連がなくても偶然に「有意」なものが現れること。検定の数を示し、p 値や区間を調整します。',
  'term.falseDiscoveryRate': '偽発見率（FDR）',
  'term.falseDiscoveryRate.about':
    '「有意」とされたもののうち、実際には関連のないものの割合の期待値。多くの事象を一度に調べるときに、全体の誤りの率の代わりに抑えます。',
  'term.cci': 'Charlson 併存疾患指数',
  'term.cci.about':
    '併存する疾患に重みを付けて合計した、全身状態の要約。背景の重さを一つの数で比べるときに使います。',
  'term.negativeControl': '陰性対照',
  'term.negativeControl.about':
    '因果関係がないと分かっている曝露とアウトカムの組。同じ方法で推定して 1 から外れれば、その研究に系統的な誤差があることを示します。',
  'term.positiveControl': '陽性対照',
  'term.positiveControl.about':
    '効果の大きさが分かっている（または人工的に加えた）組。方法が既知の効果を正しく捉えるかを確かめます。',
  'term.empiricalCalibration': '経験的校正',
  'term.empiricalCalibration.about':
    '多数の陰性対照の推定値から系統誤差の分布を求め、p 値や信頼区間を補正する方法。',
  'term.eValue': 'E 値',
  'term.eValue.about':
    '観察された関連をすべて説明するために、測定されていない交絡因子が曝露とアウトカムの両方に対して持たなければならない関連の最小の強さ（リスク比の尺度）。大きいほど、結論は未測定の交絡に強いといえます。',
  'term.sensitivityAnalysis': '感度解析',
  'term.sensitivityAnalysis.about':
    '仮定や定義を変えても結論が保たれるかを調べる解析。どの仮定を変えたのかを明らかにし、主解析とともに示します。',
  'term.subgroup': 'サブグループ解析',
  'term.subgroup.about':
    '年齢や性別などで分けた集団ごとの推定。差を論じるときは交互作用の検定を用い、事前に決めたものかどうかを示します。',
  'term.metaAnalysis': 'メタアナリシス',
  'term.metaAnalysis.about':
    '複数の研究やデータの推定値を、精度に応じた重みでまとめる方法。変量効果モデルは、研究間のばらつきも考えます。',
  'term.heterogeneity': '異質性',
  'term.heterogeneity.about':
    '研究や層の間で、効果が偶然では説明できないほど異なること。I² は、全体のばらつきのうち異質性による割合です。',
  'term.sensitivity': '感度',
  'term.sensitivity.about': '状態のある人のうち、検査（または定義）が陽性とした人の割合。',
  'term.specificity': '特異度',
  'term.specificity.about': '状態のない人のうち、検査（または定義）が陰性とした人の割合。',
  'term.ppv': '陽性的中度',
  'term.ppv.about':
    '陽性とされた人のうち、実際に状態のある人の割合。有病割合が低いと、特異度が高くても低くなります。',
  'term.rocCurve': 'ROC 曲線と AUC',
  'term.rocCurve.about':
    'しきい値を動かしたときの感度と 1 − 特異度の軌跡と、その下の面積。AUC は、状態のある人がない人より高い値を取る確率で、傾向スコアでは両群の分かれやすさを表します。',
  'term.calibration': '較正',
  'term.calibration.about':
    '予測した確率と実際の頻度の一致の程度。予測 10 % の人の集まりで、実際に約 10 % に起きるなら、よく較正されています。',
  'term.anonymizedInformation': '匿名加工医療情報',
  'term.anonymizedInformation.about':
    '特定の個人を識別できず、元の情報に復元もできないように、認定事業者が加工した医療情報。特異な値や希少な疾患は削られます。',
  'term.pseudonymizedInformation': '仮名加工医療情報',
  'term.pseudonymizedInformation.about':
    'ほかの情報と照合しない限り個人を識別できないように加工した医療情報。特異な値や希少疾患を残せる代わりに、利用できるのは国の認定を受けた利用者に限られます。',
  'term.reidentification': '再識別',
  'term.reidentification.about':
    '加工された情報から特定の個人を割り出すこと。法律により禁じられており、Akashi はその手がかりとなる少人数の値を示しません。',
  'term.outputRules': '出力規則',
  'term.outputRules.about':
    '画面、図、書き出しに出してよい数値の決まり。リリースの利用条件に含まれ、最小の人数（例：10）と、伏せた値の逆算を防ぐ方法を定めます。',
  'term.smallCell': '少数セル',
  'term.smallCell.about':
    '最小の人数（例：10）に満たない集計値。背景を知る人には個人が推測できるおそれがあります。0 は人がいないことを示すだけなので、少数セルに含めません。',
  'term.smallCellSuppression': '少数セルの秘匿',
  'term.smallCellSuppression.about':
    '少数セルの値を示さないこと。Akashi では「10 未満」のように、0 ではないことと上限だけを示します。',
  'term.complementarySuppression': '補完秘匿（二次秘匿）',
  'term.complementarySuppression.about':
    '合計やほかの値から引き算で少数セルを求められないように、ほかの値も伏せること。どの値を伏せれば十分かを、Akashi は方程式として確かめます。',
  'term.differencing': '差分による推測',
  'term.differencing.about':
    'わずかに条件の異なる二つの集計の差から、少人数の値を求めること。合計と内訳、条件を少し変えた集計を続けて示すときに問題になるため、出力規則はこれも防がなければなりません。',
  'term.kAnonymity': 'k-匿名性',
  'term.kAnonymity.about':
    '外から知り得る項目（準識別子）の組み合わせが同じ人が、データの中に少なくとも k 人いること。k が小さいほど、個人が絞り込まれやすくなります。',
  'term.quasiIdentifier': '準識別子',
  'term.quasiIdentifier.about':
    '単独では個人を示さないものの、組み合わせると絞り込める項目。生年月、性別、地域、受診日など。',
  'term.lDiversity': 'l-多様性',
  'term.lDiversity.about':
    '準識別子が同じ人の集まりの中で、知られたくない値（疾患など）が少なくとも l 種類あること。全員が同じ値なら、k-匿名でも値が分かってしまいます。',
  'term.auditLedger': '監査台帳',
  'term.auditLedger.about':
    'いつ、どのリリースを開き、何を実行し、何を書き出したかの追記専用の記録。各行が前の行のハッシュを含むため、後から書き換えると分かります。患者の値は含みません。',
  'termGroup.design': '研究デザイン',
  'termGroup.data': 'データと用語体系',
  'termGroup.measure': '記述と頻度の指標',
  'termGroup.comparison': '群の比較',
  'termGroup.survival': '生存時間解析',
  'termGroup.safety': '安全性',
  'termGroup.robustness': '頑健性',
  'termGroup.diagnostic': '診断精度と予測',
  'termGroup.privacy': 'プライバシーと出力',
  'term.targetTrial': '標的試験エミュレーション',
  'term.targetTrial.about':
    '行いたかったランダム化試験（適格基準、治療方針、割付、追跡、アウトカム、対比）を先に書き下し、観察データでそれをまねる考え方。追跡の始まりと割付をそろえることで、不死時間などの設計上の偏りを避けます。',
  'term.landmark': 'ランドマーク解析',
  'term.landmark.about':
    '起点から一定の日（ランドマーク）に追跡できている人だけを、その日までの治療で群に分け、その日から追跡する方法。群に入るまで生存していた時間が治療の効果に見えることを防ぎます。',
  'term.cloneCensorWeight': 'クローン・打切り・重み付け',
  'term.cloneCensorWeight.about':
    '全員を複製してすべての治療方針に置き、方針から外れた時点で打ち切り、打ち切られなかった確率の逆数で重み付けする方法。期間や累積量のように後で決まる治療を、不死時間なしに比べられます。',
  'term.blinding': '診断による盲検',
  'term.blinding.about':
    '重なり・均衡などの診断に適合するまで効果の推定値を見ない手順。見たい結果が出るまで設定を変えることを防ぎます。外れたまま開くときは理由を記録します。',
  'term.minimumDetectableRisk': '検出可能な最小の相対リスク（MDRR）',
  'term.minimumDetectableRisk.about':
    'この人数とアウトカムの数で、有意水準 5%・検出力 80% のときに見つけられる最小の相対リスク。大きいほど、差がなくても「分からない」だけの可能性があります。',
  'term.systematicError': '系統誤差の期待値（EASE）',
  'term.systematicError.about':
    '陰性対照の推定値が真の値（1）からどれだけ外れるかを、対数の絶対値の期待値で表したもの。0 なら系統誤差が見られず、大きいほど測れていない偏りが疑われます。',
  'term.generalizedPropensity': '一般化傾向スコア',
  'term.generalizedPropensity.about':
    '三つ以上の治療のそれぞれを受ける確率。その逆数で重み付けすると、すべての群の背景を一度にそろえて比べられます。',
  'term.doublyRobust': '二重頑健',
  'term.doublyRobust.about':
    '傾向スコアによる調整に加えて、アウトカムのモデルにも共変量を入れる方法。どちらか一方のモデルが正しければ、推定は偏りません。',
  'term.doseResponse': '用量反応',
  'term.doseResponse.about':
    '用量が増えるにつれて効果がどう変わるか。一直線の傾向と、制限付き 3 次スプラインによる曲線で示します。',
  'term.interaction': '交互作用',
  'term.interaction.about':
    '治療の効果が背景（性、年齢、合併症など）によって異なること。層ごとの有意差の有無を見比べるのではなく、効果の差そのものを検定します。',
  'term.shrinkage': '縮小推定',
  'term.shrinkage.about':
    '層ごとの推定値を、不確かなものほど全体の効果に近づける推定。小さな層の偶然の大きな値に惑わされにくくなります。',
  'term.tippingPoint': '転換点分析',
  'term.tippingPoint.about':
    'どれほど強い未測定の交絡因子があれば結論が変わるかを、群間の存在割合の差とアウトカムへのリスク比の組で示すもの。',
  'term.biasAnalysis': '定量的バイアス分析',
  'term.biasAnalysis.about':
    '記録されたアウトカムがどれだけ真か（陽性的中度など）を使って、誤分類がなかった場合の効果を計算し直すこと。',
} as const;
