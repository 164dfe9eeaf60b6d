import type { Job } from '../../../shared/engine/job.ts';
import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import type { MessageKey } from '../../../shared/i18n/translate.ts';
import type { ReleaseCard } from '../../../shared/release/releaseCard.ts';
import { createNodeWorkbench } from '../../host/nodeWorkbench.ts';
import type { Terminal } from '../terminal.ts';

/** `akashi open`: verifies a release and prints its card. */
export async function runOpen(options: { release: string }, terminal: Terminal, job: Job): Promise<void> {
  const workbench = createNodeWorkbench();
  try {
    const card = await workbench.run('release.open', { locator: options.release }, job);
    printCard(card, terminal);
    terminal.result({ ok: true, release: card });
  } finally {
    await workbench.close();
  }
}

function printCard(card: ReleaseCard, terminal: Terminal): void {
  const none = terminal.text('cli.card.none');
  const field = (key: MessageKey, value: string) => terminal.line(`${terminal.text(key)}: ${value}`);
  terminal.line(inLanguage(card.title, terminal.locale));
  field('cli.card.kind', terminal.text(`kind.${card.kind}`));
  field('cli.card.provider', inLanguage(card.provider?.name ?? none, terminal.locale));
  field('cli.card.purpose', inLanguage(card.terms.purpose ?? none, terminal.locale));
  field('cli.card.expires', card.terms.expires ?? none);
  field('cli.card.persons', terminal.number(card.persons));
  field('cli.card.coverage', card.coverage ? `${card.coverage.first} … ${card.coverage.last}` : none);
  field('cli.card.signature', terminal.text(`signature.${card.signature.state}`));
  field('cli.card.digest', card.digest);
  terminal.line(`${terminal.text('cli.card.tables')}:`);
  for (const { table, rows, origin } of card.tables) {
    if (origin !== 'absent')
      terminal.line(
        `  ${table} ${terminal.number(rows)}${origin === 'derived' ? ` (${terminal.text('tables.origin.derived')})` : ''}`,
      );
  }
  if (card.notes.length > 0) terminal.line(`${terminal.text('cli.card.notes')}:`);
  for (const note of card.notes) {
    const { code, ...params } = note;
    terminal.line(`  ${terminal.text(`release.note.${code}`, params)}`);
  }
}
