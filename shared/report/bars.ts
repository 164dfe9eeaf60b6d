import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { isWithheld } from '../disclosure/publishedCount.ts';
import type { Locale } from '../i18n/translate.ts';
import { barLength, countText } from './charts/countText.ts';
import { type Html, html, inBoth } from './html.ts';

/** One bar: its label in each language and the count it stands for. */
export interface Bar {
  readonly label: (locale: Locale) => string;
  readonly count: PublishedCount;
  readonly tone?: 'first' | 'second';
}

const width = 720;
const row = 24;
const barHeight = 15;
const colours = { first: '#0072b2', second: '#d55e00' } as const;

/**
 * Horizontal bars with their counts beside them. A withheld small count is an outlined, dashed bar up to its limit,
 * a complementary one has no bar; both say so in their text.
 */
export function horizontalBars(bars: readonly Bar[], title: (locale: Locale) => string): Html {
  const labelWidth = 240;
  const most = Math.max(1, ...bars.map(({ count }) => barLength(count)));
  const scale = (width - labelWidth - 90) / most;
  return picture(bars.length * row + 6, title, [
    html`${bars.map((bar, i) => {
      const y = i * row + 3;
      const length = Math.max(barLength(bar.count) > 0 ? 1 : 0, barLength(bar.count) * scale);
      return html`<text x="${labelWidth - 8}" y="${y + 12}" text-anchor="end">${inBoth((locale) => shorten(bar.label(locale), 18, locale), 'tspan')}</text>
${rectangle(labelWidth, y, length, barHeight, bar)}<text x="${labelWidth + length + 6}" y="${y + 12}" class="quiet">${inBoth((locale) => countText(locale, bar.count), 'tspan')}</text>`;
    })}`,
  ]);
}

/** Upright bars over ordered periods; every `every`-th has its label. */
export function uprightBars(
  periods: readonly { readonly label: string; readonly count: PublishedCount }[],
  title: (locale: Locale) => string,
): Html {
  const height = 150;
  const most = Math.max(1, ...periods.map(({ count }) => barLength(count)));
  const step = (width - 60) / Math.max(1, periods.length);
  const every = Math.ceil(periods.length / 12);
  return picture(height + 30, title, [
    html`<line x1="50" y1="${height}" x2="${width}" y2="${height}" stroke="#c9cbc6"/>
<text x="44" y="14" text-anchor="end" class="quiet">${most}</text><text x="44" y="${height}" text-anchor="end" class="quiet">0</text>`,
    html`${periods.map(({ label, count }, i) => {
      const length = (barLength(count) / most) * (height - 8);
      const x = 52 + i * step;
      const bar = rectangle(x, height - length, Math.max(1, step * 0.8), length, {
        label: () => label,
        count,
      });
      return html`${bar}${i % every === 0 ? html`<text x="${x}" y="${height + 16}" class="quiet">${label}</text>` : null}`;
    })}`,
  ]);
}

/** Two bars a row, left and right of the labels in the middle: an age pyramid, oldest on top. */
export function pyramid(
  bands: readonly { readonly label: string; readonly left: PublishedCount; readonly right: PublishedCount }[],
  title: (locale: Locale) => string,
  sides: readonly [(locale: Locale) => string, (locale: Locale) => string],
): Html {
  const half = width / 2;
  const gap = 34;
  const most = Math.max(1, ...bands.flatMap(({ left, right }) => [barLength(left), barLength(right)]));
  const scale = (half - gap - 60) / most;
  const rows = [...bands].reverse();
  return picture(rows.length * 18 + 24, title, [
    html`<text x="${half - gap}" y="12" text-anchor="end">${inBoth(sides[0], 'tspan')}</text><text x="${half + gap}" y="12">${inBoth(sides[1], 'tspan')}</text>`,
    html`${rows.map(({ label, left, right }, i) => {
      const y = 20 + i * 18;
      const [l, r] = [barLength(left) * scale, barLength(right) * scale];
      return html`<text x="${half}" y="${y + 11}" text-anchor="middle" class="quiet">${label}</text>
${rectangle(half - gap - l, y, l, 13, { label: () => label, count: left })}<text x="${half - gap - l - 5}" y="${y + 11}" text-anchor="end" class="quiet">${inBoth((locale) => countText(locale, left), 'tspan')}</text>
${rectangle(half + gap, y, r, 13, { label: () => label, count: right, tone: 'second' })}<text x="${half + gap + r + 5}" y="${y + 11}" class="quiet">${inBoth((locale) => countText(locale, right), 'tspan')}</text>`;
    })}`,
  ]);
}

function rectangle(x: number, y: number, w: number, h: number, bar: Bar): Html {
  const colour = colours[bar.tone ?? 'first'];
  const box = html`x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${w.toFixed(1)}" height="${h.toFixed(1)}"`;
  return isWithheld(bar.count)
    ? html`<rect ${box} fill="none" stroke="${colour}" stroke-dasharray="3 3"/>`
    : html`<rect ${box} fill="${colour}"/>`;
}

function picture(height: number, title: (locale: Locale) => string, parts: readonly Html[]): Html {
  const label = `${title('ja')} / ${title('en')}`;
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${parts}</svg>`;
}

/** Text cut to what fits: `most` full-width characters, or twice as many Latin ones. */
function shorten(text: string, most: number, locale: Locale): string {
  const limit = locale === 'ja' ? most : most * 2;
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
