import { useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';
import {
  type FindingJudgement,
  type FindingStatus,
  findingStatuses,
} from '../../../../shared/study/safety/safetyFinding.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';

interface JudgementDialogProps {
  readonly title: string;
  readonly about: string;
  readonly status: FindingStatus;
  readonly onSave: (judgement: FindingJudgement) => void;
  readonly onClose: () => void;
}

/** Asks how a finding is judged, why, and by whom. */
export function JudgementDialog({ title, about, status: before, onSave, onClose }: JudgementDialogProps) {
  const { t } = useTexts();
  const studies = useAppState((state) => state.studies);
  const [status, setStatus] = useState(before);
  const [reason, setReason] = useState('');
  // Who judged last is mostly who judges now.
  const [by, setBy] = useState(
    () =>
      Object.values(studies)
        .flatMap(({ findings = [] }) => findings.flatMap(({ history }) => history))
        .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.by ?? '',
  );
  const ready = by.trim() !== '';
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            onSave({ at: new Date().toISOString(), by: by.trim(), status, reason: reason.trim() });
          }
        }}
      >
        <p className="hint">{about}</p>
        <div className="field">
          <span>{t('safety.finding.status')}</span>
          <Choice<FindingStatus>
            label={t('safety.finding.status')}
            value={status}
            onChange={setStatus}
            options={findingStatuses.map((id) => ({ id, label: t(`safety.finding.status.${id}`) }))}
          />
        </div>
        <TextField value={reason} onChange={setReason} autoFocus maxLength={2000}>
          <Label>{t('safety.finding.reason')}</Label>
          <TextArea rows={3} />
        </TextField>
        <TextField value={by} onChange={setBy} isRequired maxLength={200}>
          <Label>{t('safety.finding.by')}</Label>
          <Input />
        </TextField>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={!ready}>
            {t('safety.finding.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
