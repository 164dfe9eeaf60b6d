import type { ReactNode } from 'react';
import type { CohortSummary, Provenance } from '../../../shared/workbenchApi.ts';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { RegionPrefix } from '../../components/RegionPrefix.ts';
import { useTexts } from '../../state/AppContext.tsx';

interface SideBySideProps<T> {
  readonly summary: CohortSummary;
  readonly other: CohortSummary | null;
  readonly first: T;
  /** Null without a second cohort, or while its part is on its way. */
  readonly second: T | null;
  readonly children: (result: T, summary: CohortSummary) => ReactNode;
}

/** The same pictures of one cohort, or of two beside each other, each with its letter, name and provenance. */
export function SideBySide<T extends { readonly provenance: Provenance }>({
  summary,
  other,
  first,
  second,
  children,
}: SideBySideProps<T>) {
  const { own, count } = useTexts();
  if (!other || !second) return children(first, summary);
  const sides = [
    { letter: 'A', kind: 'first', cohort: summary, result: first },
    { letter: 'B', kind: 'second', cohort: other, result: second },
  ];
  return (
    <div className="side-by-side">
      {sides.map(({ letter, kind, cohort, result }) => (
        <section key={cohort.id} className="side" aria-label={`${letter}: ${own(cohort.title)}`}>
          <p className="side-name">
            <span className={`letter ${kind}`}>{letter}</span>
            <span>{own(cohort.title)}</span>
            <span className="num quiet">n = {cohort.persons === null ? '' : count(cohort.persons)}</span>
          </p>
          <RegionPrefix value={letter}>
            <ProvenanceArea provenance={result.provenance}>{children(result, cohort)}</ProvenanceArea>
          </RegionPrefix>
        </section>
      ))}
    </div>
  );
}
