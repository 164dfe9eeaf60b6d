/** Messages of the adverse event screens. */
export const safety = {
  'nav.safety': '有害事象',
  'command.go.safety': '有害事象へ移動',
  'command.safety.new': '有害事象研究を新規作成…',
  'command.safety.addShipped': '付属の有害事象研究を追加',
  'safety.none': '有害事象の研究はまだありません',
  'safety.noneText':
    '薬を使用したすべての人を分母に、使用しなかった人、ほかの薬を使用した人と並べて見ます。付属の研究から始めるか、薬剤を選んでください。',
  'safety.filter.job': '「{name}」の絞り込み',
  'safety.refine.job': '「{name}」を詳しく調べています',
} as const;
