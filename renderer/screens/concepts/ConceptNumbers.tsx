import type { ConceptCounts, HierarchyCounts } from '../../../shared/vocabulary/conceptApi.ts';
import { CountValue } from '../../components/Provenance.tsx';
import { type Texts, useTexts } from '../../state/AppContext.tsx';

/** Persons over records of a concept; a dash while they are being counted. */
export function ConceptNumbers({
  counts,
  label,
}: {
  readonly counts: ConceptCounts | null;
  readonly label: string;
}) {
  const { t } = useTexts();
  if (!counts) {
    return (
      <span className="row-numbers num unknown" title={t('concepts.notCounted')}>
        –
      </span>
    );
  }
  return (
    <span className={`row-numbers num${counts.role === null ? ' unused' : ''}`}>
      <span className="row-count">
        <CountValue count={counts.persons} label={`${label} · ${t('concepts.persons')}`} />
      </span>
      <small>
        <CountValue count={counts.records} label={`${label} · ${t('concepts.records')}`} />
      </small>
    </span>
  );
}

/** Persons with descendants, where that says more than the concept's own. */
export function WithDescendants({ sums }: { readonly sums: HierarchyCounts | null }) {
  const texts = useTexts();
  return (
    <span className="row-below num">
      {sums && <span title={texts.t('concepts.withDescendants')}>{hierarchyText(sums, texts)}</span>}
    </span>
  );
}

/** A count with descendants: a lower bound where something had to be left out. */
export function hierarchyText({ persons, leftOut }: HierarchyCounts, { t, count }: Texts): string {
  const text = count(persons);
  return leftOut > 0 && typeof persons === 'number' ? t('concepts.atLeast', { count: text }) : text;
}
