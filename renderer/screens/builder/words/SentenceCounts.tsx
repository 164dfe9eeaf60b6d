import type { DraftNodeCount } from '../../../../shared/cohort/live/draftApi.ts';
import type { PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import { CountValue } from '../../../components/Provenance.tsx';
import { useTexts } from '../../../state/AppContext.tsx';

/** Names of the columns of numbers. */
export function CountHead() {
  const { t, locale } = useTexts();
  return (
    <div className="words-line words-head" lang={locale}>
      <span />
      <span className="words-count">{t('attrition.passes')}</span>
      <span className="words-count">{t('attrition.alone')}</span>
      <span className="words-count">{t('attrition.left')}</span>
    </div>
  );
}

/** Persons along one sentence: who meets it, whom it alone removes, who is left. */
export function SentenceCounts({
  counts,
  stale,
  label,
}: {
  readonly counts: DraftNodeCount;
  readonly stale: boolean;
  readonly label: string;
}) {
  const { t } = useTexts();
  return (
    <>
      <Figure name={t('attrition.passes')} label={label} count={counts.passes} stale={stale} />
      <Figure name={t('attrition.alone')} label={label} count={counts.aloneRemoves} stale={stale} />
      <Figure name={t('attrition.left')} label={label} count={counts.remaining} stale={stale} strong />
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly label: string;
  readonly count: PublishedCount | null;
  readonly stale: boolean;
  readonly strong?: boolean;
}

function Figure({ name, label, count, stale, strong = false }: FigureProps) {
  return (
    <span className={`words-count num${stale ? ' stale' : ''}${strong ? ' strong' : ''}`} aria-busy={stale}>
      <span className="spoken">{name} </span>
      {count === null ? (
        <span className="quiet">–</span>
      ) : (
        <CountValue count={count} label={`${label} · ${name}`} />
      )}
    </span>
  );
}
