import { Choice } from '../../../components/Choice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { type Study, studyDocument, studyTitle } from '../../../state/studies.ts';
import { compareStudies } from '../../../state/studyActions.ts';
import { JsonDiffView } from '../../builder/versions/JsonDiffView.tsx';

/** What differs between this study and another. */
export function StudyDiff({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t, own } = useTexts();
  const studies = useAppState((state) => state.studies);
  const wanted = useAppState(({ studyWork }) => studyWork.comparedWith[study.id]);
  const others = Object.values(studies).filter(({ id }) => id !== study.id);
  const other = others.find(({ id }) => id === wanted) ?? others[0];
  if (!other) {
    return (
      <Panel title={t('studies.view.diff')}>
        <p className="hint">{t('studies.diff.none')}</p>
      </Panel>
    );
  }
  const [before, after] = [studyDocument(other.text), studyDocument(study.text)];
  return (
    <Panel
      title={t('studies.view.diff')}
      aside={t('studies.diff.aside', { other: own(studyTitle(other)) })}
      actions={
        <Choice
          label={t('studies.diff.other')}
          value={other.id}
          onChange={(id) => compareStudies(app, study.id, id)}
          options={others.map((one) => ({ id: one.id, label: own(studyTitle(one)) }))}
        />
      }
    >
      {before && after ? (
        <JsonDiffView before={before} after={after} />
      ) : (
        <p className="hint">{t('studies.unreadable')}</p>
      )}
    </Panel>
  );
}
