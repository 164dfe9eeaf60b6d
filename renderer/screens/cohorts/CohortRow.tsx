import { GridListItem } from 'react-aria-components';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { CheckMark } from '../../components/CheckMark.tsx';
import { StaleBadge } from '../../components/StaleBadge.tsx';
import { StateMark } from '../../components/StateMark.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { selectCohorts } from '../../state/cohortActions.ts';

/** A cohort in the list: name, state, hash, time, persons. */
export function CohortRow({ cohort, ticked }: { readonly cohort: CohortSummary; readonly ticked: boolean }) {
  const app = useApp();
  const { t, count, number, own } = useTexts();
  const title = own(cohort.title);
  const selected = useAppState((state) => state.selectedCohorts);
  const toggle = (checked: boolean) => {
    const rest = [...selected].filter((id) => id !== cohort.id);
    selectCohorts(app, checked ? [...rest, cohort.id] : rest);
  };
  return (
    <GridListItem id={cohort.id} textValue={title} className="row">
      <CheckMark label={t('cohorts.select', { name: title })} checked={ticked} onChange={toggle} />
      <div className="row-text">
        <span className="row-name">{title}</span>
        <span className="row-facts">
          <StateMark state={cohort.state} />
          <StaleBadge cohort={cohort} />
          {cohort.source === 'combination' && <span>{t('cohorts.combination')}</span>}
          {!cohort.stale && <span className="mono">{cohort.hash.slice(0, 8)}</span>}
        </span>
      </div>
      <div className="row-numbers num">
        <span className={`row-count${typeof cohort.persons === 'number' ? '' : ' withheld'}`}>
          {cohort.persons === null ? '' : count(cohort.persons)}
        </span>
        {cohort.milliseconds !== null && (
          <span className="row-facts">{number(Math.round(cohort.milliseconds))} ms</span>
        )}
      </div>
    </GridListItem>
  );
}
