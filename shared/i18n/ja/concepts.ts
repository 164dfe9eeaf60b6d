/** コンセプトの検索・階層・コンセプトセット. */
export const concepts = {
  'error.concept.unknown': 'コンセプト {id} はこのリリースの語彙にありません。',
} as const;
