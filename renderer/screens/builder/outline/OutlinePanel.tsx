import { useMemo, useRef, useState } from 'react';
import { DropIndicator, Tree, useDragAndDrop } from 'react-aria-components';
import { withMoved } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { parsePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import { nodeSummary } from '../../../../shared/cohort/edit/nodeSummary.ts';
import {
  allNodes,
  nodeAt,
  type OutlineNode,
  outlineOf,
  shownNode,
} from '../../../../shared/cohort/edit/outline.ts';
import { dropPlace } from '../../../../shared/cohort/edit/restructure.ts';
import type { Failure } from '../../../../shared/errors/akashiError.ts';
import { performCommand } from '../../../app/performCommand.ts';
import { Panel } from '../../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { putPlaced, selectPlace, switchedOff, wantForm } from '../../../state/builderActions.ts';
import type { Draft } from '../../../state/drafts.ts';
import { focusOutline } from '../focusOutline.ts';
import { problemPath } from '../useDefinition.ts';
import type { LiveCounts } from '../useDraftCounts.ts';
import { nodeCounts } from './nodeCounts.ts';
import { OutlineRow } from './OutlineRow.tsx';

interface OutlinePanelProps {
  readonly draft: Draft;
  readonly counts: LiveCounts;
  readonly problems: readonly Failure[];
}

/** The definition as an outline: every part a row with its numbers, to select, add, move and take away. */
export function OutlinePanel({ draft, counts, problems }: OutlinePanelProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const place = useAppState((state) => state.draftPlace);
  const outline = useMemo(() => outlineOf(draft.document), [draft.document]);
  const nodes = useMemo(
    () => new Map(allNodes(outline.sections).map((node) => [pathText(node.path), node])),
    [outline],
  );
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const selected = shownNode(outline, place);
  const byNode = useMemo(() => nodeCounts(counts.value, nodes), [counts.value, nodes]);
  const broken = useMemo(() => {
    const places = problems.flatMap((problem) => problemPath(problem) ?? []);
    return new Set(places.map((path) => nodeAt(outline, parsePath(path))));
  }, [problems, outline]);
  const dragged = useRef<OutlineNode | null>(null);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].flatMap((key) => {
        const node = nodes.get(String(key));
        return node ? [{ 'text/plain': nodeSummary(locale, draft.document, node).title }] : [];
      }),
    onDragStart: ({ keys }) => {
      const [key] = keys;
      dragged.current = nodes.get(String(key)) ?? null;
    },
    getDropOperation: (target) => {
      const onto = target.type === 'item' ? nodes.get(String(target.key)) : undefined;
      if (!onto || target.type !== 'item' || !dragged.current) return 'cancel';
      return dropPlace(draft.document, dragged.current, onto, target.dropPosition) ? 'move' : 'cancel';
    },
    onMove: ({ keys, target }) => {
      const [key] = keys;
      const moving = nodes.get(String(key));
      const onto = nodes.get(String(target.key));
      if (!moving || !onto) return;
      const to = dropPlace(draft.document, moving, onto, target.dropPosition);
      if (!to) return;
      const placed = withMoved(draft.document, moving.path, to.list, to.place);
      if (!placed) return;
      const off = switchedOff({ draft, node: moving }, Number(placed.path.at(-1)));
      putPlaced(app, draft.id, placed, { key: 'builder.change.moved' }, off);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-line" />,
  });
  const row = (node: OutlineNode, parent: OutlineNode | null) => (
    <OutlineRow
      key={pathText(node.path)}
      node={node}
      parent={parent}
      draft={draft}
      outline={outline}
      counts={byNode}
      whole={counts.value?.entry ?? null}
      broken={broken}
      renderChild={row}
    />
  );
  return (
    <Panel
      className="outline-panel"
      title={t('builder.outline')}
      aside={t('builder.outline.hint')}
      busy={counts.stale}
    >
      <div
        className="outline-box"
        onKeyDownCapture={(event) => {
          const command = keyCommand(event);
          if (command === null) return;
          event.preventDefault();
          event.stopPropagation();
          performCommand(app, command);
          // The keyboard goes with what was moved, or to what stands in the place of what was removed.
          requestAnimationFrame(focusOutline);
        }}
      >
        <div className="outline-columns" aria-hidden>
          <span />
          <span className="end">{t('builder.column.passes')}</span>
          <span className="end" title={t('builder.column.aloneHelp')}>
            {t('builder.column.alone')}
          </span>
          <span />
          <span className="end">{t('builder.column.remaining')}</span>
          <span />
        </div>
        <Tree
          className={`outline${counts.stale ? ' stale' : ''}`}
          aria-label={t('builder.outline.label')}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={selected ? [pathText(selected.path)] : []}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            const node = nodes.get(String(key));
            if (node && node !== selected) selectPlace(app, node.path);
          }}
          onAction={(key) => {
            const node = nodes.get(String(key));
            if (!node) return;
            selectPlace(app, node.path);
            wantForm(app);
          }}
          expandedKeys={[...nodes.keys()].filter((key) => !collapsed.has(key))}
          onExpandedChange={(keys) =>
            setCollapsed(new Set([...nodes.keys()].filter((key) => !keys.has(key))))
          }
          dragAndDropHooks={dragAndDropHooks}
        >
          {outline.sections.map((section) => row(section, null))}
        </Tree>
      </div>
    </Panel>
  );
}

interface PressedKey {
  readonly key: string;
  readonly altKey: boolean;
}

function keyCommand({ key, altKey }: PressedKey): string | null {
  if (altKey && key === 'ArrowUp') return 'builder.moveUp';
  if (altKey && key === 'ArrowDown') return 'builder.moveDown';
  return key === 'Delete' || key === 'Backspace' ? 'builder.remove' : null;
}
