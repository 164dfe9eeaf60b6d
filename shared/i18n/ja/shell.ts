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
  'dialog.save': '保存',
  'dialog.saveFailed': 'ファイルを保存できませんでした。',
  'dialog.saveFailedDetail':
    '{path}：{reason}。別の保存先を選ぶか、空き容量を確保してから、もう一度保存してください。',
  'dialog.pageDied': 'ウィンドウが応答しなくなりました。',
  'dialog.pageDiedDetail':
    '画面を読み込み直します。患者データは読み取っただけで、リリースの内容は変わっていません。',
} as const;
