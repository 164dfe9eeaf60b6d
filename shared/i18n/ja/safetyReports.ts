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
} as const;
