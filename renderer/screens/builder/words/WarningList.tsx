import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useMemo, useState } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import type { DesignWarning } from '../../../../shared/cohort/checks/designWarning.ts';
import type { Severity } from '../../../../shared/cohort/checks/warningKinds.ts';
import { warningTexts } from '../../../../shared/cohort/checks/warningText.ts';
import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { unbroken } from './unbroken.ts';

const signs = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

export interface WarningListProps {
  readonly warnings: readonly DesignWarning[];
  /** The JSON that the warnings are about, for the names of places. */
  readonly document: unknown;
  readonly onJump: (path: NodePath) => void;
}

/** Of many warnings of one kind this many are shown at first. */
const shownOfKind = 2;

/** Design warnings, the worst first; each leads to its place. Notes, and many of one kind, are folded away. */
export function WarningList({ warnings, document, onJump }: WarningListProps) {
  const { t, locale } = useTexts();
  const [withNotes, setWithNotes] = useState(false);
  const kinds = useMemo(() => byKind(warningTexts(document, warnings, locale)), [document, warnings, locale]);
  const notes = warnings.filter(({ severity }) => severity === 'info').length;
  const shown = withNotes ? kinds : kinds.filter(({ severity }) => severity !== 'info');
  return (
    <div className="warnings">
      {shown.length === 0 && (
        <p className="warnings-none">
          <CircleCheck size={15} aria-hidden />
          {t('warnings.none')}
        </p>
      )}
      {shown.length > 0 && (
        <ul aria-label={t('warnings.title')}>
          {shown.map((kind) => (
            <WarningKind key={kind.code} kind={kind} onJump={onJump} />
          ))}
        </ul>
      )}
      {notes > 0 && (
        <Button kind="quiet" aria-expanded={withNotes} onPress={() => setWithNotes(!withNotes)}>
          {withNotes ? t('warnings.hideNotes') : t('warnings.showNotes', { count: notes })}
        </Button>
      )}
    </div>
  );
}

interface Kind {
  readonly code: DesignWarning['code'];
  readonly severity: Severity;
  readonly places: readonly { readonly path: NodePath; readonly text: string }[];
}

function byKind(texts: ReturnType<typeof warningTexts>): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { warning, text } of texts) {
    const { code, severity, path } = warning;
    const places = kinds.get(code)?.places ?? [];
    kinds.set(code, { code, severity, places: [...places, { path, text }] });
  }
  return [...kinds.values()];
}

function WarningKind({ kind, onJump }: { readonly kind: Kind; readonly onJump: WarningListProps['onJump'] }) {
  const { t } = useTexts();
  const [unfolded, setUnfolded] = useState(false);
  const { severity, places } = kind;
  // One more is no longer than the line that would hide it.
  const folds = !unfolded && places.length > shownOfKind + 1;
  return (
    <li className={`warning-kind ${severity}`}>
      <SeverityMark severity={severity} />
      <ul>
        {(folds ? places.slice(0, shownOfKind) : places).map(({ path, text }) => (
          <li key={pathText(path)}>
            <PressTarget className="warning-text" onPress={() => onJump(path)}>
              {unbroken(text)}
            </PressTarget>
          </li>
        ))}
        {folds && (
          <li>
            <Button kind="quiet" onPress={() => setUnfolded(true)}>
              {t('warnings.more', { count: places.length - shownOfKind })}
            </Button>
          </li>
        )}
      </ul>
    </li>
  );
}

/** Error, warning or note: by shape and word. */
function SeverityMark({ severity }: { readonly severity: Severity }) {
  const { t } = useTexts();
  const Sign = signs[severity];
  return (
    <span className={`severity ${severity}`}>
      <Sign size={14} aria-hidden />
      {t(`severity.${severity}`)}
    </span>
  );
}
