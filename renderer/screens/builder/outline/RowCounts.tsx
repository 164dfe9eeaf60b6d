import type { DraftNodeCount } from '../../../../shared/cohort/live/draftApi.ts';
import { isWithheld, type PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import { barLength } from '../../../../shared/report/charts/countText.ts';
import { CountValue } from '../../../components/Provenance.tsx';
import { useTexts } from '../../../state/AppContext.tsx';

interface RowCountsProps {
  readonly count: DraftNodeCount | null;
  /** Persons that the full width of the bar stands for. */
  readonly whole: PublishedCount | null;
}

/** How many pass a part, how many it alone removes (an entry event: brings in), and how many are left after it. */
export function RowCounts({ count, whole }: RowCountsProps) {
  const { t } = useTexts();
  if (count === null) {
    return (
      <>
        <span />
        <span />
        <span />
        <span />
      </>
    );
  }
  const { passes, aloneRemoves, remaining } = count;
  return (
    <>
      <span className="end num">
        <CountValue count={passes} label={t('builder.column.passes')} />
      </span>
      <span className="end num removes">
        {isEntryEvent(count) && <span aria-hidden>+</span>}
        <CountValue
          count={aloneRemoves}
          label={t(isEntryEvent(count) ? 'builder.column.brings' : 'builder.column.alone')}
        />
      </span>
      <span className="outline-bar">
        {remaining !== null && whole !== null && barLength(remaining) > 0 && (
          <span
            className={isWithheld(remaining) ? 'flow-left withheld' : 'flow-left'}
            style={{ width: `${share(remaining, whole)}%` }}
          />
        )}
      </span>
      <span className="end num strong">
        {remaining !== null && <CountValue count={remaining} label={t('builder.column.remaining')} />}
      </span>
    </>
  );
}

/** Of entry events one is enough: without it, those would be missing whom no other brings in. */
export function isEntryEvent({ path }: DraftNodeCount): boolean {
  return /\.PrimaryCriteria\.CriteriaList\[\d+\]$/.test(path);
}

function share(part: PublishedCount, whole: PublishedCount): number {
  const all = barLength(whole);
  return all === 0 ? 0 : Math.min(100, (100 * barLength(part)) / all);
}
