import BookmarkPlus from 'lucide-react/icons/bookmark-plus';
import { useState } from 'react';
import { isSameFinding, latestJudgement } from '../../../../shared/study/safety/safetyFinding.ts';
import type { SafetyResult, SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import { Button } from '../../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { saveFinding } from '../../../state/findingActions.ts';
import type { SafetyChoice } from '../../../state/safety.ts';
import type { Study } from '../../../state/studies.ts';
import { ratioText, withInterval } from '../safetyText.ts';
import { findingOf } from './findingOf.ts';
import { JudgementDialog } from './JudgementDialog.tsx';

interface SaveFindingProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly row: SafetyRow;
  readonly choice: SafetyChoice;
}

/** Saves the outcome that is looked at as a finding, or judges it again. */
export function SaveFinding({ study, result, row, choice }: SaveFindingProps) {
  const app = useApp();
  const { t, own, locale } = useTexts();
  const text = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.text ?? study.text);
  const [asking, setAsking] = useState(false);
  const finding = findingOf(result, row, choice, text);
  const known = study.findings?.find((one) => isSameFinding(one, finding));
  return (
    <>
      {known && (
        <span className={`badge finding-${latestJudgement(known).status}`}>
          {t(`safety.finding.status.${latestJudgement(known).status}`)}
        </span>
      )}
      <Button kind="quiet" icon={BookmarkPlus} onPress={() => setAsking(true)}>
        {t(known ? 'safety.finding.again' : 'safety.finding.keep')}
      </Button>
      {asking && (
        <JudgementDialog
          title={t(known ? 'safety.finding.again' : 'safety.finding.keep')}
          about={t('safety.finding.about', {
            name: own(row.name),
            window: own(finding.timeAtRiskName),
            against: t(`safety.against.${choice.against}`),
            ratio: withInterval(locale, finding.ratio, ratioText),
            persons: own(finding.persons),
          })}
          status={known ? latestJudgement(known).status : 'open'}
          onClose={() => setAsking(false)}
          onSave={(judgement) => {
            setAsking(false);
            void saveFinding(app, study.id, finding, judgement);
          }}
        />
      )}
    </>
  );
}
