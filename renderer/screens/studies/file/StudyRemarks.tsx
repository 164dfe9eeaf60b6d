import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useMemo } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import { pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import { studyWarnings } from '../../../../shared/study/words/studyWarnings.ts';
import { Panel } from '../../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { StudyForm } from '../../../state/studyForm.ts';
import { goToPlace } from './goToPlace.ts';

const signs = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const DAY_MS = 86_400_000;
const order = ['error', 'warning', 'info'] as const;

/** What an experienced reviewer would remark on, the worst first; each leads to its place. */
export function StudyRemarks({ form }: { readonly form: StudyForm }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const coverage = useAppState((state) => state.release?.coverage ?? null);
  const warnings = useMemo(() => {
    const days = coverage && (Date.parse(coverage.last) - Date.parse(coverage.first)) / DAY_MS;
    return studyWarnings(form, locale, days === null ? null : { days }).toSorted(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
    );
  }, [form, locale, coverage]);
  return (
    <Panel title={t('studies.remarks.title')} aside={t('studies.remarks.aside', { count: warnings.length })}>
      {warnings.length === 0 ? (
        <p className="study-remark">
          <CircleCheck size={15} aria-hidden />
          {t('studies.remarks.none')}
        </p>
      ) : (
        <ul>
          {warnings.map(({ code, severity, path, text }) => {
            const Sign = signs[severity];
            return (
              <li key={`${code} ${pathText(path)}`} className={`study-remark ${severity}`}>
                <Sign size={15} aria-hidden />
                <PressTarget className="trial-line" onPress={() => goToPlace(app, path)}>
                  {text}
                </PressTarget>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
