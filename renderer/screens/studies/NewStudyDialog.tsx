import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { addEmptyStudy, addStudyOfCohorts } from '../../state/studyActions.ts';

const starts = ['shipped', 'cohorts', 'empty', 'file'] as const;
type Start = (typeof starts)[number];

/** Starts a study: the shipped ones, two cohorts of the list, nothing, or a file. */
export function NewStudyDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t, own } = useTexts();
  const released = useAppState((state) => state.release !== null);
  const listed = useAppState((state) => state.cohorts.value);
  const cohorts = (listed ?? []).filter(({ id }) => app.definitions.has(id));
  const [start, setStart] = useState<Start>(released ? 'shipped' : 'empty');
  const [target, setTarget] = useState<string | null>(null);
  const [comparator, setComparator] = useState<string | null>(null);
  const why: Partial<Record<Start, string>> = {
    ...(released ? {} : { shipped: t('studies.new.needsRelease') }),
    ...(cohorts.length < 2
      ? { cohorts: t(released ? 'studies.new.noCohorts' : 'studies.new.needsRelease') }
      : {}),
  };
  const options = cohorts.map(({ id, title }) => ({ id, label: own(title) }));
  const ready = start !== 'cohorts' || (target !== null && comparator !== null && target !== comparator);
  const go = () => {
    if (!ready) return;
    onClose();
    if (start === 'shipped') performCommand(app, 'study.addShipped');
    else if (start === 'file') performCommand(app, 'study.import');
    else if (start === 'empty') addEmptyStudy(app);
    else if (target !== null && comparator !== null) addStudyOfCohorts(app, target, comparator);
  };
  return (
    <Dialog title={t('studies.new.title')} onClose={onClose} className="wide">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <RadioGroup
          className="radios starts"
          aria-label={t('studies.new.start')}
          value={start}
          onChange={(value) => setStart(starts.find((one) => one === value) ?? 'empty')}
        >
          {starts.map((id) => (
            <Radio
              key={id}
              value={id}
              className="radio"
              autoFocus={id === start}
              isDisabled={why[id] !== undefined}
            >
              <span className="radio-dot" />
              <span>
                <strong>{t(`studies.new.${id}`)}</strong>
                <small>{why[id] ?? t(`studies.new.${id}Text`)}</small>
              </span>
            </Radio>
          ))}
        </RadioGroup>
        {start === 'cohorts' && (
          <div className="study-pair">
            <div className="field">
              <span>{t('studies.new.target')}</span>
              <Choice
                label={t('studies.new.target')}
                value={target}
                onChange={setTarget}
                options={options}
                placeholder="—"
              />
            </div>
            <div className="field">
              <span>{t('studies.new.comparator')}</span>
              <Choice
                label={t('studies.new.comparator')}
                value={comparator}
                onChange={setComparator}
                options={options}
                placeholder="—"
              />
            </div>
          </div>
        )}
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={!ready}>
            {t('studies.new.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
