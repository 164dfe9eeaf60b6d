import { useState } from 'react';
import { Segments } from '../../../components/Segments.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { Study } from '../../../state/studies.ts';
import { StudyDiff } from './StudyDiff.tsx';
import { StudyJson } from './StudyJson.tsx';

type View = 'json' | 'diff';

/** The study as a protocol in words, as its JSON, and beside another. */
export function FileTab({ study }: { readonly study: Study }) {
  const { t } = useTexts();
  const wanted = useAppState((state) => state.studyPlace);
  const [chosen, setChosen] = useState<View>('json');
  const view = wanted === null ? chosen : 'json';
  return (
    <div className="study-stack">
      <Segments<View>
        label={t('studies.view')}
        value={view}
        onChange={setChosen}
        options={(['json', 'diff'] as const).map((id) => ({ id, label: t(`studies.view.${id}`) }))}
      />
      {view === 'json' ? (
        <StudyJson study={study} onArrived={() => setChosen('json')} />
      ) : (
        <StudyDiff study={study} />
      )}
    </div>
  );
}
