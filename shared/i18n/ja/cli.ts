/** Messages of the command line. */
export const cli = {
  'cli.help': `証 Akashi — 提供された医療情報をオフラインで解析する作業台

akashi demo [--out DIR] [--persons N] [--seed S] [--kind anonymized|pseudonymized]
    合成のデモリリースを作り、例示コホートを生成して報告書を書き出します
akashi open RELEASE
    リリース（フォルダまたは .zip）を検証し、概要を示します
akashi cohorts RELEASE --definitions PATH… --out FILE
    Circe のコホート定義（ファイルまたはフォルダ）をひとつの表（.parquet または .csv）に生成します
akashi study RELEASE STUDY.json --out DIR [--reports FILE…]
    研究ファイルを実行し、報告書（HTML）・結果（JSON）・表（CSV）・図（SVG）を書き出します。
    研究は、治療の比較、または有害事象（薬を使った全員と、使わなかった同じような人）です
    --reports  有害事象の研究に並べる自発報告の表。なければ、リリースにある報告を使います
akashi study --schema
    研究ファイルの形式（JSON Schema）を表示します

どのコマンドも --json（結果を標準出力、メッセージを標準エラーへ）と --lang ja|en を受け付けます。
終了コード: 0 成功、1 失敗、2 使い方の誤り。`,
  'cli.demoDone': 'デモリリース: {release}\n報告書: {report}',
  'cli.demoFolder': '{persons} 人のデモリリース（シード {seed}）を {folder} に作成します',
  'cli.card.kind': '種別',
  'cli.card.provider': '提供元',
  'cli.card.purpose': '利用目的',
  'cli.card.expires': '利用期限',
  'cli.card.persons': '人数',
  'cli.card.coverage': '観察期間',
  'cli.card.signature': '署名',
  'cli.card.digest': 'ダイジェスト',
  'cli.card.tables': '表',
  'cli.card.notes': '注意',
  'cli.card.none': '記載なし',
  'cli.cohort.line': '{name}: {persons}、{milliseconds} ms',
  'cli.cohort.persons': '{count} {count|人|人}',
  'cli.cohort.withheld': '{below} 人未満',
  'cli.cohorts.done':
    '{all} 件中 {generated} 件の定義を生成し、{rows} 行を {out} に書き出しました（{seconds} 秒）',
  'error.cli.usage': '使い方が正しくありません: {problem}。akashi --help をご覧ください。',
  'cli.study.effect': '{of}: {measure} 調整後 {adjusted}、粗 {crude}',
  'cli.study.tooFew': '{of}: 少なすぎて言えません',
  'cli.study.blinded': '{of}: 診断に適合しないため表示しません（{failed}）',
  'cli.safety.group': '{role}{name}: {persons} 人、{years} 人年',
  'cli.safety.role.exposed': '曝露群',
  'cli.safety.role.unexposed': '非曝露群',
  'cli.safety.role.comparator': '実薬対照群',
  'cli.safety.maySignal': '陰性対照 {asked} のうち {estimable} が推定可能: ● はシグナル（較正、二重 FDR）',
  'cli.safety.noSignal':
    'シグナルとは呼びません: 推定できる陰性対照は {asked} のうち {estimable}（{fewest} 以上が必要）',
  'cli.safety.leading': '上位の有害事象（{name}、各群の 1,000 人年あたり）:',
  'cli.safety.event': '{mark}{event}: {rates}、率比 {ratio}、二重 FDR 後の p {p}',
  'cli.study.done': '報告書: {report}（{files} ファイル、{seconds} 秒）',
} as const;
