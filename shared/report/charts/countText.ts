import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { formatNumber, type Locale } from '../../i18n/translate.ts';

/** A published count as text: `1,204`; `<10` when small; `—*` when withheld to protect a small one. Never 0 for withheld. */
export function countText(locale: Locale, count: PublishedCount): string {
  if (!isWithheld(count)) return formatNumber(locale, count, 0);
  return count.withheld === 'small' ? `<${count.below}` : '—*';
}

/** A share in percent with one decimal, null where either count is withheld or the whole is 0. */
export function shareText(locale: Locale, part: PublishedCount, whole: PublishedCount): string | null {
  if (isWithheld(part) || isWithheld(whole) || whole === 0) return null;
  const percent = new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return percent.format(part / whole);
}

/** Whether any of the counts is withheld, and why: what a caption has to say. */
export function withholding(counts: readonly PublishedCount[]): {
  readonly small: boolean;
  readonly complementary: boolean;
  readonly below: number | null;
} {
  const withheld = counts.filter(isWithheld);
  return {
    small: withheld.some((count) => count.withheld === 'small'),
    complementary: withheld.some((count) => count.withheld === 'complementary'),
    below: withheld[0]?.below ?? null,
  };
}

/**
 * How long the bar of a count is: its value; for a withheld small one the limit that it lies below (drawn dashed, so
 * that it says "somewhere under"); 0 for a complementary one.
 */
export function barLength(count: PublishedCount): number {
  if (!isWithheld(count)) return count;
  return count.withheld === 'small' ? count.below : 0;
}
