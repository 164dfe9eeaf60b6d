import ChevronRight from 'lucide-react/icons/chevron-right';
import { type ReactNode, useMemo, useState } from 'react';
import { Button as PressTarget, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { ConceptPage, RelatedConcept } from '../../../shared/vocabulary/conceptApi.ts';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { ask } from '../../state/app.ts';
import { openConcept } from '../../state/conceptActions.ts';
import { hierarchyText } from './ConceptNumbers.tsx';
import { conceptName } from './conceptTexts.ts';
import { DomainIcon } from './DomainIcon.tsx';

/** A concept in the tree; the same one may stand in several places. */
interface TreeNode {
  /** Ids from the root, so that places differ. */
  readonly key: string;
  readonly concept: RelatedConcept;
  readonly kind: 'parent' | 'self' | 'below';
}

/**
 * The neighbourhood of a concept: what lies above it, itself, and what lies below, to be opened further. Arrow keys
 * walk and open, Enter goes to a concept's page.
 */
export function ConceptTree({ page }: { readonly page: ConceptPage }) {
  const app = useApp();
  const texts = useTexts();
  const { t, locale } = texts;
  const self = page.concept;
  const [below, setBelow] = useState<ReadonlyMap<number, readonly RelatedConcept[]>>(new Map());
  const selfKey = `self/${self.id}`;
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set([selfKey]));
  const roots: readonly TreeNode[] = useMemo(
    () => [
      ...page.parents.map((concept): TreeNode => ({ key: `up/${concept.id}`, concept, kind: 'parent' })),
      { key: selfKey, concept: self, kind: 'self' },
    ],
    [page.parents, self, selfKey],
  );
  const open = async (keys: Iterable<string>) => {
    const wanted = new Set(keys);
    setExpanded(wanted);
    for (const key of wanted) {
      const id = Number(key.split('/').at(-1));
      if (id === self.id || below.has(id)) continue;
      const outcome = await ask(app, 'concepts.page', { id });
      if (outcome.kind === 'done') setBelow((known) => new Map(known).set(id, outcome.value.children));
    }
  };
  const childrenOf = ({ key, concept }: TreeNode): readonly TreeNode[] =>
    (concept.id === self.id ? page.children : (below.get(concept.id) ?? [])).map((child) => ({
      key: `${key}/${child.id}`,
      concept: child,
      kind: 'below',
    }));
  // A row opens by key only if there is something in it: until its children are there, a row that says so.
  const inside = (node: TreeNode): ReactNode => {
    if (node.concept.children === 0) return null;
    const children = expanded.has(node.key) ? childrenOf(node) : [];
    if (children.length > 0) return children.map(item);
    return (
      <TreeItem
        key={`${node.key}/…`}
        id={`${node.key}/…`}
        textValue={t('concepts.loading')}
        className="tree-row"
      >
        <TreeItemContent>
          <span className="tree-line hint">{t('concepts.loading')}</span>
        </TreeItemContent>
      </TreeItem>
    );
  };
  const item = (node: TreeNode) => {
    const { key, concept, kind } = node;
    const name = conceptName(concept, locale);
    return (
      <TreeItem
        key={key}
        id={key}
        textValue={name}
        className={`tree-row ${kind}`}
        hasChildItems={concept.children > 0}
      >
        <TreeItemContent>
          <span className="tree-line">
            {concept.children > 0 ? (
              <PressTarget slot="chevron" className="tree-chevron" aria-label={t('concepts.expand')}>
                <ChevronRight size={14} aria-hidden />
              </PressTarget>
            ) : (
              <span className="tree-chevron" />
            )}
            <DomainIcon domain={concept.domain} />
            <span className="tree-name" title={name}>
              {name}
            </span>
            <span className="mono tree-code">{concept.code}</span>
            {kind === 'parent' && <span className="tree-kind">{t('concepts.parent')}</span>}
            {kind === 'self' && <span className="tree-kind">{t('concepts.thisConcept')}</span>}
            <span className="num tree-number">
              {concept.counts ? texts.count(concept.counts.persons) : '–'}
            </span>
            <span className="num tree-number">
              {concept.withDescendants && hierarchyText(concept.withDescendants, texts)}
            </span>
          </span>
        </TreeItemContent>
        {inside(node)}
      </TreeItem>
    );
  };
  return (
    <div className="tree-frame">
      <div className="tree-head" aria-hidden>
        <span className="spacer" />
        <span className="tree-number">{t('concepts.persons')}</span>
        <span className="tree-number">{t('concepts.withDescendants')}</span>
      </div>
      <Tree
        className="tree"
        aria-label={t('concepts.hierarchy')}
        expandedKeys={expanded}
        onExpandedChange={(keys) => void open([...keys].map(String))}
        onAction={(key) => {
          const id = Number(String(key).split('/').at(-1));
          if (Number.isInteger(id) && id !== self.id) openConcept(app, id, { id: self.id, name: self.name });
        }}
      >
        {roots.map(item)}
      </Tree>
    </div>
  );
}
