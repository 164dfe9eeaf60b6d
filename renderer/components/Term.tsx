import BookOpen from 'lucide-react/icons/book-open';
import CircleHelp from 'lucide-react/icons/circle-help';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Popover, Button as PressTarget } from 'react-aria-components';
import { type TermId, termOf } from '../../shared/i18n/glossaryTerms.ts';
import { useApp, useTexts } from '../state/AppContext.tsx';
import { Button } from './Button.tsx';

interface TermProps {
  readonly id: TermId;
  /** How the term is called here; its name in the glossary when left out. */
  readonly children?: ReactNode;
}

/** A word that explains itself: underlined with dots, it opens what the glossary says of it. */
export function Term({ id, children }: TermProps) {
  const { t } = useTexts();
  return (
    <DialogTrigger>
      <PressTarget className="term">{children ?? t(`term.${id}`)}</PressTarget>
      <TermPopover id={id} />
    </DialogTrigger>
  );
}

/** The same beside a title that must stay plain text: a question mark. */
export function TermHelp({ id }: { readonly id: TermId }) {
  const { t } = useTexts();
  return (
    <DialogTrigger>
      <PressTarget className="term-help" aria-label={t('glossary.help', { term: t(`term.${id}`) })}>
        <CircleHelp size={14} aria-hidden />
      </PressTarget>
      <TermPopover id={id} />
    </DialogTrigger>
  );
}

function TermPopover({ id }: { readonly id: TermId }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { reading, source } = termOf(id);
  return (
    <Popover className="popover term-popover" placement="bottom start">
      <Dialog aria-label={t(`term.${id}`)}>
        {({ close }) => (
          <>
            <header>
              <Heading slot="title">{t(`term.${id}`)}</Heading>
              {locale === 'ja' && <span className="term-reading">{reading}</span>}
            </header>
            <p>{t(`term.${id}.about`)}</p>
            <footer>
              <small>
                {t('glossary.source')}: {source}
              </small>
              <Button
                kind="quiet"
                icon={BookOpen}
                onPress={() => {
                  close();
                  app.store.setState({ dialog: 'glossary', term: id });
                }}
              >
                {t('glossary.open')}
              </Button>
            </footer>
          </>
        )}
      </Dialog>
    </Popover>
  );
}
