import { useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';
import { listAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import type { OutcomeResult } from '../../../../shared/study/result/comparisonResult.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { readStudy } from '../../../state/readStudy.ts';
import { overrideDiagnostics } from '../../../state/studyRuns.ts';
import type { Shown } from './ResultFrame.tsx';

/** What the study's file asks of a reason. */
const shortest = 10;

/** Asks why a blinded effect is to be looked at: the reason goes into the study's file and stays with the result. */
export function OverrideDialog({
  shown,
  outcome,
  onClose,
}: {
  readonly shown: Shown;
  readonly outcome: OutcomeResult;
  readonly onClose: () => void;
}) {
  const app = useApp();
  const { t, own } = useTexts();
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const ready = reason.trim().length >= shortest && by.trim() !== '';
  const go = () => {
    if (!ready) return;
    const { study, pair } = shown;
    onClose();
    void overrideDiagnostics(
      app,
      study.id,
      {
        target: pair.target,
        comparator: pair.comparator,
        outcome: outcome.outcome,
        timeAtRisk: outcome.timeAtRisk,
        reason: reason.trim(),
        by: by.trim(),
        at: new Date().toISOString(),
      },
      listAt(readStudy(study).document ?? {}, ['overrides']) as readonly object[],
    );
  };
  return (
    <Dialog title={t('studies.override.title')} onClose={onClose} className="wide">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <p className="hint">
          {t('studies.override.text', {
            outcome: own(outcome.name),
            failed: (outcome.blinding?.failed ?? [])
              .map((kind) => t(`study.diagnostic.${kind}`))
              .join(t('studies.listJoin')),
          })}
        </p>
        <TextField value={reason} onChange={setReason} isRequired autoFocus>
          <Label>{t('studies.override.reason', { count: shortest })}</Label>
          <TextArea rows={4} />
        </TextField>
        <TextField value={by} onChange={setBy} isRequired>
          <Label>{t('studies.override.by')}</Label>
          <Input />
        </TextField>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={!ready}>
            {t('studies.override.open')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
