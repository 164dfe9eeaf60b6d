import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type {
  ConceptFieldName,
  NumberFieldName,
  RuleNames,
  Template,
  TemplateField,
} from '../../../shared/cohort/templates/template.ts';
import { circeConcept } from '../../../shared/vocabulary/circeConcept.ts';
import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { type Texts, useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { startDraft } from '../../state/builderActions.ts';
import { ConceptPicker } from '../concepts/ConceptPicker.tsx';
import { conceptName } from '../concepts/conceptTexts.ts';
import { NumberInput } from './fields/NumberInput.tsx';

interface TemplateFormProps {
  readonly template: Template;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** Asks what a template needs and makes a definition of the answers. */
export function TemplateForm({ template, onBack, onClose }: TemplateFormProps) {
  const app = useApp();
  const texts = useTexts();
  const { t } = texts;
  const [name, setName] = useState(() => t(`builder.template.${template.id}`));
  const [chosen, setChosen] = useState<Readonly<Partial<Record<ConceptFieldName, readonly ConceptEntry[]>>>>(
    {},
  );
  const [numbers, setNumbers] = useState<Readonly<Partial<Record<NumberFieldName, number>>>>(() =>
    Object.fromEntries(
      template.fields.flatMap((one) => (one.kind === 'number' ? [[one.name, one.initial]] : [])),
    ),
  );
  const create = () => {
    const concepts = Object.fromEntries(
      template.fields.flatMap((field) => {
        if (field.kind !== 'concepts') return [];
        const entries = chosen[field.name] ?? [];
        return [
          [field.name, { name: nameOfSet(field.name, entries, texts), concepts: entries.map(circeConcept) }],
        ];
      }),
    );
    startDraft(
      app,
      name.trim(),
      template.make({ name: name.trim(), concepts, numbers, ruleNames: ruleNames(texts) }),
    );
  };
  return (
    <Dialog title={t(`builder.template.${template.id}`)} onClose={onClose} className="wide">
      <p className="hint">{t('builder.new.chooseLater')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') create();
        }}
      >
        <TextField value={name} onChange={setName} isRequired autoFocus>
          <Label>{t('builder.new.name')}</Label>
          <Input />
        </TextField>
        {template.fields.map((field) =>
          field.kind === 'concepts' ? (
            <ConceptsAnswer
              key={field.name}
              field={field}
              chosen={chosen[field.name] ?? []}
              onChange={(concepts) => setChosen((before) => ({ ...before, [field.name]: concepts }))}
            />
          ) : (
            <div key={field.name} className="template-number">
              <span>{t(`builder.template.field.${field.name}`)}</span>
              <NumberInput
                label={t(`builder.template.field.${field.name}`)}
                value={numbers[field.name] ?? 0}
                whole
                least={0}
                onChange={(value) => setNumbers((before) => ({ ...before, [field.name]: value ?? 0 }))}
              />
            </div>
          ),
        )}
        <div className="form-actions">
          <Button onPress={onBack}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={name.trim() === ''}>
            {t('builder.new.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ConceptsAnswerProps {
  readonly field: TemplateField & { readonly kind: 'concepts' };
  readonly chosen: readonly ConceptEntry[];
  readonly onChange: (concepts: readonly ConceptEntry[]) => void;
}

function ConceptsAnswer({ field, chosen, onChange }: ConceptsAnswerProps) {
  const { t, locale } = useTexts();
  const released = useAppState((state) => state.release !== null);
  const [picking, setPicking] = useState(false);
  const label = t(`builder.template.field.${field.name}`);
  return (
    <div className="template-concepts">
      <span>{label}</span>
      <ul className="concept-chips" aria-label={label}>
        {chosen.map((concept) => (
          <li key={concept.id} className="concept-chip chosen">
            {conceptName(concept, locale)} <span className="mono">{concept.code}</span>
          </li>
        ))}
      </ul>
      <Button isDisabled={!released} onPress={() => setPicking(true)}>
        {t('builder.new.chooseFor', { what: label })}
      </Button>
      {picking && (
        <ConceptPicker
          title={label}
          domain={field.domain ?? undefined}
          multiple
          onPick={(concepts) => {
            setPicking(false);
            onChange(concepts);
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </div>
  );
}

/** The set is called like its concepts where they are few. */
function nameOfSet(field: ConceptFieldName, entries: readonly ConceptEntry[], { t, locale }: Texts): string {
  const [first, second] = entries;
  if (!first) return t(`builder.template.field.${field}`);
  const names = [first, ...(second ? [second] : [])].map((concept) => conceptName(concept, locale));
  return entries.length > 2 ? `${names.join('・')}…` : names.join('・');
}

function ruleNames({ t }: Texts): RuleNames {
  return {
    adult: (age) => t('builder.template.rule.adult', { age }),
    noEarlier: (set) => t('builder.template.rule.noEarlier', { set }),
    indication: (set) => t('builder.template.rule.indication', { set }),
    device: (set) => t('builder.template.rule.device', { set }),
    dental: (set, days) => t('builder.template.rule.dental', { set, days }),
  };
}
