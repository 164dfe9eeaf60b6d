import { type ReactNode, useState } from 'react';
import { Link } from 'react-aria-components';
import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { TextSection } from '../../../../shared/cohort/sentences/definitionText.ts';
import { isChip, type Part, partsText } from '../../../../shared/cohort/sentences/part.ts';
import type { Sentence } from '../../../../shared/cohort/sentences/wording.ts';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { SentenceCounts } from './SentenceCounts.tsx';
import { useSentences } from './sentenceContext.ts';
import { unbroken } from './unbroken.ts';

/** Codes of a concept set that are shown before the rest is asked for. */
const shownCodes = 6;

/** A chapter of the text. */
export function SentenceSection({ section }: { readonly section: TextSection }) {
  const { id, title, sentences, numbered } = section;
  const List = numbered ? 'ol' : 'ul';
  // What follows the numbered rules speaks of all of them.
  const rules = numbered ? sentences.filter(({ path }) => typeof path.at(-1) === 'number') : sentences;
  const after = sentences.filter((sentence) => !rules.includes(sentence));
  return (
    <section className={`words-section ${id}`}>
      <h3>{title}</h3>
      <List className={numbered ? 'words-list numbered' : 'words-list'}>
        {rules.map((sentence, i) => (
          <SentenceItem
            key={pathText(sentence.path) + partsText(sentence.parts)}
            sentence={sentence}
            number={numbered ? i + 1 : null}
            folds={id === 'conceptSets'}
          />
        ))}
      </List>
      {after.length > 0 && (
        <ul className="words-list">
          {after.map((sentence) => (
            <SentenceItem key={pathText(sentence.path)} sentence={sentence} number={null} folds={false} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface SentenceItemProps {
  readonly sentence: Sentence;
  readonly number: number | null;
  /** Whether only some of many members are shown at first. */
  readonly folds: boolean;
}

function SentenceItem({ sentence, number, folds }: SentenceItemProps) {
  const { t } = useTexts();
  const { selected, byPath, stale } = useSentences();
  const [unfolded, setUnfolded] = useState(false);
  const { path, parts, members, heading, note, remark } = sentence;
  const place = pathText(path);
  const counts = byPath.get(place);
  const hidden = folds && !unfolded ? Math.max(0, members.length - shownCodes) : 0;
  const shown = hidden > 0 ? members.slice(0, shownCodes) : members;
  return (
    <li className={selected === place ? 'selected' : ''}>
      <div className="words-line">
        <p className={remark ? 'words-remark' : ''}>
          {number !== null && <span className="words-number num">{number}.</span>}
          {heading !== undefined && (
            <SentenceChip part={{ text: heading, path, kind: 'rule' }} className="words-heading" />
          )}
          {parts.map((part, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
            <SentencePart key={i} part={part} />
          ))}
          {note !== undefined && <small className="words-note">{note}</small>}
        </p>
        {counts && <SentenceCounts counts={counts} stale={stale} label={heading ?? partsText(parts)} />}
      </div>
      {members.length > 0 && (
        <ul className="words-list nested">
          {shown.map((member) => (
            <SentenceItem key={pathText(member.path)} sentence={member} number={null} folds={false} />
          ))}
          {hidden > 0 && (
            <li>
              <Button kind="quiet" onPress={() => setUnfolded(true)}>
                {t('words.more', { count: hidden })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function SentencePart({ part }: { readonly part: Part }): ReactNode {
  return isChip(part) ? <SentenceChip part={part} className={`kind-${part.kind}`} /> : unbroken(part.text);
}

interface SentenceChipProps {
  readonly part: { readonly text: string; readonly path: NodePath; readonly kind: string };
  readonly className: string;
}

/** A piece of the text that leads to its place; where nothing listens, just a piece of the text. */
function SentenceChip({ part, className }: SentenceChipProps) {
  const { selected, onSelect } = useSentences();
  const isSelected = selected !== null && selected === pathText(part.path);
  if (!onSelect) return <span className={`words-chip ${className}`}>{unbroken(part.text)}</span>;
  return (
    // A button would break lines as a block; this one is part of the line.
    <Link
      className={`words-chip ${className}${isSelected ? ' current' : ''}`}
      onPress={() => onSelect(part.path)}
      {...(isSelected ? { 'aria-current': 'true' } : {})}
    >
      {unbroken(part.text)}
    </Link>
  );
}
