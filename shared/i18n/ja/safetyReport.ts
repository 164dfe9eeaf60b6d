/** Tables and report of a safety study, and its protocol in words. */
export const safetyReport = {
  'safetyReport.step.users': '記録のある人',
  'safetyReport.step.newUsers': 'ウォッシュアウト後の新規使用',
  'safetyReport.step.priorObservation': '起点前の観察が十分',
  'safetyReport.step.period': '起点が研究期間内',
  'safetyReport.step.age': '年齢',
  'safetyReport.step.matched': '非曝露者が見つかった（曝露群のみ）',
  'safetyReport.daysAtRisk': 'リスク期間の日数 中央値（四分位）',
  'safetyReport.dailyDose': '1 日 mg 中央値（四分位）',
  'safetyReport.level': '階層',
  'safetyReport.code': 'コード',
  'safetyReport.above': 'すぐ上の項目',
  'safetyReport.withEvent': '発生者',
  'safetyReport.events': '発生件数',
  'safetyReport.rate': '1,000 人年あたり（95% CI）',
  'safetyReport.rateShort': '/1,000 人年',
  'safetyReport.against': '対 {group}',
  'safetyReport.rateRatio': '率比',
  'safetyReport.rateDifference': '率差（1,000 人年あたり）',
  'safetyReport.rateDifferenceShort': '率差',
  'safetyReport.riskRatio': 'リスク比',
  'safetyReport.riskDifference': 'リスク差（1,000 人あたり）',
  'safetyReport.noNumberNeeded': 'なし（∞）',
  'safetyReport.adjustedP': '二重 FDR 後の p',
  'safetyReport.adjustedPShort': '調整 p',
  'safetyReport.calibratedRatio': '較正した率比',
  'safetyReport.calibratedP': '較正した p',
  'safetyReport.signal': 'シグナル',
  'safetyReport.finding': '所見',
  'safetyReport.timeAtRisk': 'リスク期間',
  'safetyReport.lastDay': '追跡の上限（日）',
  'safetyReport.noCap': 'なし',
  'safetyReport.reports': '報告数',
  'safetyReport.observed': '観察数',
  'safetyReport.expectedCases': '期待数',
  'safetyReport.excess': '超過数',
  'safetyReport.reportingFraction': '報告割合',
  'safetyReport.table.funnel': '曝露された人',
  'safetyReport.table.groups': '群',
  'safetyReport.table.events': '有害事象',
  'safetyReport.table.followUp': '上位の有害事象とリスク期間',
  'safetyReport.table.tree': 'ツリースキャン',
  'safetyReport.table.controls': '陰性対照',
  'safetyReport.table.onset': '発現までの時間',
  'safetyReport.table.incidence': '累積発生率',
  'safetyReport.table.dose': '用量別の発生率',
  'safetyReport.table.ageSex': '年齢・性別の発生率',
  'safetyReport.table.institution': '施設別の発生率',
  'safetyReport.table.reported': '報告と観察',
  'safetyReport.table.unknownCodes': 'この研究にない報告コード',
  'safetyReport.section.exposed': '曝露された人',
  'safetyReport.section.leading': '上位の有害事象',
  'safetyReport.section.followUp': '追跡の長さによる違い',
  'safetyReport.section.tree': 'ツリースキャン',
  'safetyReport.section.controls': '陰性対照',
  'safetyReport.section.pictures': '上位の有害事象の詳細',
  'safetyReport.section.reported': '報告と観察',
  'safetyReport.section.why': '自発報告との違い',
  'safetyReport.section.whole': 'すべての有害事象',
  'safetyReport.ofFirst': 'リスク期間「{name}」。ほかのリスク期間は CSV ファイルにあります。',
  'safetyReport.filtered.male': '男性のみ。',
  'safetyReport.filtered.female': '女性のみ。',
  'safetyReport.filtered.age': '{from}〜{to} 歳のみ。',
  'safetyReport.filtered.ageFrom': '{from} 歳以上のみ。',
  'safetyReport.noneLeads': '非曝露群より発生率が高いと示せる有害事象はありません。',
  'safetyReport.maySignal':
    '陰性対照 {asked} のうち {estimable} が推定可能です。シグナル（●）は、較正した p が二重 FDR {level} の水準で残る害です。',
  'safetyReport.noSignal':
    '推定できる陰性対照は {asked} のうち {estimable} だけです。{fewest} 未満では較正せず、シグナルとは呼びません。',
  'safetyReport.noControls': '陰性対照がないため、較正せず、シグナルとは呼びません。',
  'safetyReport.needed':
    'NNH: 1 件多く起こるまでに曝露される人数。括弧内はリスク差の区間の逆数です。「なし（∞）」は、その区間が 0 を含むため示せないことを表します。',
  'safetyReport.followUpNote':
    '追跡の上限を変えると比が弱まるか強まるかで、害がいつ起こるか、群の長期の違いがどれほど混じるかが分かります。一つの上限の値を読む前に、複数の上限の値をご覧ください。',
  'safetyReport.treeNote':
    '階層のすべての枝を一度に調べます。モンテカルロ p（{replications} 回）は木全体について成り立ちます。p が 0.05 以下の枝を最大 {most} 示します。',
  'safetyReport.noTree': '示せる超過のある枝はありません。',
  'safetyReport.noBranch': '目立つ枝（p が 0.05 以下）はありません。',
  'safetyReport.controlsNote':
    'この薬が起こしえない事象であり、率比は 1 のはずです。1 からのずれが、非曝露群との比較に残る系統誤差です。',
  'safetyReport.systematicError': '系統誤差の絶対値の期待値（EASE）',
  'safetyReport.nullDistribution': '系統誤差の平均と標準偏差（対数）',
  'safetyReport.estimable': '推定可能',
  'safetyReport.estimableOf': '{asked} のうち {estimable}',
  'safetyReport.notDrawn': '図にするには少なすぎます。示せるものは表にあります。',
  'safetyReport.doseTrend': '用量の傾向 p: {p}',
  'safetyReport.reportedNote':
    '読み込んだ報告 {reports} 件、この薬の報告 {ofDrug} 件、この研究にある事象の報告 {matched} 件。報告割合は、報告数を、このリリースでのその薬の使用全体の超過数（研究の曝露で見た超過を、使用期間全体に広げたもの）で割ったものです。リリースにいない人の報告が含まれていると、大きく出ます。',
  'safetyReport.reportedRows':
    '報告での薬の名前: {names}。重複する行 {repeated}、薬か事象のない行 {incomplete}、併用薬の行 {concomitant}。報告のない事象は CSV ファイルにあります。',
  'safetyReport.disproportionality':
    'PRR、ROR、IC、EBGM は、その薬の報告に占める事象の割合をほかの薬と比べたものです。分母がないため、リスクでも発生率でもなく、使った人の何人に起きたかを示しません。',
  'safetyReport.unknownCodes': 'この薬の報告コードのうち {count} 件は、この研究の事象にありません: {codes}',
  'safetyReport.why.denominator':
    '自発報告は、誰かが報告に値すると考えたものの数です。ここでは、報告の有無にかかわらず、使い始めた全員が分母です。',
  'safetyReport.why.unexposed':
    '同じ日に使っていなかった、同じ年齢・性別・診療の場の人でも同じ事象を数え、薬がなくても起きた分を差し引きます。',
  'safetyReport.why.comparator': '実薬対照は、薬ではなく病気そのものによる分を示します。',
  'safetyReport.why.reporting':
    '報告されやすさは、事象、年、薬の新しさ、報道によって変わります。ここでの発生率はそれによらず、診療と請求の記録によります。',
  'safetyReport.limitation.matching':
    '曝露群と非曝露群がそろっているのは、年齢、性別、暦の日、診療の場だけです。薬が処方された理由（適応、重症度）は調整されていません。それには実薬対照と、調整した比較をご覧ください。',
  'safetyReport.limitation.recording':
    '有害事象は診療と請求のために記録された傷病です。疑いも含まれ、記録されない真の事象もあり、その程度は群によって異なりえます。陽性的中率が公表されているものは、アウトカムに添えています。',
  'safetyReport.limitation.multiplicity':
    '{comparisons} 回の比較をしました。p は章と事象の二重 FDR で調整しています。調整しなければ、偶然だけでも 20 に 1 つは 0.05 を下回ります。',
  'safetyReport.limitation.calibration':
    '較正が取り除くのは、陰性対照に現れ、ほかの事象にも共通する系統誤差です。その事象に固有の誤差は直せません。',
  'safetyReport.limitation.disproportionality':
    '不均衡分析の指標には分母がなく、観察数に添えて示すだけです。',
  'safetyReport.limitation.exploratory':
    '多くの事象をふるいにかけた結果です。所見は別の方法で調べ直す理由であり、因果の証明ではありません。',
  'safetyReport.footer': 'この研究では {comparisons} 回の比較をしました。',
  'safetyReport.drawnFirst': '最初のリスク期間「{name}」についての図です。',
  'safetyProtocol.row.exposure': '曝露',
  'safetyProtocol.row.eligibility': '適格条件',
  'safetyProtocol.row.unexposed': '非曝露者',
  'safetyProtocol.row.followUp': 'リスク期間',
  'safetyProtocol.row.events': '有害事象',
  'safetyProtocol.row.analysis': '統計解析',
  'safetyProtocol.row.multiplicity': '多重性と系統誤差',
  'safetyProtocol.exposed': '曝露群: {name}。起点は、{what}の新規使用の初日です。',
  'safetyProtocol.comparator': '実薬対照群: {name}。起点は、{what}の新規使用の初日です。',
  'safetyProtocol.notBoth': '同じ日に両方を始めた場合は、どちらの開始とも数えません。',
  'safetyProtocol.noComparator': '実薬対照はなく、非曝露群とだけ比べます。',
  'safetyProtocol.entry': 'コホート「{cohort}」（登録）',
  'safetyProtocol.supply': 'コンセプト {concepts} の薬',
  'safetyProtocol.washout': '新規使用: 起点前 {days} 日間にその使用がないこと（ウォッシュアウト）。',
  'safetyProtocol.washoutEver': '新規使用: 起点より前に一度もその使用がないこと。',
  'safetyProtocol.riskSet':
    '曝露者 1 人につき、同じ暦日に曝露されうる状態にあり使っていない人を {ratio} 人まで選び、その日を起点とします（リスク集合マッチング）。',
  'safetyProtocol.alike': '性別が同じで、年齢の差が {years} 歳以内、起点前の観察も同じ条件を満たす人です。',
  'safetyProtocol.careSetting':
    '診療の場も同じです: 起点前 1 年間に入院があったか、ほかの受診があったか、どちらもないか。',
  'safetyProtocol.notTaken': 'その日にも、その前 {days} 日間にも曝露がないこと。',
  'safetyProtocol.neverTaken': 'その日にも、それより前にも一度も曝露がないこと。',
  'safetyProtocol.censorAtExposure':
    '非曝露者が後に使い始めると追跡を終えます（リスク期間が起点の翌日以降に始まるときはその日まで、そうでなければ前日まで）。',
  'safetyProtocol.keptAtExposure': '非曝露者が後に使い始めても、非曝露者のまま追跡します。',
  'safetyProtocol.unmatched':
    '同じ人が複数の曝露者に選ばれることがあります。非曝露者が見つからない曝露者は除きます。',
  'safetyProtocol.onTreatment':
    '{name}: 起点後 {from} 日目から、最後の処方の終了後 {lag} 日まで。{gap} 日以内の間隔の処方はつなげます。',
  'safetyProtocol.onTreatmentUnexposed': '非曝露者は、対応する曝露者と同じ長さを追跡します。',
  'safetyProtocol.intentionToTreat':
    '{name}: 起点後 {from} 日目から観察の終了まで。後に何を使っても追跡します。',
  'safetyProtocol.fixed': '{name}: 起点後 {from} 日目から {to} 日目まで。',
  'safetyProtocol.cap': '長くても {days} 日目まで。',
  'safetyProtocol.censoring': '観察の終了と死亡で追跡を終えます。',
  'safetyProtocol.windows': '発現までの時間は、{days} 日目で区切った期間ごとに示します。',
  'safetyProtocol.hierarchy':
    'リリースに記録されたすべての傷病と、階層でその上にあるものすべて。全群合わせて {persons} 人以上に起きたものです。',
  'safetyProtocol.clean':
    'クリーンウィンドウ: その事象が前 {days} 日間にあった人は、その間リスクにさらされているとみなさず、期間も数えません。',
  'safetyProtocol.cleanEver':
    'クリーンウィンドウ: その事象が以前に一度でもあった人は、リスクにさらされているとみなしません。',
  'safetyProtocol.firstEvents':
    '初回の事象: 1 人 1 回だけ数え、その後はリスクにさらされているとみなしません。',
  'safetyProtocol.recurrentEvents': '再発も含む事象: クリーンウィンドウを隔てたすべての事象を数えます。',
  'safetyProtocol.rates': '発生率は 1,000 人年あたりで、ポアソンの正確な区間を示します。',
  'safetyProtocol.ratios':
    '率比と率差は、性別と年齢（{ages} 歳で区切る）の層についてのマンテル・ヘンツェル法によります。一方の群に発生がなければ、正確な mid-p の比を用います。',
  'safetyProtocol.risks':
    'リスク比とリスク差にはスコア区間（Miettinen・Nurminen）を示します。区間はすべて 95% です。',
  'safetyProtocol.seed': '乱数はすべてシード {seed} から決まります。',
  'safetyProtocol.doubleFdr': '偽発見率 {level} を、章、章の中の事象の 2 段階で保ちます（二重 FDR）。',
  'safetyProtocol.tree':
    '曝露群と非曝露群を、階層全体のツリースキャンで比べます（モンテカルロ p、{replications} 回）。',
  'safetyProtocol.controls':
    '陰性対照 {count} 件。{fewest} 件以上が推定できる場合に限り、比と p を較正し、所見をシグナルと呼びます。',
  'safetyProtocol.noControls':
    '陰性対照がないため較正せず、シグナルとは呼びません（{fewest} 件以上が必要です）。',
} as const;
