/** Messages of the hosts. */
export const host = {
  'error.unexpected':
    '予期しない問題が起きました（{name}）。失われたものはありません。もう一度お試しください。',
  'error.host.died':
    'リリースを保持している処理が停止したため、新しく起動し直しました。リリースをもう一度開いてください。定義と設定は保持されています。',
  'error.host.unknownOperation': '「{operation}」という操作はありません。',
  'error.host.invalidInput': '操作「{operation}」に渡された値が正しくありません（{path}）。',
  'error.host.noRelease': 'リリースが開かれていません。先にリリースを開いてください。',
  'error.host.unsupported':
    'この環境では実行できません：{what}。デスクトップ版のネイティブエンジンをお使いください。',
  'error.file.notFound': '{path} が見つかりません。ファイル名とフォルダーを確認してください。',
  'error.file.unreadable':
    '{path} を読み込めません。アクセス権と、ほかのアプリが使用していないかを確認してください。',
  'error.file.unwritable': '{path} に書き込めません。別の場所を選ぶか、アクセス権を確認してください。',
  'error.file.diskFull':
    'ディスクの空き容量が足りないため、{path} を書き込めませんでした。空きを増やしてから、もう一度お試しください。',
} as const;
