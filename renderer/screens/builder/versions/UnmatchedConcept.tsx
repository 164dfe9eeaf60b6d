import CircleHelp from 'lucide-react/icons/circle-question-mark';
import CircleSlash from 'lucide-react/icons/circle-slash';
import type { ConceptMatch } from '../../../../shared/cohort/versions/releaseMatchApi.ts';
import type { WantedItem } from '../../../../shared/cohort/versions/wantedConcepts.ts';
import type { ConceptEntry } from '../../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../../components/Button.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import type { Draft } from '../../../state/drafts.ts';
import { codeOf, replaceConcepts } from '../../../state/matchActions.ts';

interface UnmatchedConceptProps {
  readonly draft: Draft;
  readonly item: WantedItem;
  readonly match: ConceptMatch;
}

/** A concept that the release lacks or does not use, and what could stand for it. */
export function UnmatchedConcept({ draft, item, match }: UnmatchedConceptProps) {
  const app = useApp();
  const { t, locale, count } = useTexts();
  const { wanted } = item;
  const Sign = match.state === 'unknown' ? CircleHelp : CircleSlash;
  const nameOf = (concept: ConceptEntry) =>
    (locale === 'ja' ? concept.japanese : concept.english) ?? concept.name;
  const personsOf = ({ counts, withDescendants }: ConceptEntry) => {
    const below = wanted.withDescendants ? withDescendants : null;
    if (below) return t('match.personsBelow', { count: count(below.persons) });
    return counts && t('match.persons', { count: count(counts.persons) });
  };
  const name = match.concept ? nameOf(match.concept) : wanted.name;
  return (
    <li className={`match-item ${match.state}`}>
      <p className="match-concept">
        <Sign size={15} aria-hidden />
        <span className="mono">{codeOf(item)}</span>
        <span>{name}</span>
        <small>
          {wanted.vocabulary} {wanted.id}
        </small>
        <strong>{t(`match.state.${match.state}`)}</strong>
      </p>
      {match.proposals.length === 0 ? (
        <p className="hint">{t('match.noProposal')}</p>
      ) : (
        <ul className="match-proposals">
          {match.proposals.map(({ concept, by }) => (
            <li key={concept.id}>
              <span className="mono">{concept.code}</span>
              <span>{nameOf(concept)}</span>
              <small>
                {concept.vocabulary} · {t(`match.by.${by}`)}
                {personsOf(concept) && ` · ${personsOf(concept)}`}
              </small>
              <Button
                aria-label={t('match.replaceWith', { from: codeOf(item), to: concept.code })}
                onPress={() => void replaceConcepts(app, draft, [{ item, by: concept }])}
              >
                {t('match.replace')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
