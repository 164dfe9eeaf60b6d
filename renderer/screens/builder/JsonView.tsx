import { useState } from 'react';
import { isObject } from '../../../shared/cohort/expression/definitionReader.ts';
import { jsonSyntaxError } from '../../../shared/cohort/expression/jsonSyntax.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { Button } from '../../components/Button.tsx';
import { CodeEditor } from '../../components/CodeEditor.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { editDraft } from '../../state/draftActions.ts';
import type { Draft } from '../../state/drafts.ts';

interface JsonViewProps {
  readonly draft: Draft;
  readonly problems: readonly Failure[];
}

/** The definition as JSON that can be typed: it takes effect while it can be read, and nothing typed is lost. */
export function JsonView({ draft, problems }: JsonViewProps) {
  const app = useApp();
  const { t, failure } = useTexts();
  const unread = useAppState((state) => state.unreadJson[draft.id]);
  const [written, setWritten] = useState<{ readonly document: unknown; readonly text: string } | null>(null);
  const own = written?.document === draft.document ? written.text : null;
  const text = unread ?? own ?? JSON.stringify(draft.document, null, 2);
  const keep = (typed: string | undefined) =>
    app.store.setState(({ unreadJson: { [draft.id]: _, ...others } }) => ({
      unreadJson: typed === undefined ? others : { ...others, [draft.id]: typed },
    }));
  const type = (typed: string) => {
    const read = readObject(typed);
    keep(read === null ? typed : undefined);
    if (read === null) return;
    if (JSON.stringify(read) === JSON.stringify(draft.document)) {
      // Only white space differs: what was typed stays as it was typed.
      setWritten({ document: draft.document, text: typed });
      return;
    }
    setWritten({ document: read, text: typed });
    void editDraft(app, draft.id, {
      title: { key: 'builder.change.json' },
      place: [],
      document: read,
      merge: 'json',
    });
  };
  return (
    <Panel
      className="builder-code"
      title={t('builder.json.label')}
      actions={<CopyButton label={t('action.copy')} copy={() => copyText(text)} />}
    >
      <CodeEditor text={text} label={t('builder.json.label')} onChange={type} />
      <div
        className={`json-state${unread === undefined && problems.length === 0 ? '' : ' bad'}`}
        role="status"
      >
        {unread === undefined ? (
          <span>{problems[0] ? failure(problems[0]) : t('builder.json.fine')}</span>
        ) : (
          <>
            <strong>{whereUnread(unread, t)}</strong>
            <span>{t('builder.json.kept')}</span>
            <Button onPress={() => keep(undefined)}>{t('builder.json.discard')}</Button>
          </>
        )}
      </div>
    </Panel>
  );
}

function readObject(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function whereUnread(text: string, t: ReturnType<typeof useTexts>['t']): string {
  try {
    JSON.parse(text);
    return t('builder.json.notObject');
  } catch {
    return t('builder.json.notJson', jsonSyntaxError(text));
  }
}
