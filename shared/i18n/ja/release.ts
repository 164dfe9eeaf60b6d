/** Messages of opening a release; see translate.ts. */
export const release = {
  'error.release.notFound': '{locator} を開けません。フォルダーまたは zip ファイルがあるか確認してください。',
  'error.release.notARelease':
    '{locator} は提供データではありません。datapackage.json も、OMOP の表(CSV または Parquet)も見つかりません。ファイルそのものが入っているフォルダーを選んでください。',
  'error.release.problems':
    '提供データに {count} 件の問題があるため、開いていません。提供元に修正版を依頼してください。',
  'error.release.manifestNotJson':
    '{file} は正しい JSON ではありません({line} 行 {column} 文字目)。破損していないものを提供元に依頼してください。',
  'error.release.manifestInvalid':
    '{file} の「{path}」の値がないか、正しくありません。提供元に修正版を依頼してください。',
  'error.release.futureFormat':
    'この提供データの形式は {found} です。お使いの Akashi が読めるのは {supported} までです。新しい Akashi を導入してください。',
  'error.release.unsupportedModel':
    'この提供データのデータモデルは {name} {version} です。Akashi が読めるのは OMOP CDM 5.3 と 5.4 です。提供元に相談してください。',
  'error.release.expired':
    'この提供データの利用期限は {expires} で終了しているため、開けません。期間の延長を提供元に相談してください。',
  'error.release.notYetValid':
    'この提供データの提供日 {released} は未来の日付です。このコンピューターの日付を確認してください。',
  'error.release.missingFile':
    'マニフェストに記載された {file} がありません。提供データ全体をコピーし直してください。',
  'error.release.hashMismatch':
    '{file} の内容が提供時と異なります(SHA-256 が一致しません)。コピーし直し、それでも同じ場合は提供元に問い合わせてください。',
  'error.release.sizeMismatch':
    '{file} の大きさが {found} バイトで、本来の {expected} バイトと異なります。コピーが途中で切れた可能性があります。コピーし直してください。',
  'error.release.signatureInvalid':
    '署名 {file} がマニフェストと合いません。いずれかが改変されています。この提供データは使わず、提供元に問い合わせてください。',
  'error.release.unsafePath':
    '提供データの外にあるファイル({file})が指定されているため、拒否しました。提供元に修正版を依頼してください。',
  'error.release.archiveInvalid':
    'zip を読めません。{file} が破損・暗号化・重複しています。コピーし直すか、展開してフォルダーを開いてください。',
  'error.release.archiveBomb':
    'zip を拒否しました。{file} を展開すると {limitBytes} バイトを超えるか、圧縮率が異常です。信頼できる場合は自分で展開し、フォルダーを開いてください。',
  'error.release.fileTooLarge':
    '{file} は {bytes} バイトあり、このエンジンの上限 {limitBytes} バイトを超えています。ネイティブエンジンで開いてください。',
  'error.release.fileDamaged':
    '{file} は破損しているか途中で切れていて、読めません。コピーし直し、それでも同じ場合は提供元に問い合わせてください。',
  'error.release.csvQuote':
    '{file} の {row} 行目:引用符（"）が正しく閉じられていません。行を修正するか、提供元に修正版を依頼してください。',
  'error.release.csvRow':
    '{file} の {row} 行目:項目数が {found} で、本来の {expected} と異なります。行を修正するか、提供元に修正版を依頼してください。',
  'error.release.encoding':
    '{file} の {row} 行目:UTF-8 または Shift_JIS として正しく読めない文字があります。文字コードを提供元に確認してください。',
  'error.release.type':
    '{file} の {row} 行目、列 {column}:値が {type} 型ではありません。値を修正するか、提供元に修正版を依頼してください。',
  'error.release.missingColumn': '{file} に、OMOP CDM の必須列 {column} がありません。',
  'error.release.duplicateColumn': '{file} に列 {column} が複数あります。一つだけ残してください。',
  'error.release.ambiguousTable':
    '{file} と {other} の両方が表 {table} を含んでいます。提供データに属するものだけを残してください。',
  'error.release.nullRequired': '{file}:必須列 {column} が {rows} 行で空です。',
  'error.release.missingTable':
    '提供データに表 {table} がありません。これがないと集計できません。提供元に問い合わせてください。',
  'error.release.duplicateKey': '表 {table}:一意であるべきキー {column} の値が {rows} 行で重複しています。',
  'error.release.danglingReference':
    '表 {table}:{column} の {rows} 行が、提供データにない {target} を参照しています。',

  'release.note.unmanaged':
    'マニフェストがないため、出所・利用目的・完全性を確認できません。最も厳しい出力規則を適用します。',
  'release.note.unsigned': '署名がないため、提供元が作成したものであることを確認できません。',
  'release.note.unknownKey': '信頼済みでない鍵 {keyId} で署名されています。',
  'release.note.expiresSoon': 'この提供データの利用期限は {expires} です。',
  'release.note.noHierarchy':
    'コンセプトの階層(concept_ancestor)がないため、コンセプトセットは指定したコンセプトだけに一致し、下位のコンセプトを含みません。',
  'release.note.hierarchyFromPrefixes':
    'コンセプトの階層がないため、コードの上位桁から Akashi が作成しました。',
  'release.note.conceptsFromSourceCodes':
    'コンセプト表がないため、データ中のコードから Akashi が {concepts} 件のコンセプトを作成しました。',
  'release.note.erasDerived': '表 {table} がないか空のため、OHDSI の規則に従って Akashi が導出しました。',
  'release.note.tableAbsent': '提供データに表 {table} がありません。',
  'release.note.columnAbsent': '表 {table} に列 {column} がないため、空として扱います。',
  'release.note.nullRequired': '表 {table}:OMOP CDM の必須列 {column} が {rows} 行で空です。',
  'release.note.danglingReference':
    '表 {table}:{column} の {rows} 行が、提供データにないものを参照しています。',
  'release.note.implausibleDate':
    '表 {table}:{column} の {rows} 行が、あり得ない日付です(1900 年より前、または 1 年以上先)。',
  'release.note.endBeforeStart': '表 {table}:{rows} 行で、終了日が開始日より前です。',
  'release.note.populationDiffers': 'マニフェストの人数は {stated} 人ですが、表 person は {found} 人です。',
  'release.note.fileIgnored': '{file} は提供データの表ではないため、読み込みませんでした。',
} as const;
