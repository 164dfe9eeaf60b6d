import Check from 'lucide-react/icons/check';
import type { ReactNode, RefObject } from 'react';
import {
  ListBox,
  ListBoxItem,
  ListBoxLoadMoreItem,
  ListLayout,
  type Selection,
  Virtualizer,
} from 'react-aria-components';
import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { ConceptLine } from './ConceptLine.tsx';
import { conceptName } from './conceptTexts.ts';

const ROW_HEIGHT = 50;

/** The height of a list that shows its concepts whole up to so many rows, and one row where there is none. */
export function listHeight(concepts: number, rows: number): number {
  return Math.min(Math.max(concepts, 1), rows) * ROW_HEIGHT + 10;
}

export interface ListedConcept extends ConceptEntry {
  readonly note?: string | null;
}

interface ConceptListProps {
  readonly label: string;
  readonly concepts: readonly ListedConcept[];
  readonly selection: 'single' | 'multiple' | 'none';
  readonly selected?: readonly number[];
  readonly onSelect?: (ids: readonly number[]) => void;
  /** Those that are chosen already: they wear a tick. */
  readonly marked?: readonly number[];
  /** Enter or a press on one. */
  readonly onAction?: (id: number) => void;
  /** What a press does, for those who hear the list. */
  readonly actionLabel?: (concept: ConceptEntry) => string;
  readonly onLoadMore?: (() => void) | undefined;
  readonly empty: ReactNode;
  readonly listRef?: RefObject<HTMLDivElement | null>;
}

/** Concepts one under the other, however many: only those in sight are drawn. */
export function ConceptList({
  label,
  concepts,
  selection,
  selected = [],
  onSelect,
  marked,
  onAction,
  actionLabel,
  onLoadMore,
  empty,
  listRef,
}: ConceptListProps) {
  const { locale } = useTexts();
  const select = (keys: Selection) => {
    if (keys !== 'all') onSelect?.([...keys].map(Number));
  };
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT, padding: 4, loaderHeight: 1 }}>
      <ListBox
        {...(listRef ? { ref: listRef } : {})}
        className="concept-rows"
        aria-label={label}
        selectionMode={selection}
        selectionBehavior={selection === 'single' ? 'replace' : 'toggle'}
        selectedKeys={selected}
        onSelectionChange={select}
        {...(onAction ? { onAction: (key: string | number) => onAction(Number(key)) } : {})}
        renderEmptyState={() => <div className="concept-none">{empty}</div>}
      >
        {concepts.map((concept) => (
          <ListBoxItem
            key={concept.id}
            id={concept.id}
            className="concept-row"
            textValue={conceptName(concept, locale)}
            {...(actionLabel ? { 'aria-label': actionLabel(concept) } : {})}
          >
            {marked && (
              <span className="row-mark">
                {marked.includes(concept.id) && <Check size={14} aria-hidden />}
              </span>
            )}
            <ConceptLine concept={concept} note={concept.note} />
          </ListBoxItem>
        ))}
        {onLoadMore && <ListBoxLoadMoreItem onLoadMore={onLoadMore} isLoading={false} />}
      </ListBox>
    </Virtualizer>
  );
}
