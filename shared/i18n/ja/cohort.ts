/** Messages of one area; see translate.ts. */
export const cohort = {
  'error.definition.notJson':
    '{definition} は正しい JSON ではありません（{line} 行 {column} 列目で読み取れなくなりました）。定義をもう一度書き出し、ファイル全体を読み込んでください。',
  'error.definition.notCirce':
    '{definition} は Circe のコホート定義ではありません（{path} がないか、空です）。ATLAS の「Export › JSON」で書き出したものを使ってください。',
  'error.definition.invalidValue':
    '{definition}：{path} の値は使用できません。指定できる値：{expected}。修正してから、もう一度読み込んでください。',
  'error.definition.missingConceptSet':
    '{definition}：{path} が参照するコンセプトセット {conceptSetId} は定義に含まれていません。コンセプトセットを追加するか、参照先を変更してください。',
  'error.definition.missingTable':
    '{definition} には {table} が必要ですが、OMOP CDM 5.4 またはこのリリースにはありません。該当する条件を削除するか、{table} を含むリリースを開いてください。',
  'error.draft.tooManyEvents':
    'エントリーイベントが {limit} 件を超えるため、編集中の人数は表示できません。最初のイベントに限定するか、エントリーイベントの条件を絞ってください。コホートの作成はそのまま実行できます。',
} as const;
