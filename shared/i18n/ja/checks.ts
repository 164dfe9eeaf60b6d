/** Design warnings of cohort definitions; see shared/cohort/checks. */
export const checks = {
  'check.adjustment.reversed':
    '「{label}」：日付の置き換えにより、開始日が終了日より後になります。日数を見直してください。',
  'check.censor.isEntry':
    '打ち切りイベント「{label}」はエントリーイベント「{other}」と同じです。コホート期間はエントリー当日に終わります。',
  'check.censorWindow.reversed': '対象期間の開始日が終了日より後です。コホートに入る人がいません。',
  'check.collapse.acrossGaps':
    'コホート期間が観察期間の終わりまで続くため、{days} 日以内の統合は、観察されていない期間をまたいでつなぐことになります。',
  'check.collapse.longPad':
    '間隔 {days} 日以内のコホート期間を統合します。1 年を超える間隔をつなぐ設定が意図どおりか確かめてください。',
  'check.collapse.onePerPerson':
    '各人のエントリーは 1 つに限られるため、{days} 日以内の統合には効果がありません。',
  'check.conceptSet.allExcluded':
    'コンセプトセット「{label}」は除外するコードだけでできており、何も含みません。',
  'check.conceptSet.contradiction':
    '「{label}」は同じコンセプトセットで含める指定と除く指定の両方があります。除く指定が優先されます。',
  'check.conceptSet.domainMismatch':
    '「{label}」のコードは、この条件が調べる領域のものではありません。該当する記録が見つからないおそれがあります。',
  'check.conceptSet.duplicate':
    'コンセプトセット「{label}」は「{other}」と同じ内容です。一方にまとめられます。',
  'check.conceptSet.empty': 'コンセプトセット「{label}」にコードがありません。',
  'check.conceptSet.missingConcepts':
    'コンセプトセット「{label}」の {count} 件のコードは、このリリースの用語集にありません。',
  'check.conceptSet.repeatedItem': '「{label}」は同じコンセプトセットに 2 回入っています。',
  'check.conceptSet.unresolved':
    'コンセプトセット「{label}」は、このリリースでは 1 つのコードにも対応しません。',
  'check.conceptSet.unused': 'コンセプトセット「{label}」はどの条件でも使われていません。',
  'check.conceptSet.unusedInRelease':
    'コンセプトセット「{label}」のコードは、このリリースの記録に一度も現れません。',
  'check.counts.entryAddsNobody': 'エントリーイベント「{label}」に該当する人がいません。',
  'check.counts.noEntry':
    'エントリーの条件を満たす人がいません。エントリーイベントのコードと継続観察の日数を確かめてください。',
  'check.counts.nobodyLeft': 'すべての組入れ規則を同時に満たす人がいません。',
  'check.counts.removesEverybody': '規則「{label}」を満たす人がいません。',
  'check.counts.removesNobody': '規則「{label}」は全員が満たします。この規則がなくても人数は変わりません。',
  'check.criterion.anyConcept':
    '「{label}」はコードを限定していません。この領域の記録があれば、すべて該当します。',
  'check.criterion.anyType':
    'エントリーイベント {count} 件で記録種別（レセプト、診療録、健診など）を限定していません。すべての種別の記録が対象です。',
  'check.criterion.drugEraClaims':
    '「{label}」は薬剤エラを使っています。注射薬など日数の記録がない薬剤では、期間が正確でないことがあります。',
  'check.criterion.firstBeforeFilters':
    '「{label}」：初回の判定はほかの条件より先に行われます。「条件を満たす最初の記録」ではなく「最初の記録が条件を満たす場合」になります。',
  'check.criterion.noVisit':
    '「{label}」：この領域の記録には受診の情報がないため、「同一の受診」の条件を満たすことがありません。',
  'check.criterion.repeated': '「{label}」は「{other}」と同じ条件です。',
  'check.criterion.valueWithoutUnit':
    '「{label}」：値の条件に単位の指定がありません。単位の異なる記録が混ざるおそれがあります。',
  'check.dates.outsideRelease': '「{label}」：このリリースの観察期間（{first} から {last}）と重なりません。',
  'check.death.beforeEntry': '「{label}」：エントリー日より前の死亡を求めています。',
  'check.dose.noColumn':
    '「{label}」：OMOP CDM 5.4 にはこの列がありません。akashi 拡張の「1 日量」を使ってください。',
  'check.entry.excludedByRule':
    '「{label}」：エントリーイベントそのものが、当日を含む時期に「ないこと」とされています。満たす人がいません。時期を前日までにしてください。',
  'check.entry.notFirst':
    'エントリーは各人の最初の日に限られますが、イベントは「初回」に限定されていません。観察期間の条件によっては、その人の本当の初回ではない日が選ばれます（既存使用者・既往例が混ざります）。',
  'check.entry.requiredByRule': '「{label}」：エントリーイベントそのものが該当するため、常に満たされます。',
  'check.exit.beforeEntry': 'コホートの終了日がエントリー日より前になります。コホートに入る人がいません。',
  'check.exit.drugNotInEntry':
    'コホートの終了を決める薬剤「{label}」は、エントリーイベントの薬剤ではありません。',
  'check.exit.emptyDrug': 'コホートの終了を決める薬剤「{label}」のコンセプトセットが空です。',
  'check.exit.mayPrecedeEntry': '「{label}」：終了日がエントリー日より前になる人は、コホートに入りません。',
  'check.exit.nextDay':
    '終了日の記録がないイベントのため、終了日は翌日とみなされます。コホート期間は 2 日間です。',
  'check.exit.noGap': '継続使用の判定で処方の間隔を認めていません。1 日でも空くと使用終了とみなされます。',
  'check.exit.none':
    '各人の複数のエントリーを用いますが、コホートの終了を定めていません。期間は観察期間の終わりまで続き、重なって 1 つになります。',
  'check.exit.sameDay': 'コホート期間はエントリー日当日のみです。追跡期間が必要な解析には使えません。',
  'check.exit.supplyZero': '処方日数を一律 0 日としています。継続使用が続きません。',
  'check.filter.emptyConceptSet':
    '「{label}」：コンセプトセットが選ばれていません。値の有無だけが条件になります。',
  'check.filter.emptyList':
    '「{label}」：選択肢が 1 つも選ばれていない条件があります。この条件は無視されます。',
  'check.filter.emptyText': '「{label}」：比べる文字列が空です。',
  'check.group.alwaysMet': '「{label}」は常に満たされます。',
  'check.group.empty': '空のグループがあります。常に満たされるとみなされます。',
  'check.group.neverMet':
    '「{label}」：{members} 項目しかないため、{count} 項目以上を満たすことはできません。',
  'check.limit.progression': '「{label}」：前の段階で各人の件数が絞られているため、この設定では増えません。',
  'check.observation.longerThanRelease':
    '継続観察 {days} 日を求めていますが、このリリースの観察期間は最初の日から最後の日までで {longest} 日です。満たす人がいません。',
  'check.observation.mostTooShort':
    '継続観察 {days} 日を求めていますが、このリリースの観察期間の中央値は {median} 日です。半数以上の観察期間が除かれます。',
  'check.occurrence.always':
    '「{label}」：0 回以上は常に満たされます。「0 回」または「1 回以上」ではありませんか。',
  'check.person.ageContradiction': '「{label}」は「{other}」と両立しません。満たす人がいません。',
  'check.person.empty': '人に関する条件が空です。全員が満たします。',
  'check.person.sexContradiction': '「{label}」は「{other}」と両立しません。満たす人がいません。',
  'check.range.implausibleAge': '「{label}」：{age} 歳を超える年齢が指定されています。',
  'check.range.negative': '「{label}」：負の値が指定されています。',
  'check.range.reversed': '「{label}」：下限が上限より大きいため、満たす値がありません。',
  'check.rule.contradiction': '「{label}」は「{other}」と両立しません。満たす人がいません。',
  'check.rule.empty': '規則「{label}」に条件がありません。全員が満たします。',
  'check.rule.repeated': '規則「{label}」は「{other}」と同じ条件です。',
  'check.rule.sameName': '2 つの規則が同じ名前「{label}」です。',
  'check.rule.unnamed': '規則「{label}」に名前がありません。組入れの流れの図で見分けにくくなります。',
  'check.window.future':
    '「{label}」：エントリー日より後の情報で対象を選んでいます。追跡をエントリー日から始めると、不死時間バイアスが生じます。',
  'check.window.longerThanObservation':
    '「{label}」：{days} 日前までさかのぼりますが、求めている継続観察は {observed} 日です。観察の短い人では見落とされます。',
  'check.window.oddOpen':
    '「{label}」：時期の指定が観察期間の反対側の端になっています。前後の指定を確かめてください。',
  'check.window.reversed': '「{label}」：時期の始まりが終わりより後です。該当する記録はありえません。',
  'check.window.unlikeOthers':
    '「{label}」：ほかの条件は {usual} 日前からですが、この条件だけ {days} 日前からです。',
  'check.window.unobservedAfter':
    '「{label}」：エントリー後に「ないこと」を求めていますが、求めている継続観察は後 {observed} 日です。観察されなかっただけの人も満たします。',
  'check.window.washoutUnobserved':
    '「{label}」：{days} 日前からの記録がないことを求めていますが、求めている継続観察は {observed} 日です。観察されていないだけの人も満たします。',
  'severity.error': '誤り',
  'severity.warning': '注意',
  'severity.info': '参考',
  'warnings.title': '設計上の確認点',
  'warnings.none': '設計上の誤りや注意点は見つかりませんでした。',
  'warnings.more': '同じ種類をさらに {count} 件',
  'warnings.showNotes': '参考 {count} 件を表示',
  'warnings.hideNotes': '参考を隠す',
} as const;
