import { useState } from 'react';
import {
  type ConceptEntry,
  type MemberOrigin,
  memberLimit,
  type ResolvedConceptSet,
} from '../../../shared/vocabulary/conceptApi.ts';
import type { ConceptSetItem } from '../../../shared/vocabulary/conceptSet.ts';
import { Segments } from '../../components/Segments.tsx';
import { type Texts, useTexts } from '../../state/AppContext.tsx';
import { ConceptList, type ListedConcept, listHeight } from './ConceptList.tsx';
import { conceptName } from './conceptTexts.ts';
import { useAsked } from './useAsked.ts';

interface ResolvedPartsProps {
  readonly items: readonly ConceptSetItem[];
  readonly resolved: ResolvedConceptSet;
  readonly stale: boolean;
  /** What the item at a place is called. */
  readonly nameOf: (place: number) => string;
  /** Adds a forgotten concept; left out where the set is only shown. */
  readonly onAdd?: (concept: ConceptEntry) => void;
}

type Part = 'members' | 'excluded' | 'orphans';

/** What a set resolves to: its concepts, those taken out, and those that may have been forgotten. */
export function ResolvedParts({ items, resolved, stale, nameOf, onAdd }: ResolvedPartsProps) {
  const texts = useTexts();
  const { t, number, locale } = texts;
  const [part, setPart] = useState<Part>('members');
  const orphans = useAsked('concepts.orphans', { items });
  const forgotten: readonly ListedConcept[] = (orphans.value ?? []).map((concept) => ({
    ...concept,
    note: t(`conceptSet.orphan.${concept.reason}`, { concept: concept.of.name }),
  }));
  const from = (origins: readonly MemberOrigin[]) => originText(origins, nameOf, texts);
  const lists: Readonly<Record<Part, { total: number | null; concepts: readonly ListedConcept[] }>> = {
    members: {
      total: resolved.total,
      concepts: resolved.members.map((concept) => ({ ...concept, note: from(concept.origins) })),
    },
    excluded: {
      total: resolved.excludedTotal,
      concepts: resolved.excluded.map((concept) => ({
        ...concept,
        note: t('conceptSet.takenOut', { item: nameOf(concept.takenOutBy[0]?.item ?? 0) }),
      })),
    },
    orphans: { total: orphans.value?.length ?? null, concepts: forgotten },
  };
  const empty = {
    members: t('conceptSet.noMembers'),
    excluded: t('conceptSet.noExcluded'),
    orphans: t('conceptSet.noOrphans'),
  };
  const label = (each: Part) => {
    const { total } = lists[each];
    return total === null ? t(`conceptSet.${each}`) : `${t(`conceptSet.${each}`)} ${number(total)}`;
  };
  const { total, concepts } = lists[part];
  const adds = part === 'orphans' && onAdd;
  return (
    <div className="resolved-parts" aria-busy={stale}>
      <div className="resolved-head">
        <Segments
          label={t('conceptSet.parts')}
          value={part}
          onChange={setPart}
          options={(['members', 'excluded', 'orphans'] as const).map((id) => ({ id, label: label(id) }))}
        />
        <span className="hint">{adds && concepts.length > 0 ? t('conceptSet.orphanHint') : ''}</span>
        <span className="spacer" />
        <span className="hint row-below">{t('concepts.withDescendants')}</span>
        <span className="hint">{t('concepts.personsRecords')}</span>
      </div>
      {!resolved.hasHierarchy && <p className="hint">{t('concepts.noHierarchy')}</p>}
      <div
        className={stale ? 'resolved-list dimmed' : 'resolved-list'}
        style={{ blockSize: listHeight(concepts.length, 6) }}
      >
        <ConceptList
          label={t(`conceptSet.${part}`)}
          concepts={concepts}
          selection="none"
          {...(adds
            ? {
                onAction: (id: number) => {
                  const concept = concepts.find((one) => one.id === id);
                  if (concept) adds(concept);
                },
                actionLabel: (concept: ConceptEntry) =>
                  t('conceptSet.addOrphan', { concept: conceptName(concept, locale) }),
              }
            : {})}
          empty={part === 'orphans' && orphans.loading ? '…' : empty[part]}
        />
      </div>
      {total !== null && total > memberLimit && (
        <p className="hint">{t('conceptSet.more', { count: total - memberLimit })}</p>
      )}
    </div>
  );
}

/** How a member came in: by which item, and how; the first of several ways. */
function originText(
  origins: readonly MemberOrigin[],
  nameOf: (place: number) => string,
  { t }: Texts,
): string | null {
  const [first] = origins;
  if (!first || first.by === 'itself') return null;
  const key = first.by === 'descendant' ? 'conceptSet.fromDescendant' : 'conceptSet.fromMapped';
  return t(key, { item: nameOf(first.item) });
}
