import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { useTexts } from '../../state/AppContext.tsx';

/** Which cohort is A and which is B, each with its colour. */
export function CohortLetters({
  summary,
  other,
}: {
  readonly summary: CohortSummary;
  readonly other: CohortSummary;
}) {
  const { own, count } = useTexts();
  return (
    <ul className="cohort-letters">
      {[summary, other].map((cohort, i) => (
        <li key={cohort.id}>
          <span className={`letter ${i === 0 ? 'first' : 'second'}`}>{i === 0 ? 'A' : 'B'}</span>
          <span>{own(cohort.title)}</span>
          <span className="num quiet">n = {cohort.persons === null ? '' : count(cohort.persons)}</span>
        </li>
      ))}
    </ul>
  );
}
