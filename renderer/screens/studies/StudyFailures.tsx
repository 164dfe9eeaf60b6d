import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import type { Study } from '../../state/studies.ts';

/** What keeps a study from running, each with the ways to its place. Nothing where it is fine. */
export function StudyFailures({
  study,
  ways,
}: {
  readonly study: Study;
  readonly ways: (failure: Failure) => ReactNode;
}) {
  const { t, failure: message } = useTexts();
  const { failures } = readStudy(study);
  if (failures.length === 0) return null;
  return (
    <details className="panel study-problems" open={failures.length <= 2}>
      <summary>
        <CircleAlert size={15} aria-hidden />
        {t('studies.broken', { count: failures.length })}
      </summary>
      <ul>
        {failures.map((failure, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole and never reordered
          <li key={i}>
            <p>{message(failure)}</p>
            {ways(failure)}
          </li>
        ))}
      </ul>
    </details>
  );
}
