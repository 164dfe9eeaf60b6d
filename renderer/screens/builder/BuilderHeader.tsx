import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDot from 'lucide-react/icons/circle-dot';
import Download from 'lucide-react/icons/download';
import Play from 'lucide-react/icons/play';
import Save from 'lucide-react/icons/save';
import { useState } from 'react';
import { Input, Menu, MenuItem, MenuTrigger, Popover, TextField } from 'react-aria-components';
import { readableCohortSql } from '../../../shared/cohort/compile/readableSql.ts';
import { parsePath } from '../../../shared/cohort/edit/nodePath.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import type { Locale } from '../../../shared/i18n/translate.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { Segments } from '../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { type App, notify } from '../../state/app.ts';
import type { BuilderView } from '../../state/appState.ts';
import { nameDraft, selectPlace, showView } from '../../state/builderActions.ts';
import { type Draft, draftTitle } from '../../state/drafts.ts';
import { CountLine } from './CountLine.tsx';
import { focusOutline } from './focusOutline.ts';
import { problemPath } from './useDefinition.ts';
import type { LiveCounts } from './useDraftCounts.ts';
import { PanelButtons } from './versions/PanelButtons.tsx';
import { draftWords } from './words/draftWords.ts';

interface BuilderHeaderProps {
  readonly draft: Draft;
  readonly counts: LiveCounts;
  readonly problems: readonly Failure[];
}

const views: readonly BuilderView[] = ['sentences', 'tree', 'json', 'sql'];

/** The definition's name, how it is shown, how many it takes in, and what can be done with the whole. */
export function BuilderHeader({ draft, counts, problems }: BuilderHeaderProps) {
  const app = useApp();
  const { t } = useTexts();
  const view = useAppState((state) => state.builderView);
  const ready = useAppState(({ release, host }) => release !== null && host.state === 'ready');
  const broken = problems.length > 0;
  return (
    <header className="builder-head">
      <h1 className="spoken">{draftTitle(draft)}</h1>
      <div className="builder-line">
        <NameField draft={draft} />
        <SavedState draft={draft} />
        <span className="spacer" />
        <Segments
          label={t('builder.views')}
          value={view}
          onChange={(chosen) => showView(app, chosen)}
          options={views.map((id) => ({ id, label: t(`builder.view.${id}`) }))}
        />
        <PanelButtons />
        <ExportMenu draft={draft} broken={broken} />
        <Button
          icon={Save}
          isDisabled={!ready || broken || !draft.unsaved}
          onPress={() => performCommand(app, 'builder.save')}
        >
          {t('builder.save')}
        </Button>
        <Button
          kind="primary"
          icon={Play}
          isDisabled={!ready || broken}
          onPress={() => performCommand(app, 'builder.generate')}
        >
          {t('builder.generate')}
        </Button>
      </div>
      {broken ? <Problems problems={problems} /> : <CountLine counts={counts} />}
    </header>
  );
}

/** The name; while it is not edited, only the reader's half of a name in both languages. */
function NameField({ draft }: { readonly draft: Draft }) {
  const app = useApp();
  const { t, own } = useTexts();
  const [editing, setEditing] = useState(false);
  const name = draftTitle(draft);
  return (
    <TextField
      className="builder-name"
      aria-label={t('builder.name')}
      value={editing ? name : own(name)}
      onFocus={() => setEditing(true)}
      onBlur={() => setEditing(false)}
      onKeyDown={({ key }) => (key === 'Enter' || key === 'Escape') && focusOutline()}
      onChange={(text) => void nameDraft(app, draft, text)}
    >
      <Input />
    </TextField>
  );
}

function SavedState({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts();
  const Sign = draft.unsaved ? CircleDot : CircleCheck;
  return (
    <span className={`saved-state ${draft.unsaved ? 'unsaved' : ''}`}>
      <Sign size={13} aria-hidden />
      {t(draft.unsaved ? 'builder.unsaved' : 'builder.saved')}
    </span>
  );
}

function Problems({ problems }: { readonly problems: readonly Failure[] }) {
  const app = useApp();
  const { t, failure } = useTexts();
  const [first] = problems;
  const path = first ? problemPath(first) : null;
  return (
    <div className="builder-problem" role="status">
      <strong>{t('builder.problems', { count: problems.length })}</strong>
      <span className="builder-problem-text">{first && failure(first)}</span>
      {path !== null && (
        <Button
          onPress={() => {
            selectPlace(app, parsePath(path));
            if (app.store.getState().builderView === 'sql') showView(app, 'tree');
          }}
        >
          {t('builder.problems.show')}
        </Button>
      )}
    </div>
  );
}

function ExportMenu({ draft, broken }: { readonly draft: Draft; readonly broken: boolean }) {
  const app = useApp();
  const { t, locale } = useTexts();
  return (
    <MenuTrigger>
      <Button icon={Download}>{t('builder.export')}</Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('builder.export')}
          disabledKeys={broken ? ['sql', 'md', 'html'] : []}
          onAction={(key) => void exportDraft(app, draft, key as ExportKind, locale)}
        >
          <MenuItem id="json">{t('builder.export.json')}</MenuItem>
          <MenuItem id="html">{t('words.export.html')}</MenuItem>
          <MenuItem id="md">{t('words.export.markdown')}</MenuItem>
          <MenuItem id="sql">{t('builder.export.sql')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

type ExportKind = 'json' | 'sql' | 'md' | 'html';

async function exportDraft(app: App, draft: Draft, kind: ExportKind, locale: Locale): Promise<void> {
  const text =
    kind === 'json'
      ? `${JSON.stringify(draft.document, null, 2)}\n`
      : kind === 'sql'
        ? draftSql(draft)
        : draftWords(draft, kind, locale, today());
  const file = `${draft.name.replaceAll(/[\\/:*?"<>|]/g, '_')}.${kind}`;
  if (text !== null && (await app.platform.saveFile(file, text))) {
    notify(app, 'done', { key: 'notice.saved', params: { file } });
  }
}

/** The day on the user's calendar. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The definition as SQL for people; null while it cannot be read. */
export function draftSql(draft: Draft): string | null {
  const parsed = parseDefinition(draft.name, JSON.stringify(draft.document));
  return parsed.ok ? readableCohortSql(parsed.definition).text : null;
}
