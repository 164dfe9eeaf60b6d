import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import type { CohortCharacteristics, EventFeature } from '../features/characterisationApi.ts';
import { inLanguage } from '../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../i18n/translate.ts';
import type { Attrition, CohortPage } from '../workbenchApi.ts';
import { type Bar, horizontalBars, pyramid, uprightBars } from './bars.ts';
import { countText, shareText, withholding } from './charts/countText.ts';
import { eitherWay, type Html, html, inBoth, message } from './html.ts';

/** One cohort of a report: size, attrition, characteristics at and around index, definition and provenance. */
export function cohortSection(page: CohortPage, around: CohortCharacteristics | null, number: number): Html {
  const { summary } = page;
  return html`<section class="cohort" id="cohort-${number}"><h2>${number}. ${eitherWay(summary.title)}</h2>
<p>${message('report.cohort.size', {})} ${count(summary.persons)} ${message('report.cohort.persons')} · ${count(summary.entries)} ${message('report.cohort.entries')}
${page.duration ? html` · ${message('report.cohort.duration', wholeDays(page.duration))}` : null}</p>
${page.attrition ? attrition(page.attrition) : html`<p class="note">${message('report.cohort.notGenerated')}</p>`}
${page.attrition ? characteristics(page) : null}
${around ? recordsAroundIndex(around) : null}
${withheldNote([...countsOf(page), ...(around ? shownFeatures(around).flatMap(countsOfFeature) : [])])}
${provenance(page)}</section>`;
}

function wholeDays(duration: NonNullable<CohortPage['duration']>): Record<string, number> {
  return Object.fromEntries(Object.entries(duration).map(([key, days]) => [key, Math.round(days)]));
}

function count(value: PublishedCount | null): Html {
  return value === null ? html`—` : inBoth((locale) => countText(locale, value));
}

function share(part: PublishedCount, whole: PublishedCount): Html {
  return inBoth((locale) => shareText(locale, part, whole) ?? '—');
}

function attrition(flow: Attrition): Html {
  const enabled = flow.rules.filter((rule) => rule.enabled);
  const bars: Bar[] = [
    { label: (locale) => translate(locale, 'chart.attrition.entry'), count: flow.entry },
    ...enabled.flatMap((rule) =>
      rule.remaining === null
        ? []
        : [{ label: (locale: Locale) => inLanguage(rule.name, locale), count: rule.remaining }],
    ),
    { label: (locale) => translate(locale, 'chart.attrition.final'), count: flow.final, tone: 'second' },
  ];
  const title = (locale: Locale) => translate(locale, 'chart.attrition.title');
  return html`<h3>${message('chart.attrition.title')}</h3><figure>${horizontalBars(bars, title)}</figure>
<table><thead><tr><th>${message('chart.attrition.step')}</th><th class="n">${message('chart.attrition.passes')}</th><th class="n">${message('chart.attrition.aloneRemoves')}</th><th class="n">${message('chart.attrition.remaining')}</th><th class="n">${message('chart.attrition.shareOfEntry')}</th></tr></thead><tbody>
<tr><td>${message('chart.attrition.entry')}</td><td class="n">${count(flow.entry)}</td><td class="n">—</td><td class="n">${count(flow.entry)}</td><td class="n">${share(flow.entry, flow.entry)}</td></tr>
${flow.rules.map(
  (rule) =>
    html`<tr${rule.enabled ? null : html` class="off"`}><td>${eitherWay(rule.name)}${rule.enabled ? null : html`（${message('chart.attrition.off')}）`}</td><td class="n">${count(rule.passes)}</td><td class="n">${count(rule.aloneRemoves)}</td><td class="n">${count(rule.remaining)}</td><td class="n">${rule.remaining === null ? '—' : share(rule.remaining, flow.entry)}</td></tr>`,
)}
<tr><td>${message('chart.attrition.final')}</td><td class="n">—</td><td class="n">—</td><td class="n">${count(flow.final)}</td><td class="n">${share(flow.final, flow.entry)}</td></tr></tbody></table>
${
  flow.exits.length === 0
    ? null
    : html`<h3>${message('chart.exits.title')}</h3><table><tbody>${flow.exits.map(
        ({ reason, persons }) =>
          html`<tr><td>${message(`chart.exit.${reason}`)}</td><td class="n">${count(persons)}</td></tr>`,
      )}</tbody></table>`
}`;
}

function characteristics(page: CohortPage): Html {
  const bands = page.ageAtIndex.map(({ from, to, male, female }) => ({
    label: to === null ? `${from}–` : `${from}–${to}`,
    left: male,
    right: female,
  }));
  const periods = page.calendar.periods.map(({ period, entries }) => ({ label: period, count: entries }));
  const whole = page.summary.persons ?? 0;
  return html`<h3>${message('chart.sex.title')}</h3><table><tbody>${page.sex.map(
    ({ sex, persons }) =>
      html`<tr><td>${message(`chart.sex.${sex}`)}</td><td class="n">${count(persons)}</td><td class="n">${share(persons, whole)}</td></tr>`,
  )}</tbody></table>
<h3>${message('chart.age.title')}</h3><figure>${pyramid(
    bands,
    (locale) => translate(locale, 'chart.age.title'),
    [(locale) => translate(locale, 'chart.sex.male'), (locale) => translate(locale, 'chart.sex.female')],
  )}</figure>
<details><summary>${message('report.asTable')}</summary><table><thead><tr><th>${message('chart.age.band')}</th><th class="n">${message('chart.sex.male')}</th><th class="n">${message('chart.sex.female')}</th><th class="n">${message('chart.sex.unknown')}</th></tr></thead><tbody>${page.ageAtIndex.map(
    ({ from, to, male, female, unknown }) =>
      html`<tr><td>${from}–${to ?? ''}</td><td class="n">${count(male)}</td><td class="n">${count(female)}</td><td class="n">${count(unknown)}</td></tr>`,
  )}</tbody></table></details>
<h3>${message('chart.calendar.title')}</h3><figure>${uprightBars(periods, (locale) => translate(locale, 'chart.calendar.title'))}</figure>
<details><summary>${message('report.asTable')}</summary><table><tbody>${page.calendar.periods.map(
    ({ period, entries }) => html`<tr><td>${period}</td><td class="n">${count(entries)}</td></tr>`,
  )}</tbody></table></details>`;
}

const reportWindows = ['yearBefore', 'index', 'yearAfter'] as const;
const MOST_FEATURES = 15;

/** The records that most persons have in the year before index. */
function shownFeatures({ features }: CohortCharacteristics): readonly EventFeature[] {
  const known = (feature: EventFeature) => {
    const before = feature.persons.yearBefore;
    return isWithheld(before) ? 0 : before;
  };
  return [...features]
    .filter((feature) => known(feature) > 0)
    .sort((one, other) => known(other) - known(one) || one.concept.id - other.concept.id)
    .slice(0, MOST_FEATURES);
}

function countsOfFeature({ persons }: EventFeature): readonly PublishedCount[] {
  return reportWindows.map((window) => persons[window]);
}

function recordsAroundIndex(around: CohortCharacteristics): Html | null {
  const shown = shownFeatures(around);
  if (shown.length === 0) return null;
  return html`<h3>${message('features.title')}</h3><p class="meta">${message('features.aside')}</p>
<table><thead><tr><th>${message('features.concept')}</th><th>${message('features.code')}</th>${reportWindows.map((window) => html`<th class="n">${message(`window.${window}`)}</th>`)}</tr></thead><tbody>${shown.map(
    ({ concept, persons }) =>
      html`<tr><td>${eitherWay(concept.name)}</td><td>${concept.code}</td>${reportWindows.map((window) => html`<td class="n">${count(persons[window])} (${share(persons[window], around.persons)})</td>`)}</tr>`,
  )}</tbody></table>`;
}

function countsOf(page: CohortPage): PublishedCount[] {
  const flow = page.attrition;
  return [
    ...(page.summary.persons === null ? [] : [page.summary.persons]),
    ...(flow
      ? [
          flow.entry,
          flow.final,
          ...flow.rules.flatMap((r) => [r.passes, r.aloneRemoves, r.remaining ?? 0]),
          ...flow.exits.map((e) => e.persons),
        ]
      : []),
    ...page.sex.map(({ persons }) => persons),
    ...page.ageAtIndex.flatMap(({ male, female, unknown }) => [male, female, unknown]),
    ...page.calendar.periods.map(({ entries }) => entries),
  ];
}

function withheldNote(counts: readonly PublishedCount[]): Html | null {
  const { small, complementary, below } = withholding(counts);
  if (!counts.some(isWithheld) || below === null) return null;
  return html`<p class="meta">${small ? message('chart.caption.small', { below }) : null}${small && complementary ? ' · ' : null}${complementary ? message('chart.caption.complementary') : null}</p>`;
}

function provenance({ provenance: from, definitionJson, sql }: CohortPage): Html {
  return html`<h3>${message('report.provenance')}</h3><dl class="facts">
<dt>${message('report.provenance.release')}</dt><dd>${from.releaseId} <code>${from.releaseDigest}</code></dd>
<dt>${message('report.provenance.definition')}</dt><dd><code>${from.definitionHash}</code></dd>
<dt>${message('report.provenance.method')}</dt><dd>${from.method}</dd>
<dt>${message('report.provenance.engine')}</dt><dd>${from.engine} · Akashi ${from.akashiVersion}</dd>
<dt>${message('report.provenance.time')}</dt><dd>${from.generatedAt} (${inBoth((locale) => formatNumber(locale, from.milliseconds, 0))} ms)</dd></dl>
<details><summary>${message('report.definition')}</summary><pre>${definitionJson}</pre></details>
<details><summary>SQL</summary><pre>${sql}</pre></details>`;
}
