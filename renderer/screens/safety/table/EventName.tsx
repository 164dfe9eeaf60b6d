import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTexts } from '../../../state/AppContext.tsx';
import type { EventLine } from './eventRows.ts';

interface EventNameProps {
  readonly line: EventLine;
  readonly marked: 'raised' | 'lowered' | null;
  readonly signal: boolean;
  readonly onOpen: (id: string, open: boolean) => void;
}

/** An outcome by name, as deep as it stands, with what was found of it in words. */
export function EventName({ line: { row, depth, open }, marked, signal, onOpen }: EventNameProps) {
  const { t, own } = useTexts();
  return (
    <span className="event-name" style={{ paddingInlineStart: depth * 14 }}>
      {open === null ? (
        depth > 0 && <span className="event-twig" />
      ) : (
        <span
          className={`event-twig${open ? ' open' : ''}`}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onOpen(row.id, !open);
          }}
        >
          <ChevronRight size={13} />
        </span>
      )}
      <span className="event-text" title={own(row.name)}>
        {own(row.name)}
      </span>
      {signal ? (
        <span className="event-mark signal">{t('safety.mark.signal')}</span>
      ) : (
        marked && <span className={`event-mark ${marked}`}>{t(`safety.mark.${marked}`)}</span>
      )}
    </span>
  );
}
