import ArrowLeft from 'lucide-react/icons/arrow-left';
import Pencil from 'lucide-react/icons/pencil';
import { type ReactNode, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { type Study, studyDocument, studyTitle } from '../../state/studies.ts';
import { renameStudy } from '../../state/studyActions.ts';

/** The way back, what a study is called, which can be changed here, and below it what is known of it. */
export function StudyTitle({
  study,
  onBack,
  children,
}: {
  readonly study: Study;
  readonly onBack: () => void;
  readonly children: ReactNode;
}) {
  const app = useApp();
  const { t, own } = useTexts();
  const title = studyTitle(study);
  const canRename = studyDocument(study.text) !== null;
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Button kind="quiet" icon={ArrowLeft} aria-label={t('studies.back')} onPress={onBack} />
      <div className="detail-title">
        <h1 className={renaming ? 'spoken' : ''}>
          {own(title)}
          {canRename && !renaming && (
            <Button
              kind="quiet"
              icon={Pencil}
              aria-label={t('studies.name')}
              onPress={() => setRenaming(true)}
            />
          )}
        </h1>
        {canRename && renaming && (
          <TextField
            aria-label={t('studies.name')}
            autoFocus
            value={title}
            onChange={(name) => void renameStudy(app, study.id, name)}
            onBlur={() => setRenaming(false)}
            onKeyDown={({ key }) => (key === 'Enter' || key === 'Escape') && setRenaming(false)}
          >
            <Input />
          </TextField>
        )}
        <p className="detail-facts">{children}</p>
      </div>
    </>
  );
}
