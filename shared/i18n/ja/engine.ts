/** Messages of one area; see translate.ts. */
export const engine = {
  'error.cancelled': 'キャンセルしました。',
  'error.engine.query':
    'データベースが処理できませんでした（{reason}）。開いているリリースなどはそのまま使えます。繰り返し起きる場合は、この文面を添えてご報告ください。',
  'error.engine.outOfMemory':
    'メモリの上限（{limitBytes}バイト）を超えました。ほかのアプリを終了するか、コホートを小さくするか、メモリの多いコンピューターで実行してください。',
  'error.engine.closed': '処理中にリリースが閉じられました。もう一度開いてください。',
  'error.engine.refused':
    '許可されていない操作です（{what}）。リリースを開いた後は、そのリリースのファイル以外にはアクセスできません。',
  'error.engine.unavailable':
    'このコンピューターではデータベースエンジン「{engine}」を起動できません。設定でもう一方のエンジンを選んでください。',
} as const;
