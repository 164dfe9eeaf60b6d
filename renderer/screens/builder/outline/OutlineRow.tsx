import ChevronRight from 'lucide-react/icons/chevron-right';
import CircleAlert from 'lucide-react/icons/circle-alert';
import GripVertical from 'lucide-react/icons/grip-vertical';
import Plus from 'lucide-react/icons/plus';
import type { ReactNode } from 'react';
import { Button as PressTarget, TreeItem, TreeItemContent } from 'react-aria-components';
import { pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import { type NodeSummary, nodeSummary } from '../../../../shared/cohort/edit/nodeSummary.ts';
import type { Outline, OutlineNode } from '../../../../shared/cohort/edit/outline.ts';
import { isMember } from '../../../../shared/cohort/edit/restructure.ts';
import type { DraftNodeCount } from '../../../../shared/cohort/live/draftApi.ts';
import type { PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import { performCommand } from '../../../app/performCommand.ts';
import { Button } from '../../../components/Button.tsx';
import { CheckMark } from '../../../components/CheckMark.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { selectPlace, switchRule } from '../../../state/builderActions.ts';
import type { Draft } from '../../../state/drafts.ts';
import { RowCounts } from './RowCounts.tsx';
import { RowMenu } from './RowMenu.tsx';

interface OutlineRowProps {
  readonly node: OutlineNode;
  readonly parent: OutlineNode | null;
  readonly draft: Draft;
  readonly outline: Outline;
  readonly counts: ReadonlyMap<string, DraftNodeCount>;
  readonly whole: PublishedCount | null;
  readonly broken: ReadonlySet<OutlineNode | null>;
  readonly renderChild: (node: OutlineNode, parent: OutlineNode) => ReactNode;
}

/** A part of the definition: what it says, its numbers, and handles to move, switch and change it. */
export function OutlineRow(props: OutlineRowProps) {
  const { node, parent, draft, counts, whole, broken, renderChild } = props;
  const { t, locale } = useTexts();
  const summary = nodeSummary(locale, draft.document, node);
  const name = [summary.title, summary.set].filter(Boolean).join(' ');
  const key = pathText(node.path);
  const section = !isMember(node) && node.kind !== 'additional' && node.kind !== 'group';
  const index = node.kind === 'rule' ? Number(node.path.at(-1)) : null;
  // The only criterion of a rule has the rule's own numbers.
  const repeats = parent !== null && parent.kind === 'rule' && parent.children.length === 1;
  const off = index !== null && draft.rulesOff.includes(index);
  return (
    <TreeItem
      id={key}
      textValue={[name, ...summary.details].join(' ')}
      className={`outline-row kind-${node.kind}${section ? ' section' : ''}${repeats ? ' uncounted' : ''}${off ? ' off' : ''}`}
    >
      <TreeItemContent>
        {({ hasChildItems, isExpanded }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same menu has a button in the row
          <div
            className="outline-cells"
            onContextMenu={(event) => {
              event.preventDefault();
              event.currentTarget.querySelector<HTMLElement>('[data-menu]')?.click();
            }}
          >
            <span className="outline-lead">
              {isMember(node) ? (
                <PressTarget slot="drag" className="grip" aria-label={t('builder.row.move', { name })}>
                  <GripVertical size={13} aria-hidden />
                </PressTarget>
              ) : (
                <span className="grip-gap" />
              )}
              {hasChildItems ? (
                <PressTarget
                  slot="chevron"
                  className={`chevron${isExpanded ? ' open' : ''}`}
                  aria-label={t('builder.row.expand', { name })}
                >
                  <ChevronRight size={13} aria-hidden />
                </PressTarget>
              ) : (
                <span className="chevron-gap" />
              )}
              {index !== null && <RuleSwitch draft={draft} index={index} name={name} />}
              <RowText summary={summary} empty={section && node.children.length === 0} kind={node.kind} />
              {broken.has(node) && (
                <CircleAlert size={14} className="row-problem" aria-label={t('builder.row.problem')} />
              )}
            </span>
            {!section && !repeats && <RowCounts count={counts.get(key) ?? null} whole={whole} />}
            <span className="outline-tools">
              {section || node.group !== null ? <AddButton node={node} /> : null}
              {!section && <RowMenu {...props} name={name} />}
            </span>
          </div>
        )}
      </TreeItemContent>
      {node.children.map((child) => renderChild(child, node))}
    </TreeItem>
  );
}

function RowText({
  summary,
  empty,
  kind,
}: {
  readonly summary: NodeSummary;
  readonly empty: boolean;
  readonly kind: OutlineNode['kind'];
}) {
  const { t } = useTexts();
  const emptyKey =
    kind === 'entry' || kind === 'rules' || kind === 'conceptSets'
      ? (`builder.empty.${kind}` as const)
      : null;
  return (
    <span className="outline-text">
      <span className="outline-title">{summary.title}</span>{' '}
      {summary.set !== null && <span className="set-chip">{summary.set}</span>}{' '}
      {summary.details.map((text) => (
        <span key={text} className="outline-detail">
          {text}
        </span>
      ))}
      {empty && emptyKey && <span className="outline-detail">{t(emptyKey)}</span>}
    </span>
  );
}

function RuleSwitch({
  draft,
  index,
  name,
}: {
  readonly draft: Draft;
  readonly index: number;
  readonly name: string;
}) {
  const app = useApp();
  const { t } = useTexts();
  return (
    <CheckMark
      label={t('builder.row.switch', { name })}
      checked={!draft.rulesOff.includes(index)}
      onChange={(on) => switchRule(app, draft, index, on)}
    />
  );
}

function AddButton({ node }: { readonly node: OutlineNode }) {
  const app = useApp();
  const { t } = useTexts();
  const into =
    node.kind === 'entry' || node.kind === 'rules' || node.kind === 'exit' || node.kind === 'conceptSets'
      ? node.kind
      : 'group';
  return (
    <Button
      kind="quiet"
      icon={Plus}
      aria-label={t(`builder.row.add.${into}`)}
      onPress={() => {
        selectPlace(app, node.path);
        performCommand(app, 'builder.add');
      }}
    />
  );
}
