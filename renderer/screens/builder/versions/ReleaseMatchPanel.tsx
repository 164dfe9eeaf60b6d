import CircleCheck from 'lucide-react/icons/circle-check';
import Replace from 'lucide-react/icons/replace';
import X from 'lucide-react/icons/x';
import { useEffect, useState } from 'react';
import type { ConceptMatch } from '../../../../shared/cohort/versions/releaseMatchApi.ts';
import { type WantedItem, wantedSets } from '../../../../shared/cohort/versions/wantedConcepts.ts';
import type { Failure } from '../../../../shared/errors/akashiError.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { showDraftPanel } from '../../../state/draftActions.ts';
import type { Draft } from '../../../state/drafts.ts';
import { matchDocument, replaceConcepts } from '../../../state/matchActions.ts';
import { UnmatchedConcept } from './UnmatchedConcept.tsx';

interface Answer {
  readonly matches: readonly ConceptMatch[] | null;
  readonly failure: Failure | null;
}

/** What of a definition's codes the open release lacks, set by set, with what could stand for them. */
export function ReleaseMatchPanel({ draft }: { readonly draft: Draft }) {
  const app = useApp();
  const { t, own } = useTexts();
  const release = useAppState((state) => state.release);
  const ready = useAppState((state) => state.host.state === 'ready');
  const [answer, setAnswer] = useState<Answer>({ matches: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another release, or another attempt, is another question
  useEffect(() => {
    let wanted = true;
    if (release && ready) {
      void matchDocument(app, draft.document, true).then((outcome) => {
        if (!wanted || outcome.kind === 'cancelled') return;
        setAnswer({
          matches: outcome.kind === 'done' ? outcome.value : null,
          failure: outcome.kind === 'failed' ? outcome.failure : null,
        });
      });
    }
    return () => {
      wanted = false;
    };
  }, [app, draft.document, release, ready, attempt]);
  return (
    <Panel
      className="release-match"
      title={t('match.title')}
      aside={release ? own(release.title) : undefined}
      actions={
        <Button icon={X} onPress={() => showDraftPanel(app, null)}>
          {t('versions.close')}
        </Button>
      }
    >
      {!release ? (
        <EmptyState icon={Replace} title={t('match.noRelease')} text={t('match.noReleaseText')} />
      ) : answer.failure ? (
        <FailurePanel failure={answer.failure} retry={() => setAttempt(attempt + 1)} />
      ) : !answer.matches ? (
        <p className="loading">{t('match.asking')}</p>
      ) : (
        <Matches draft={draft} matches={answer.matches} />
      )}
    </Panel>
  );
}

interface MatchesProps {
  readonly draft: Draft;
  readonly matches: readonly ConceptMatch[];
}

function Matches({ draft, matches }: MatchesProps) {
  const app = useApp();
  const { t, own } = useTexts();
  const byId = new Map(matches.map((match) => [match.id, match]));
  const sets = wantedSets(draft.document)
    .map(({ path, name, items }) => ({ path, name, lacking: lackingOf(items, byId), total: items.length }))
    .filter(({ lacking }) => lacking.length > 0);
  if (sets.length === 0) {
    return <EmptyState icon={CircleCheck} title={t('match.fine')} text={t('match.fineText')} />;
  }
  const unknown = sets
    .flatMap(({ lacking }) => lacking)
    .flatMap(({ item, match }) => {
      const [first] = match.state === 'unknown' ? match.proposals : [];
      return first ? [{ item, by: first.concept }] : [];
    });
  return (
    <div className="match-body">
      <div className="match-head">
        <p>{t('match.text')}</p>
        {unknown.length > 1 && (
          <Button icon={Replace} onPress={() => void replaceConcepts(app, draft, unknown)}>
            {t('match.replaceAll', { count: unknown.length })}
          </Button>
        )}
      </div>
      {sets.map(({ path, name, lacking, total }) => (
        <section key={path.join('.')} className="match-set" aria-label={own(name)}>
          <h3>
            {own(name)} <small>{t('match.ofItems', { count: lacking.length, total })}</small>
          </h3>
          <ul>
            {lacking.map(({ item, match }) => (
              <UnmatchedConcept key={item.path.join('.')} draft={draft} item={item} match={match} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function lackingOf(items: readonly WantedItem[], byId: ReadonlyMap<number, ConceptMatch>) {
  return items.flatMap((item) => {
    const match = byId.get(item.wanted.id);
    return match ? [{ item, match }] : [];
  });
}
