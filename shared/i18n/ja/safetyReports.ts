/** Messages about spontaneous reports beside what a study observed. */
export const safetyReports = {
  'error.reports.columns':
    '{file} に、薬剤と有害事象の列が見つかりません。見つかった列：{found}。読み込めるのは、たとえば次の列名です：{expected}。JADER の場合は DEMO・DRUG・REAC の各ファイルをまとめて選んでください。',
  'error.reports.empty': '{file} に、自発報告が 1 件もありません。',
  'error.reports.encoding':
    '{file} の文字コードを判別できません。UTF-8、UTF-16、Shift_JIS の CSV またはタブ区切りテキストで保存し直してください。',
  'error.reports.tooLarge':
    '{file} は大きすぎて読み込めません（{bytes} バイト。上限は {limitBytes} バイト）。必要な列だけを残してください。',
  'error.reports.quote': '{file} の {line} 行目：引用符（"）が正しく閉じられていません。',
  'error.reports.count':
    '{file} の {line} 行目：件数が 0 以上の整数ではありません。負の数、小数、文字は件数として扱えません。',
  'error.reports.jaderPart':
    'JADER のファイルのうち {missing} がありません。DEMO・DRUG・REAC（HIST は任意）をまとめて選んでください。',
  'error.reports.notJoined':
    'JADER のファイルに共通する識別番号がありません。同じ時期に公表された DEMO・DRUG・REAC を選んでください。',
  'error.reports.drugNotReported':
    '「{drug}」の報告は、この資料に 1 件もありません。薬剤の名前またはコード（一般名、YJ コード、ATC コード）を確かめてください。',
  'error.reports.noneInRelease':
    'このリリースには自発報告の表がありません。自発報告のファイル（薬剤・有害事象・件数の表、または JADER）を選んでください。',
  'reported.title': '自発報告と実測の対比',
  'reported.job': '「{name}」に自発報告を並べています',
  'reported.choose': '報告のファイルを選ぶ',
  'reported.drop': 'ここに報告のファイルを置いてください。',
  'reported.useRelease': 'リリースの報告に戻す',
  'reported.none': '自発報告はまだありません',
  'reported.drugNotInRelease':
    'このリリースにある自発報告に、この薬剤の報告はありません。手元の報告ファイルを選んで読み込めます。',
  'reported.noneInRelease':
    'このリリースには自発報告の表がありません。薬剤・有害事象・件数の表（CSV、タブ区切り）か、JADER の DEMO・DRUG・REAC を選ぶか、ここに置いてください。ファイルはこの端末の外に出ません。',
  'reported.cancelled': '読み込みは中止されました。ファイルを選び直してください。',
  'reported.counts':
    '{source}：報告 {reports} 件のうち、この薬剤の報告 {ofDrug} 件、表の有害事象に対応したもの {matched} 件。',
  'reported.source.release': 'リリースに含まれる自発報告',
  'reported.drugNames': 'この薬剤とみなした名前・コード：{names}。',
  'reported.joint': '、',
  'reported.repeated': '同じ組を繰り返す行が {count} 行あり、まとめました。',
  'reported.incomplete': '薬剤または有害事象が空の行が {count} 行あり、数えていません。',
  'reported.concomitant': '併用薬の行が {count} 行あり、数えていません。',
  'reported.unknown': '対応する有害事象が見つからない名前・コード：{codes} 種類、{reports} 件',
  'reported.unknownText':
    'コードと名前が語彙のものと一致した場合にだけ対応づけます。MedDRA の基本語は、病名または同義語と同じ表記でなければ対応づけられません。推測はしません。',
  'reported.level': '表示する階層',
  'reported.level.finest': '細目',
  'reported.level.reported': '全階層',
  'reported.level.all': '報告なしも',
  'reported.measures': '報告どうしの比較（PRR など）',
  'reported.measuresLimit':
    'PRR・ROR・IC・EBGM は、報告の中での偏りの尺度です。使用した人数も実際の例数も含まないため、リスクの大きさも因果関係も示しません。かっこ内は 95% 区間、EBGM は 5% 点と 95% 点です。',
  'reported.coverage':
    '報告割合 = 報告数 ÷ すべての使用で薬が起こしたと考えられる例数。報告がこのリリースと同じ人々・同じ期間のものでなければ、割合としては読めません（下の説明を参照）。',
  'reported.withheld':
    '「<」と「—*」は、少人数を守るために伏せた例数です。そこから逆算できる予測・超過・報告割合も伏せています。報告数は公表された数のため、伏せません。',
  'reported.unfiltered': '絞り込みはここには及びません。数値は研究全体のものです。',
  'reported.noEvent': 'この薬剤の報告のうち、研究の有害事象に対応するものはありません。',
  'reported.noMatch': '選択に合う有害事象の報告はありません。',
  'reported.column.event': '有害事象',
  'reported.column.code': 'コード',
  'reported.column.reports': '報告数',
  'reported.column.observed': '実測例数',
  'reported.column.expected': '予測例数',
  'reported.column.excess': '超過',
  'reported.column.fraction': '報告割合（95% 区間）',
  'reported.column.prr': 'PRR',
  'reported.column.ror': 'ROR',
  'reported.column.ic': 'IC',
  'reported.column.ebgm': 'EBGM',
  'reported.why': '自発報告の数と違うのはなぜか',
  'reported.why.denominator':
    '自発報告は、気づかれ、報告された例の数です。何人が使用したか（分母）も、使用しなかった人に同じことがどれだけ起きたかも分かりません。',
  'reported.why.excess':
    '実測例数は、使用した人すべてのうち最初のリスク期間に起きた例です。予測例数は、使用しなかった人と同じ頻度なら起きたはずの例です。その差が超過で、薬が起こしたと考えられる例数の目安です（人の違いによる偏りが残っていなければ）。',
  'reported.why.fraction':
    '報告割合は、報告数 ÷ 薬がすべての使用で起こしたと考えられる例数です。例数は、研究の治療期間での超過を、リリースの誰かがその薬を使用した人年すべてに引き伸ばして求めます。区間は、報告数と例数の両方の偶然のばらつきを含みます。超過がないときは計算できません。',
  'reported.why.coverage':
    '報告割合が割合として読めるのは、報告がリリースと同じ人々・同じ期間のものであるときだけです。他の施設などの報告も含まれていれば、割合は大きめに出て、100% を超えることもあります。また、長く使用している人でも、研究の対象である新規使用者と同じ頻度で起きるとみなしています。',
  'reported.why.measures':
    'PRR・ROR・IC・EBGM は報告どうしの比較です。注目された薬や事象は多く報告されるため、リスクの比とは異なります。',
} as const;
