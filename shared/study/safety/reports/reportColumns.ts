/** What a column of a report file holds. */
export type ReportColumn = 'drug' | 'event' | 'count' | 'report' | 'role';

/** Places of the columns that are known. */
export type ReportColumns = Readonly<Partial<Record<ReportColumn, number>>>;

/**
 * Names of columns in Japanese and English, those preferred first: a code says exactly what a name only may. Spaces,
 * brackets and punctuation in them do not matter.
 */
const known: Readonly<Record<ReportColumn, readonly string[]>> = {
  drug: [
    ...[
      'drugcode',
      '医薬品コード',
      '薬剤コード',
      '薬品コード',
      'yjcode',
      'yjコード',
      'yj',
      'atccode',
      'atcコード',
      'atc',
    ],
    ...[
      '医薬品一般名',
      '医薬品名一般名',
      '一般名',
      '成分名',
      '一般的名称',
      'ingredient',
      'genericname',
      'activesubstance',
      'activeingredient',
    ],
    ...[
      '医薬品',
      '医薬品名',
      '薬剤',
      '薬剤名',
      '薬品名',
      'drug',
      'drugname',
      'medicinalproduct',
      'product',
      'var1',
    ],
    ...['医薬品販売名', '販売名', 'brandname', 'drugconceptid'],
  ],
  event: [
    ...[
      'eventcode',
      '有害事象コード',
      '副作用コード',
      '事象コード',
      'icd10code',
      'icd10コード',
      'icd10',
      'icd',
      'code',
      'コード',
    ],
    ...[
      '有害事象',
      '有害事象名',
      '有害事象pt',
      '副作用',
      '副作用名',
      '副作用pt',
      '事象',
      '基本語',
      'pt',
      'preferredterm',
      'meddrapt',
      'ptname',
    ],
    ...[
      'event',
      'eventname',
      'adverseevent',
      'adverseeventterm',
      'adversereaction',
      'reaction',
      'reactionpt',
      'ae',
      'var2',
      'eventconceptid',
    ],
  ],
  count: [
    '件数',
    '報告件数',
    '報告数',
    '例数',
    'count',
    'counts',
    'reports',
    'numberofreports',
    'nreports',
    'n',
  ],
  report: ['識別番号', '報告番号', '症例番号', 'reportid', 'caseid', 'safetyreportid', 'primaryid', 'id'],
  role: ['医薬品の関与', '関与', 'role', 'rolecode', 'rolecod', 'drugcharacterization'],
};

/** Names to tell somebody whose columns are not known. */
export const expectedColumns = '医薬品・有害事象・件数 / drug, event, count';

function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}

/** Places of what is known of a header; of several names for the same the preferred one. */
export function reportColumns(header: readonly string[]): ReportColumns {
  const keys = header.map(columnKey);
  const found: Partial<Record<ReportColumn, number>> = {};
  for (const column of Object.keys(known) as ReportColumn[]) {
    const name = known[column].find((each) => keys.includes(each));
    if (name !== undefined) found[column] = keys.indexOf(name);
  }
  return found;
}

/** The four files of JADER (医薬品副作用データベース of the PMDA), told by their headers. */
export type JaderPart = 'DEMO' | 'DRUG' | 'REAC' | 'HIST';

/** Which file of JADER a header is of; null: of none, as is one that has drug and event together. */
export function jaderPart(header: readonly string[]): JaderPart | null {
  const keys = new Set(header.map(columnKey));
  const { report, drug, event } = reportColumns(header);
  if (report === undefined) return null;
  if (drug !== undefined && event !== undefined) return null;
  if (drug !== undefined) return 'DRUG';
  if (event !== undefined) return 'REAC';
  if (keys.has('原疾患等')) return 'HIST';
  return keys.has('性別') || keys.has('年齢') || keys.has('報告年度四半期') ? 'DEMO' : null;
}
