/** Messages of the desktop around the window: native menu, dialogs. */
export const shell = {
  'menu.quit': '終了',
  'menu.cut': '切り取り',
  'menu.copy': 'コピー',
  'menu.paste': '貼り付け',
  'menu.selectAll': 'すべて選択',
  'menu.resetZoom': '実際のサイズ',
  'menu.zoomIn': '拡大',
  'menu.zoomOut': '縮小',
  'menu.fullScreen': 'フルスクリーン',

  'dialog.openFolder': 'リリースのフォルダーを開く',
  'dialog.openArchive': 'リリースの zip を開く',
  'dialog.archiveFilter': 'リリース（zip）',
  'dialog.chooseFolder': '空のフォルダーを選択',
  'dialog.chooseStart': 'ダイアログを開く場所を選択',
  'dialog.openProject': 'プロジェクトを開く',
  'dialog.saveProject': 'プロジェクトを保存',
  'dialog.projectFilter': 'Akashi プロジェクト',
  'dialog.trustKey': '鍵「{name}」を信頼しますか？',
  'dialog.trustKeyDetail':
    '鍵 ID: {keyId}\n指紋 (SHA-256): {fingerprint}\n\n提供者から別の経路（書面や電話など）で受け取った指紋と一致することを確かめてください。この鍵で署名されたリリースは、以後「有効な署名」と表示されます。',
  'dialog.trust': '一致を確かめたので信頼する',
  'dialog.doNotTrust': '信頼しない',
  'dialog.save': '保存',
  'dialog.saveFailed': 'ファイルを保存できませんでした。',
  'dialog.saveFailedDetail':
    '{path}：{reason}。別の保存先を選ぶか、空き容量を確保してから、もう一度保存してください。',
  'dialog.pageDied': 'ウィンドウが応答しなくなりました。',
  'dialog.pageDiedDetail':
    '画面を読み込み直します。患者データは読み取っただけで、リリースの内容は変わっていません。',
} as const;
