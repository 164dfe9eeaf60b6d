import type { SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';

/** A row of a table without persons, for what only counts reports. */
export function emptyRow(code: string): SafetyRow<number> {
  return { id: code, code, name: code, parents: [], level: 0, groups: [], against: [] };
}

/** A CSV text of rows; fields are quoted where they must be, or everywhere. */
export function csv(
  rows: readonly (readonly string[])[],
  { delimiter = ',', end = '\n', quote = false }: { delimiter?: string; end?: string; quote?: boolean } = {},
): string {
  const field = (text: string): string =>
    quote || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(field).join(delimiter)).join(end) + end;
}

/** Header names of the files of JADER as the PMDA publishes them. */
export const jaderHeaders = {
  demo: [
    '識別番号',
    '報告回数',
    '性別',
    '年齢',
    '体重',
    '身長',
    '報告年度・四半期',
    '状況',
    '報告の種類',
    '報告者の資格',
    'E2B',
  ],
  drug: [
    ...['識別番号', '報告回数', '医薬品連番', '医薬品の関与', '医薬品（一般名）', '医薬品（販売名）', '経路'],
    ...['投与開始日', '投与終了日', '投与量', '投与単位', '分割投与回数', '使用理由', '医薬品の処置'],
    ...['再投与による再発の有無', 'リスク区分等'],
  ],
  reac: ['識別番号', '報告回数', '有害事象連番', '有害事象', '転帰', '有害事象の発現日'],
  hist: ['識別番号', '報告回数', '原疾患等連番', '原疾患等'],
} as const;
