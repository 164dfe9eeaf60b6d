import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import type { ConceptEntry } from '../../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../../components/Button.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { ConceptPicker } from '../../concepts/ConceptPicker.tsx';
import { useAsked } from '../../concepts/useAsked.ts';

export interface ConceptItem {
  readonly conceptId: number;
  readonly isExcluded: boolean;
  readonly includeDescendants: boolean;
  readonly includeMapped: boolean;
}

/** Domains of records as studies name them, with the vocabulary's name of each. */
export const sourceDomains = {
  condition: 'Condition',
  drug: 'Drug',
  procedure: 'Procedure',
  device: 'Device',
  measurement: 'Measurement',
  observation: 'Observation',
  visit: 'Visit',
} as const;
export type SourceDomain = keyof typeof sourceDomains;

interface ConceptItemsProps {
  readonly label: string;
  readonly domain?: SourceDomain;
  readonly items: readonly ConceptItem[];
  /** Whether the last may be taken out. */
  readonly optional?: boolean;
  readonly onChange: (items: readonly ConceptItem[]) => void;
}

/** Concepts of a set, by name, with their descendants unless the file says otherwise. */
export function ConceptItems({ label, domain, items, optional = true, onChange }: ConceptItemsProps) {
  const { t, locale } = useTexts();
  const [picking, setPicking] = useState(false);
  const released = useAppState((state) => state.release !== null && state.host.state === 'ready');
  const ids = items.map(({ conceptId }) => conceptId);
  const known = useAsked('concepts.lookup', released && ids.length > 0 ? { ids } : null).value ?? [];
  const nameOf = (id: number) => {
    const found = known.find((one) => one.id === id);
    return found ? conceptName(found, locale) : String(id);
  };
  return (
    <>
      <ul className="concept-chips">
        {items.map((item, i) => (
          <li key={item.conceptId} className="concept-chip">
            {item.isExcluded && `${t('studies.form.not')} `}
            {nameOf(item.conceptId)}
            {(optional || items.length > 1) && (
              <Button
                kind="quiet"
                icon={X}
                aria-label={t('builder.concepts.remove', { name: nameOf(item.conceptId) })}
                onPress={() => onChange(items.toSpliced(i, 1))}
              />
            )}
          </li>
        ))}
        <li>
          <Button
            kind="quiet"
            icon={Plus}
            isDisabled={!released}
            aria-label={`${label} · ${t('builder.concepts.add')}`}
            onPress={() => setPicking(true)}
          >
            {t('builder.concepts.add')}
          </Button>
        </li>
      </ul>
      {picking && (
        <ConceptPicker
          title={label}
          {...(domain === undefined ? {} : { domain: sourceDomains[domain] })}
          multiple
          onClose={() => setPicking(false)}
          onPick={(concepts) => {
            setPicking(false);
            const fresh = concepts.filter(({ id }) => !ids.includes(id));
            onChange([...items, ...fresh.map(({ id }) => asItem(id))]);
          }}
        />
      )}
    </>
  );
}

export function conceptName({ name, japanese, english }: ConceptEntry, locale: 'ja' | 'en'): string {
  return (locale === 'ja' ? japanese : english) ?? name;
}

export function asItem(conceptId: number): ConceptItem {
  return { conceptId, isExcluded: false, includeDescendants: true, includeMapped: false };
}

/** Which kind of record concepts of a vocabulary's domain are found in; conditions where it is none of them. */
export function domainOf(concept: ConceptEntry): SourceDomain {
  const found = Object.entries(sourceDomains).find(([, name]) => name === concept.domain);
  return found ? (found[0] as SourceDomain) : 'condition';
}

/** A name in both languages where the vocabulary has both. */
export function bilingualName({ name, japanese, english }: ConceptEntry): string {
  return japanese !== null && english !== null && japanese !== english
    ? `${japanese} / ${english}`
    : (japanese ?? english ?? name);
}
