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
import { useTexts } from '../../../state/AppContext.tsx';

const signs = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

export interface WarningListProps {
  readonly warnings: readonly DesignWarning[];
  /** The JSON that the warnings are about, for the names of places. */
  readonly document: unknown;
  readonly onJump: (path: NodePath) => void;
}

/** Design warnings, the worst first; each leads to its place. Notes are folded away. */
export function WarningList({ warnings, document, onJump }: WarningListProps) {
  const { t, locale } = useTexts();
  const [withNotes, setWithNotes] = useState(false);
  const texts = useMemo(() => warningTexts(document, warnings, locale), [document, warnings, locale]);
  if (texts.length === 0) {
    return (
      <p className="warnings-none">
        <CircleCheck size={15} aria-hidden />
        {t('warnings.none')}
      </p>
    );
  }
  const notes = texts.filter(({ warning }) => warning.severity === 'info');
  const shown = withNotes ? texts : texts.filter(({ warning }) => warning.severity !== 'info');
  return (
    <div className="warnings">
      <ul aria-label={t('warnings.title')}>
        {shown.map(({ warning, text }) => (
          <li
            key={`${warning.code} ${pathText(warning.path)}`}
            className={`warning-item ${warning.severity}`}
          >
            <SeverityMark severity={warning.severity} />
            <PressTarget className="warning-text" onPress={() => onJump(warning.path)}>
              {text}
            </PressTarget>
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <PressTarget className="link" aria-expanded={withNotes} onPress={() => setWithNotes(!withNotes)}>
          {withNotes ? t('warnings.hideNotes') : t('warnings.showNotes', { count: notes.length })}
        </PressTarget>
      )}
    </div>
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

/** How many warnings of each weight, small enough for a header; nothing where there are none but notes. */
export function WarningBadge({ warnings }: { readonly warnings: readonly DesignWarning[] }) {
  const { t } = useTexts();
  const count = (severity: Severity) => warnings.filter((warning) => warning.severity === severity).length;
  const [errors, cautions, infos] = [count('error'), count('warning'), count('info')];
  if (errors + cautions === 0) return null;
  return (
    <span className="warning-badge" title={t('warnings.badge', { errors, warnings: cautions, infos })}>
      <span className="spoken">{t('warnings.badge', { errors, warnings: cautions, infos })}</span>
      {errors > 0 && (
        <span className="severity error" aria-hidden>
          <CircleAlert size={14} />
          <span className="num">{errors}</span>
        </span>
      )}
      {cautions > 0 && (
        <span className="severity warning" aria-hidden>
          <TriangleAlert size={14} />
          <span className="num">{cautions}</span>
        </span>
      )}
    </span>
  );
}
