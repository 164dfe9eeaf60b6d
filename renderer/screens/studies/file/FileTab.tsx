import { useCallback, useState } from 'react';
import { Segments } from '../../../components/Segments.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { Study } from '../../../state/studies.ts';
import { StudyDiff } from './StudyDiff.tsx';
import { StudyJson } from './StudyJson.tsx';
import { StudyPlan } from './StudyPlan.tsx';

type View = 'plan' | 'json' | 'diff';

/** The study as a protocol in words, as its JSON, and beside another. */
export function FileTab({ study }: { readonly study: Study }) {
  const { t } = useTexts();
  const wanted = useAppState((state) => state.studyPlace);
  const [chosen, setChosen] = useState<View>('plan');
  const view = wanted === null ? chosen : 'json';
  const arrived = useCallback(() => setChosen('json'), []);
  return (
    <div className="study-stack">
      <Segments<View>
        label={t('studies.view')}
        value={view}
        onChange={setChosen}
        options={(['plan', 'json', 'diff'] as const).map((id) => ({ id, label: t(`studies.view.${id}`) }))}
      />
      {view === 'plan' ? (
        <StudyPlan study={study} />
      ) : view === 'json' ? (
        <StudyJson study={study} onArrived={arrived} />
      ) : (
        <StudyDiff study={study} />
      )}
    </div>
  );
}
