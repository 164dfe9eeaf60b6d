import ArrowUpDown from 'lucide-react/icons/arrow-up-down';
import Minus from 'lucide-react/icons/minus';
import Pencil from 'lucide-react/icons/pencil';
import Plus from 'lucide-react/icons/plus';
import { useMemo } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import { type DiffLine, diffDefinitions } from '../../../../shared/cohort/diff/definitionDiff.ts';
import type { DiffPiece } from '../../../../shared/cohort/diff/diffPieces.ts';
import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { CohortDefinition } from '../../../../shared/cohort/expression/cohortDefinition.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import { unbroken } from './unbroken.ts';

const signs = { added: Plus, removed: Minus, changed: Pencil, moved: ArrowUpDown } as const;

export interface DefinitionDiffViewProps {
  readonly before: CohortDefinition;
  readonly after: CohortDefinition;
  /** Leads to a place of the newer definition; without it lines are not pressed. */
  readonly onJump?: (path: NodePath) => void;
}

/** What two versions of a definition say differently, as sentences: marked by sign, word and strike-through. */
export function DefinitionDiffView({ before, after, onJump }: DefinitionDiffViewProps) {
  const { t, locale } = useTexts();
  const diff = useMemo(() => diffDefinitions(before, after, locale), [before, after, locale]);
  const { added, removed, changed, sections } = diff;
  if (sections.length === 0) return <p className="hint">{t('diff.none')}</p>;
  return (
    <div className="diff">
      <p className="hint">{t('diff.summary', { added, removed, changed })}</p>
      {sections.map(({ id, title, lines }) => (
        <section key={id} className="diff-section">
          <h3>{title}</h3>
          <DiffLines lines={lines} onJump={onJump} />
        </section>
      ))}
    </div>
  );
}

type Jump = DefinitionDiffViewProps['onJump'];

/** Lines of a difference in words, each with those below it. */
export function DiffLines({ lines, onJump }: { readonly lines: readonly DiffLine[]; readonly onJump: Jump }) {
  return (
    <ul className="diff-lines">
      {lines.map((line) => (
        <DiffItem key={`${line.kind} ${pathText(line.path)}`} line={line} onJump={onJump} />
      ))}
    </ul>
  );
}

function DiffItem({ line, onJump }: { readonly line: DiffLine; readonly onJump: Jump }) {
  const { t } = useTexts();
  const { kind, path, heading, pieces, note, members } = line;
  const Sign = kind === 'kept' ? null : signs[kind];
  const text = (
    <>
      {heading.length > 0 && (
        <strong>
          <Pieces pieces={heading} />{' '}
        </strong>
      )}
      <Pieces pieces={pieces} />
      {note.length > 0 && (
        <small>
          <Pieces pieces={note} />
        </small>
      )}
    </>
  );
  return (
    <li className={`diff-item ${kind}`}>
      <div className="diff-line">
        <span className="diff-sign">
          {Sign && <Sign size={13} aria-hidden />}
          {kind !== 'kept' && <span className="spoken">{t(`diff.${kind}`)} </span>}
        </span>
        {onJump && kind !== 'removed' ? (
          <PressTarget className="diff-text" onPress={() => onJump(path)}>
            {text}
          </PressTarget>
        ) : (
          <span className="diff-text">{text}</span>
        )}
      </div>
      {members.length > 0 && <DiffLines lines={members} onJump={onJump} />}
    </li>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly DiffPiece[] }) {
  return pieces.map(({ kind, text: raw }, i) => {
    const text = unbroken(raw);
    const key = `${i} ${kind}`;
    if (kind === 'added') return <ins key={key}>{text}</ins>;
    return kind === 'removed' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
  });
}
