import { useMemo, useState } from 'react';
import { diffStudies } from '../../../../shared/study/words/studyDiff.ts';
import { Choice } from '../../../components/Choice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import { type Study, studiesOfType, studyTitle } from '../../../state/studies.ts';
import { compareStudies } from '../../../state/studyActions.ts';
import { JsonDiffView } from '../../builder/versions/JsonDiffView.tsx';
import { DiffLines } from '../../builder/words/DefinitionDiffView.tsx';
import { goToPlace } from './goToPlace.ts';

/** What differs between this study and another, in words or as JSON. */
export function StudyDiff({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, own } = useTexts();
  const [as, setAs] = useState<'words' | 'json'>('words');
  const studies = useAppState((state) => state.studies);
  const wanted = useAppState(({ studyWork }) => studyWork.comparedWith[study.id]);
  const others = studiesOfType(studies, 'comparison').filter(({ id }) => id !== study.id);
  const other = others.find(({ id }) => id === wanted) ?? others[0];
  if (!other) {
    return (
      <Panel title={t('studies.view.diff')}>
        <p className="hint">{t('studies.diff.none')}</p>
      </Panel>
    );
  }
  const [before, after] = [readStudy(other).document, readStudy(study).document];
  return (
    <Panel
      title={t('studies.view.diff')}
      aside={t('studies.diff.aside', { other: own(studyTitle(other)) })}
      actions={
        <>
          <Choice
            label={t('studies.diff.other')}
            value={other.id}
            onChange={(id) => compareStudies(app, study.id, id)}
            options={others.map((one) => ({ id: one.id, label: own(studyTitle(one)) }))}
          />
          <Segments
            label={t('studies.view')}
            value={as}
            onChange={setAs}
            options={[
              { id: 'words', label: t('studies.diff.words') },
              { id: 'json', label: 'JSON' },
            ]}
          />
        </>
      }
    >
      {!before || !after ? (
        <p className="hint">{t('studies.unreadable')}</p>
      ) : as === 'json' ? (
        <JsonDiffView before={before} after={after} />
      ) : (
        <DiffWords study={study} other={other} />
      )}
    </Panel>
  );
}

function DiffWords({ study, other }: { readonly study: Study; readonly other: Study }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const [before, after] = [readStudy(other).form, readStudy(study).form];
  const sections = useMemo(
    () => (before && after ? diffStudies(before, after, locale) : []),
    [before, after, locale],
  );
  if (sections.length === 0) return <p className="hint">{t('studies.diff.same')}</p>;
  return (
    <div className="diff">
      {sections.map(({ id, title, lines }) => (
        <section key={id} className="diff-section">
          <h3>{title}</h3>
          <DiffLines lines={lines} onJump={(path) => goToPlace(app, path)} />
        </section>
      ))}
    </div>
  );
}
