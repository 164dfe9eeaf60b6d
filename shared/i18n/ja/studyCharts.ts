/** Messages of the charts of comparative studies. */
export const studyCharts = {
  'chart.preference.axis': '選好スコア',
  'chart.preference.share': '群のなかの割合',
  'chart.studyLove.axis': '標準化差の絶対値（○ 調整前　● 調整後）',
  'chart.incidence.days': '日',
  'chart.incidence.atRisk': '追跡中の人数',
  'chart.controls.estimate': '陰性対照の推定値（真の値は 1）',
  'chart.controls.error': '標準誤差',
  'chart.controls.control': '陰性対照',
  'chart.tipping.difference': '群間の存在割合の差',
  'chart.tipping.ratio': 'アウトカムへのリスク比',
  'chart.dose.dose': '用量',
} as const;
