/** Messages of reading study files. */
export const studyFile = {
  'error.study.problems': '{study} は実行できません。問題が {count} 件あります。',
  'error.study.notJson':
    '{study} は正しい JSON ではありません（{line} 行 {column} 列目で読み取れなくなりました）。ファイル全体が保存されているか確認してください。',
  'error.study.notAStudy':
    '{study} は Akashi の研究ファイルではありません（"akashiStudy" がありません）。研究を書き出したファイルを選んでください。',
  'error.study.newer':
    '{study} は新しい Akashi で書かれています（形式 {version}、この Akashi が読めるのは {known} まで）。新しい Akashi で開いてください。',
  'error.study.unknownType':
    '{study} がどの種類の研究か分かりません。"type" は {known} のいずれかにしてください。',
  'error.study.reportsOfComparison':
    '{study} は治療を比較する研究であり、自発報告の表は使いません。--reports を外すか、"type" が "safety" の研究を指定してください。',
  'error.study.tooDeep': '{study} は {limit} 段を超えて入れ子になっているため、読み込めません。',
  'error.study.unknownKey':
    '{study}：{path} という項目はありません。ここに書けるのは {known} です。削除するか、名前を直してください。',
  'error.study.misspeltKey': '{study}：{path} という項目はありません。「{nearest}」の誤りではありませんか。',
  'error.study.missingValue': '{study}：{path} がありません。必要な値：{expected}',
  'error.study.invalidValue': '{study}：{path} の値は使用できません。指定できる値：{expected}',
  'error.study.unknownName':
    '{study}：{path} の「{name}」は、この研究のどこにも定義されていません。使える名前：{known}',
  'error.study.duplicateName':
    '{study}：{path} の「{name}」は、すでに使われている名前です。どちらかの名前を変えてください。',
  'error.study.armOfNothing':
    '{study}：群「{arm}」（{path}）に、コホート（cohort）も治療表のセル（cells）も指定されていません。どちらか一方を指定してください。',
  'error.study.armOfBoth':
    '{study}：群「{arm}」（{path}）に、コホート（cohort）と治療表のセル（cells）の両方が指定されています。どちらか一方にしてください。',
  'error.study.cohortCannotBeCloned':
    '{study}：群「{arm}」（{path}）はコホートで定められています。クローン・打ち切り・重み付けでは、すべての群を治療表から切り出してください。',
  'error.study.exposureOfNothing': '{study}：{path} に薬剤（drugs）もコホート（cohort）もありません。',
  'error.study.exposureOfBoth':
    '{study}：{path} に薬剤（drugs）とコホート（cohort）の両方があります。どちらか一方にしてください。',
  'error.study.noEvents': '{study}：列挙した有害事象だけを調べる設定ですが、{path} が空です。',
  'error.study.nobodyExposed': '{study}：この研究の条件で薬剤を使用した人は、このリリースにいません。',
  'error.study.nobodyUnexposed':
    '{study}：薬剤を使用した人と性別・年齢・受診の状況が同じで、使用していない人が、このリリースにいません。年齢の幅を広げるか、受診の状況を条件から外してください。',
  'error.study.noSuchPart': 'この研究に「{part}」はありません。',
  'error.study.withoutMatrix': '{study} には治療表（matrix）がありません。',
  'error.study.noMatrix':
    '{study}：群「{arm}」（{path}）は治療表のセルを指定していますが、治療表（matrix）がありません。治療表を加えてください。',
  'error.study.immortalTime':
    '{study}：群「{arm}」は、開始日より後にしか分からない「{axis}」で分けられています（{path}）。そのまま比べると、その日まで生存しイベントがなかった期間（不死時間）の分だけ、長く治療した群が有利に見えます。immortalTime に "landmark" または "cloneCensorWeight" を指定してください。',
  'error.study.axisOfNothing':
    '{study}：軸「{axis}」（{path}）がどの薬剤・医療材料についてのものか分かりません。matrix.about に指定するか、"treatment" の軸を加えてください。',
  'error.study.noTimeAtRisk':
    '{study}：リスク期間「{name}」（{path}）は、終わりが始まりより前のため、誰にとっても 0 日です。日数を直してください。',
  'error.study.notAscending': '{study}：{path} の数値は、小さい順に、重複なく並べてください。',
  'error.study.reversed': '{study}：{path} の範囲が逆です（{from} から {to} まで）。',
  'error.study.moreProblems':
    '{study}：ほかに {count} 件の問題があります。上のものを直してから、もう一度読み込んでください。',
} as const;
