/** Messages of drafts: names of changes, keeping, versions. */
export const drafts = {
  'change.importedOne': '「{name}」の読み込み',
  'change.imported': '定義 {count} 件の読み込み',
  'change.combined': '組み合わせ「{name}」の作成',
  'change.addedDraft': '下書き「{name}」の作成',
  'change.discardedDraft': '下書き「{name}」の破棄',
  'change.renamed': '名前を「{name}」に変更',
  'change.saved': '「{name}」の保存',
  'change.restoredVersion': '{at} の版に戻す',
  'change.earlier': '以前の変更',

  'drafts.copyOf': '{name}のコピー',
  'drafts.notKept':
    'この画面での作業を保存できません（ブラウザーの保存領域が使えません）。閉じる前に定義を書き出してください。',
  'drafts.storageFull':
    '保存領域がいっぱいで、最後の変更を保存できませんでした。ディスクの空きを増やすか、不要な下書きを破棄してください。次の変更のときにもう一度保存します。',
  'drafts.otherWindow':
    '「{name}」は別のウィンドウでも編集されていました。この画面の内容を残し、もう一方は版として保存しました。',
  'drafts.setAside':
    '保存されていた作業のうち {count} 件を読み取れなかったため、別に退避しました。ほかの作業はそのままです。',
} as const;
