import ArrowLeft from 'lucide-react/icons/arrow-left';
import ListTree from 'lucide-react/icons/list-tree';
import { Breadcrumb, Breadcrumbs, Link } from 'react-aria-components';
import { type ConceptEntry, type ConceptPage, relatedLimit } from '../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { openConcept } from '../../state/conceptActions.ts';
import { AddToSet } from './AddToSet.tsx';
import { ConceptFacts } from './ConceptFacts.tsx';
import { ConceptList, listHeight } from './ConceptList.tsx';
import { ConceptTree } from './ConceptTree.tsx';
import { conceptName, otherName } from './conceptTexts.ts';
import { useAsked } from './useAsked.ts';

/** The page of the open concept. */
export function ConceptDetail() {
  const { t } = useTexts();
  const open = useAppState((state) => state.concepts.open);
  const { value, failure, loading } = useAsked(
    'concepts.page',
    open === null ? null : { id: open },
    ({ counting }) => counting.state === 'counting',
  );
  return (
    <ScrollRegion className="concept-detail" label={t('concepts.detail')}>
      {open === null && (
        <EmptyState icon={ListTree} title={t('concepts.open')} text={t('concepts.openText')} />
      )}
      {failure && <FailurePanel failure={failure} />}
      {value && open !== null && (
        <div className={loading ? 'detail dimmed' : 'detail'} aria-busy={loading}>
          <Opened page={value} />
        </div>
      )}
    </ScrollRegion>
  );
}

function Opened({ page }: { readonly page: ConceptPage }) {
  const { t, locale } = useTexts();
  const { concept } = page;
  const name = conceptName(concept, locale);
  const other = otherName(concept, locale);
  const hasNeighbours = page.parents.length + page.children.length > 0;
  return (
    <>
      <Trail />
      <header className="concept-head">
        <div className="concept-title">
          <h1>{name}</h1>
          {other && <p className="hint">{other}</p>}
        </div>
        <CopyButton label={t('concepts.copy')} copy={() => copyText(copied(concept))} />
        <AddToSet concept={concept} />
      </header>
      <ConceptFacts page={page} />
      <Panel
        title={t('concepts.hierarchy')}
        {...(hasNeighbours ? { aside: t('concepts.hierarchyHint') } : {})}
      >
        {!page.hasHierarchy && <p className="hint">{t('concepts.noHierarchy')}</p>}
        {hasNeighbours ? (
          <ConceptTree key={concept.id} page={page} />
        ) : (
          page.hasHierarchy && <p className="hint">{t('concepts.noNeighbours')}</p>
        )}
        {concept.children > relatedLimit && (
          <p className="hint">
            {t('concepts.moreChildren', { total: concept.children, shown: relatedLimit })}
          </p>
        )}
      </Panel>
      <Mapped title={t('concepts.mapsTo')} concepts={page.mapsTo} from={concept} />
      <Mapped title={t('concepts.mappedFrom')} concepts={page.mappedFrom} from={concept} />
    </>
  );
}

/** One line a fact, as pasted into a spreadsheet or a mail. */
function copied({ id, name, code, vocabulary, domain }: ConceptEntry): string {
  return [id, name, vocabulary, code, domain].join('\t');
}

function Trail() {
  const app = useApp();
  const { t } = useTexts();
  const trail = useAppState((state) => state.concepts.trail);
  const last = trail.at(-1);
  if (!last) return null;
  return (
    <nav className="trail" aria-label={t('concepts.trail')}>
      <Button
        kind="quiet"
        icon={ArrowLeft}
        aria-label={t('concepts.back')}
        onPress={() => openConcept(app, last.id)}
      />
      <Breadcrumbs className="crumbs" onAction={(key) => openConcept(app, Number(key))}>
        {trail.map(({ id, name }) => (
          <Breadcrumb key={id} id={id}>
            <Link>{name}</Link>
          </Breadcrumb>
        ))}
      </Breadcrumbs>
    </nav>
  );
}

function Mapped({
  title,
  concepts,
  from,
}: {
  readonly title: string;
  readonly concepts: readonly ConceptEntry[];
  readonly from: ConceptEntry;
}) {
  const app = useApp();
  const { t } = useTexts();
  if (concepts.length === 0) return null;
  return (
    <Panel title={title} aside={t('concepts.total', { count: concepts.length })}>
      <div className="list-frame" style={{ blockSize: listHeight(concepts.length, 6) }}>
        <ConceptList
          label={title}
          concepts={concepts}
          selection="single"
          onSelect={([id]) => id !== undefined && openConcept(app, id, { id: from.id, name: from.name })}
          empty={null}
        />
      </div>
    </Panel>
  );
}
