import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { emptyDefinition } from '../../../shared/cohort/edit/newNodes.ts';
import type { TemplateId } from '../../../shared/cohort/templates/template.ts';
import { templates } from '../../../shared/cohort/templates/templates.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { startDraft } from '../../state/builderActions.ts';
import { TemplateForm } from './TemplateForm.tsx';

type Start = TemplateId | 'empty' | 'file';

const starts: readonly Start[] = [...templates.map(({ id }) => id), 'empty', 'file'];

/** Starts a definition: from a template that asks for its concepts, empty, or from a file. */
export function NewDefinitionDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t } = useTexts();
  const released = useAppState((state) => state.release !== null);
  const [start, setStart] = useState<Start>('newUsers');
  const [asking, setAsking] = useState(false);
  const template = templates.find(({ id }) => id === start);
  const go = () => {
    if (template) setAsking(true);
    else if (start === 'empty') {
      const name = t('builder.new.title');
      startDraft(app, name, emptyDefinition(name));
    } else {
      onClose();
      performCommand(app, 'cohorts.importFiles');
    }
  };
  if (asking && template) {
    return <TemplateForm template={template} onBack={() => setAsking(false)} onClose={onClose} />;
  }
  return (
    <Dialog title={t('builder.new.title')} onClose={onClose} className="wide">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <RadioGroup
          className="radios starts"
          aria-label={t('builder.new.start')}
          value={start}
          onChange={(value) => setStart(starts.find((one) => one === value) ?? 'empty')}
        >
          {starts.map((id) => (
            <Radio
              key={id}
              value={id}
              className="radio"
              autoFocus={id === start}
              isDisabled={id === 'file' && !released}
            >
              <span className="radio-dot" />
              <span>
                <strong>
                  {t(id === 'empty' || id === 'file' ? `builder.new.${id}` : `builder.template.${id}`)}
                </strong>
                <small>
                  {t(
                    id === 'empty' || id === 'file' ? `builder.new.${id}Text` : `builder.template.${id}Text`,
                  )}
                </small>
              </span>
            </Radio>
          ))}
        </RadioGroup>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit">
            {t(template ? 'builder.new.next' : 'builder.new.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
