import CopyPlus from 'lucide-react/icons/copy-plus';
import Undo2 from 'lucide-react/icons/undo-2';
import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { sameDocument, type Version } from '../../../../shared/cohort/versions/version.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { addCopy, restoreVersion, showDraft } from '../../../state/draftActions.ts';
import type { Draft } from '../../../state/drafts.ts';
import { noteVersion } from '../../../state/versionActions.ts';
import { VersionDiff } from './VersionDiff.tsx';

interface VersionDetailProps {
  readonly draft: Draft;
  readonly version: Version;
  /** All of the draft's, latest first. */
  readonly versions: readonly Version[];
}

const theDraft = 'draft';

/** One version: what is different since, in the draft or in another version; its note; and what can be done with it. */
export function VersionDetail({ draft, version, versions }: VersionDetailProps) {
  const app = useApp();
  const { t, moment } = useTexts();
  const [against, compareWith] = useState(theDraft);
  const other = versions.find(({ id }) => id === against);
  const document = other?.document ?? draft.document;
  const isCurrent = sameDocument(draft.document, version.document);
  return (
    <div className="version-detail">
      <div className="version-line">
        <NoteField version={version} />
        <span className="spacer" />
        <Button icon={CopyPlus} onPress={() => addCopy(app, version.name, version.document)}>
          {t('versions.duplicate')}
        </Button>
        <Button
          kind="primary"
          icon={Undo2}
          isDisabled={isCurrent}
          onPress={() => void restoreVersion(app, draft.id, version, moment(version.at))}
        >
          {t('versions.restore')}
        </Button>
      </div>
      <div className="version-line">
        <h3>{t('versions.since', { at: moment(version.at) })}</h3>
        <Choice
          label={t('versions.against')}
          value={other ? other.id : theDraft}
          onChange={compareWith}
          options={[
            { id: theDraft, label: t('versions.againstDraft') },
            ...versions
              .filter(({ id }) => id !== version.id)
              .map(({ id, at, note }) => ({ id, label: note === '' ? moment(at) : `${moment(at)} ${note}` })),
          ]}
        />
      </div>
      <VersionDiff
        before={version.document}
        after={document}
        onJump={other ? null : (path) => showDraft(app, draft.id, path)}
      />
    </div>
  );
}

/** The user's word on a version: kept when the field is left. */
function NoteField({ version }: { readonly version: Version }) {
  const app = useApp();
  const { t } = useTexts();
  const [note, setNote] = useState(version.note);
  const keep = () => {
    if (note.trim() !== version.note) void noteVersion(app, version, note);
  };
  return (
    <TextField className="version-note-field" value={note} onChange={setNote} onBlur={keep} maxLength={200}>
      <Label>{t('versions.note')}</Label>
      <Input placeholder={t('versions.noteExample')} onKeyDown={(event) => event.key === 'Enter' && keep()} />
    </TextField>
  );
}
