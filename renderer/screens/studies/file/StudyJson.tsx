import { useEffect, useRef } from 'react';
import { parsePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../../components/Button.tsx';
import { CodeEditor } from '../../../components/CodeEditor.tsx';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { copyText } from '../../../platform/clipboard.ts';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { failurePath, readStudy } from '../../../state/readStudy.ts';
import type { Study } from '../../../state/studies.ts';
import { editStudyText } from '../../../state/studyActions.ts';
import { jsonPlace } from '../jsonPlace.ts';

/** The study's file as text that can be typed; what is wrong with it leads to its place. */
export function StudyJson({ study, onArrived }: { readonly study: Study; readonly onArrived: () => void }) {
  const app = useApp();
  const { t, failure: message } = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const wanted = useAppState((state) => state.studyPlace);
  const { failures } = readStudy(study);
  useEffect(() => {
    const element = field.current;
    if (wanted === null || !element) return;
    const at = jsonPlace(study.text, parsePath(wanted));
    element.focus();
    element.setSelectionRange(at, at);
    const line = study.text.slice(0, at).split('\n').length;
    const scroller = element.closest('.code');
    if (scroller) scroller.scrollTop = Math.max(0, (line - 6) * 19);
    app.store.setState({ studyPlace: null });
    onArrived();
  }, [wanted, study, app, onArrived]);
  return (
    <Panel
      className="builder-code"
      title={t('studies.json.label')}
      actions={<CopyButton label={t('action.copy')} copy={() => copyText(study.text)} />}
    >
      <CodeEditor
        text={study.text}
        label={t('studies.json.label')}
        fieldRef={field}
        onChange={(text) =>
          void editStudyText(app, study.id, text, {
            title: { key: 'studies.change.json' },
            tab: 'file',
            merge: 'json',
          })
        }
      />
      <div className={`json-state${failures.length === 0 ? '' : ' bad'}`} role="status">
        <span>
          {failures.length === 0
            ? t('studies.json.fine')
            : t('studies.json.problems', { count: failures.length })}
        </span>
      </div>
      {failures.length > 0 && (
        <ul className="study-failures">
          {failures.map((failure, i) => {
            const path = failurePath(failure);
            const line =
              path === null ? null : study.text.slice(0, jsonPlace(study.text, path)).split('\n').length;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole and never reordered
              <li key={i}>
                {path !== null && line !== null && (
                  <Button kind="quiet" onPress={() => app.store.setState({ studyPlace: pathText(path) })}>
                    {t('studies.json.line', { line })}
                  </Button>
                )}
                <span>{message(failure)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
