import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import { countText, withholding } from './countText.ts';

/**
 * The line under a chart: how many, from which release, what was withheld.
 * @param n null where the whole may not be known
 * @param counts every count that the chart shows
 */
export function chartCaption(
  locale: Locale,
  n: PublishedCount | null,
  releaseId: string,
  counts: readonly PublishedCount[],
): string {
  const { small, complementary, below } = withholding(counts);
  const parts = [
    ...(n === null ? [] : [translate(locale, 'chart.caption.n', { n: countText(locale, n) })]),
    translate(locale, 'chart.caption.release', { release: releaseId }),
  ];
  if (below !== null && small) parts.push(translate(locale, 'chart.caption.small', { below }));
  if (complementary) parts.push(translate(locale, 'chart.caption.complementary'));
  return parts.join(locale === 'ja' ? '　' : ' · ');
}
