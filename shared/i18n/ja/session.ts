/** Messages of working with cohorts on an open release. */
export const session = {
  'error.cohort.unknown': 'このコホートはもう一覧にありません。',
  'error.cohort.notGenerated': '{name} はこのリリースでまだ生成されていません。先に実行してください。',
  'error.cohort.stale': '{name} は生成後に定義が変わりました。再計算してから使ってください。',
  'error.cohort.noneUsable': '使える定義がひとつもありません。それぞれの問題は上に示したとおりです。',
  'error.cohort.isAStudy':
    '{name} はコホート定義ではなく研究です。「akashi study RELEASE {name}.json --out DIR」で実行するか、アプリで研究として読み込んでください。',
  'error.cohort.duplicateName':
    '{name} という名前の定義ファイルがふたつあり、表の中の ID が重なります。どちらかの名前を変えてください。',
  'error.cohort.tooNear':
    '「{name}」の人数は、先に表示した人数と数人しか違わないため（差から少数の人が分かってしまうため）、内訳も表示できません。定義をはっきり変えるか、先に表示したコホートをそのまま使ってください。',
  'error.cohort.tooFewPersons':
    '{name} は {below} 人未満のため、特性を集計しません。個人が推測されるおそれがあります。',
  'error.cohort.tooAlike':
    '{name} は、先に特性を表示した {other} と {below} 人未満しか違いません。並べると、その少数の人の特性が逆算できるため表示しません。',
} as const;
