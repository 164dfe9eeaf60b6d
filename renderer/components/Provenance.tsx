import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { Dialog, Heading, Popover, Button as PressTarget } from 'react-aria-components';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import type { Provenance } from '../../shared/workbenchApi.ts';
import { copyText } from '../platform/clipboard.ts';
import { useTexts } from '../state/AppContext.tsx';
import { CopyButton } from './CopyButton.tsx';
import { provenanceFacts } from './provenanceFacts.ts';

interface Shown {
  readonly label: string;
  readonly count: PublishedCount | null;
}

type Show = (element: HTMLElement, shown: Shown) => void;
const Context = createContext<Show | null>(null);

/** Lets every number inside open where it came from. */
export function ProvenanceArea({
  provenance,
  children,
}: {
  readonly provenance: Provenance;
  readonly children: ReactNode;
}) {
  const [shown, setShown] = useState<Shown | null>(null);
  const trigger = useRef<HTMLElement | null>(null);
  const show = useMemo<Show>(
    () => (element, what) => {
      trigger.current = element;
      setShown(what);
    },
    [],
  );
  return (
    <Context value={show}>
      {children}
      <Popover
        className="popover provenance"
        triggerRef={trigger}
        isOpen={shown !== null}
        onOpenChange={(open) => !open && setShown(null)}
        placement="bottom"
      >
        {shown !== null && (
          <Dialog>
            <ProvenanceDetails provenance={provenance} shown={shown} />
          </Dialog>
        )}
      </Popover>
    </Context>
  );
}

function ProvenanceDetails({
  provenance,
  shown,
}: {
  readonly provenance: Provenance;
  readonly shown: Shown;
}) {
  const texts = useTexts();
  const facts = provenanceFacts(provenance, texts);
  return (
    <>
      <Heading slot="title" className="provenance-title">
        {shown.label}
        {shown.count !== null && <span className="num"> {texts.count(shown.count)}</span>}
      </Heading>
      {shown.count !== null && isWithheld(shown.count) && (
        <p className="hint">{texts.t(`withheld.${shown.count.withheld}`, { below: shown.count.below })}</p>
      )}
      <dl className="facts">
        {facts.map(({ term, value, mono }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={mono ? 'mono' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton
        label={texts.t('action.copy')}
        copy={() =>
          copyText([shown.label, ...facts.map(({ term, value }) => `${term}: ${value}`)].join('\n'))
        }
      />
    </>
  );
}

/** A published count. Inside a {@link ProvenanceArea} pressing it tells where it came from and why it is withheld. */
export function CountValue({ count, label }: { readonly count: PublishedCount; readonly label: string }) {
  const show = useContext(Context);
  const ref = useRef<HTMLButtonElement>(null);
  const { t, count: text } = useTexts();
  const className = isWithheld(count) ? 'count withheld' : 'count';
  const spoken = isWithheld(count)
    ? t(`withheld.${count.withheld}.short`, { below: count.below })
    : text(count);
  if (!show) {
    return (
      <span
        className={className}
        title={isWithheld(count) ? t(`withheld.${count.withheld}`, { below: count.below }) : undefined}
      >
        {text(count)}
      </span>
    );
  }
  return (
    <PressTarget
      ref={ref}
      className={className}
      aria-label={t('provenance.open', { label, value: spoken })}
      onPress={() => ref.current && show(ref.current, { label, count })}
    >
      {text(count)}
    </PressTarget>
  );
}
