import type { MessageKey, MessageParams } from '../i18n/translate.ts';
import { formatNumber } from '../i18n/translate.ts';
import type { ReleaseCard, ReleaseNote } from '../release/releaseCard.ts';
import { eitherWay, type Html, html, inBoth, message } from './html.ts';

/** The release card of a report: what the data is, from whom, for what purpose and until when, and what is missing. */
export function releaseSection(card: ReleaseCard): Html {
  const { terms } = card;
  return html`<section><h2>${message('report.release')}</h2>
<dl class="facts">
${fact('report.release.id', html`${card.releaseId}`)}
${fact('report.release.kind', message(`report.kind.${card.kind}`))}
${card.provider ? fact('report.release.provider', html`${eitherWay(card.provider.name)}${card.provider.certification ? html` — ${card.provider.certification}` : null}`) : null}
${fact('report.release.model', html`${card.model.name} ${card.model.version}`)}
${fact('report.release.released', html`${card.released ?? '—'}`)}
${fact('report.release.coverage', html`${card.coverage ? `${card.coverage.first} – ${card.coverage.last}` : '—'}`)}
${fact('report.release.persons', number(card.persons))}
${fact('report.release.purpose', eitherWay(terms.purpose ?? '—'))}
${fact('report.release.licensee', eitherWay(terms.licensee ?? '—'))}
${fact('report.release.expires', html`${terms.expires ?? '—'}`)}
${fact('report.release.rules', message('report.release.rules.value', { rules: terms.outputRules, below: terms.minimumCell }))}
${fact('report.release.signature', signature(card))}
${fact('report.release.digest', html`<code>${card.digest}</code>`)}
</dl>
${card.notes.map((note) => html`<p class="note">${noteText(note)}</p>`)}
<details><summary>${message('report.release.tables')}</summary>
<table><thead><tr><th>${message('report.table')}</th><th class="n">${message('report.rows')}</th><th>${message('report.origin')}</th></tr></thead>
<tbody>${card.tables
    .filter(({ origin }) => origin !== 'absent')
    .map(
      ({ table, rows, origin }) =>
        html`<tr><td><code>${table}</code></td><td class="n">${number(rows)}</td><td>${message(origin === 'derived' ? 'report.origin.derived' : 'report.origin.release')}</td></tr>`,
    )}</tbody></table></details></section>`;
}

function fact(key: MessageKey, value: Html): Html {
  return html`<dt>${message(key)}</dt><dd>${value}</dd>`;
}

function number(value: number): Html {
  return inBoth((locale) => formatNumber(locale, value, 0));
}

function signature({ signature: state }: ReleaseCard): Html {
  switch (state.state) {
    case 'trusted':
      return message('report.signature.trusted', { key: state.keyName });
    case 'unknownKey':
      return message('report.signature.unknownKey', { key: state.keyId });
    case 'unsigned':
      return message('report.signature.unsigned');
  }
}

function noteText(note: ReleaseNote): Html {
  const { code, ...params } = note;
  return message(`release.note.${code}`, params as MessageParams);
}
