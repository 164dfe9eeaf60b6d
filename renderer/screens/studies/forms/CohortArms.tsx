import { Choice } from '../../../components/Choice.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { studyDocument } from '../../../state/studies.ts';
import { editStudy } from '../../../state/studyActions.ts';
import { freeId } from '../../../state/studyForm.ts';
import type { FormProps } from './formProps.ts';

/** A definition of the study, or a cohort of the list whose definition then goes into the study. */
export interface DefinitionChoice {
  readonly id: string;
  readonly label: string;
  /** What is to be added to the study's definitions for it; null where it is there. */
  readonly added: { readonly id: string; readonly name: string; readonly expression: object } | null;
}

export function useDefinitionChoices({ form }: FormProps): readonly DefinitionChoice[] {
  const app = useApp();
  const { t, own } = useTexts();
  const cohorts = useAppState((state) => state.cohorts.value);
  const shelf = useAppState((state) => state.shelf);
  const inside = Object.entries(form.definitions).map(([id, { name }]) => ({
    id,
    label: own(name),
    added: null,
  }));
  const taken = Object.keys(form.definitions).map((id) => ({ id }));
  const names = new Set(Object.values(form.definitions).map(({ name }) => name));
  const listed = shelf.flatMap((kept): readonly DefinitionChoice[] => {
    const file = app.definitions.get(kept.id);
    const expression = file ? studyDocument(file.text) : null;
    const title = cohorts?.find(({ id }) => id === kept.id)?.title ?? kept.name;
    if (!expression || names.has(title)) return [];
    const stem = kept.name.replaceAll(/[^A-Za-z0-9_-]+/g, '').slice(0, 40);
    const id = stem !== '' && !(stem in form.definitions) ? stem : freeId('cohort', taken);
    return [
      {
        id: `list:${kept.id}`,
        label: t('studies.form.fromList', { name: own(title) }),
        added: { id, name: title, expression },
      },
    ];
  });
  return [...inside, ...listed];
}

/** The edits that put a chosen definition into the study, and the name to use it by. */
export function takenIn(choice: DefinitionChoice) {
  const { added } = choice;
  return {
    id: added?.id ?? choice.id,
    edits: added
      ? [
          {
            path: ['definitions', added.id],
            value: { name: added.name, expression: added.expression },
          },
        ]
      : [],
  };
}

/** Adds an arm that is a cohort. */
export function CohortArms(props: FormProps) {
  const app = useApp();
  const { t } = useTexts();
  const choices = useDefinitionChoices(props);
  const { form, study, document } = props;
  if (choices.length === 0) return <span className="hint">{t('studies.form.noDefinitions')}</span>;
  return (
    <Choice
      label={t('studies.form.addArm')}
      value={null}
      placeholder={t('studies.form.addArm')}
      options={choices}
      onChange={(chosen) => {
        const choice = choices.find(({ id }) => id === chosen);
        if (!choice) return;
        const { id, edits } = takenIn(choice);
        const name = choice.added?.name ?? form.definitions[id]?.name ?? id;
        const arms = Array.isArray(document.arms) ? document.arms : [];
        void editStudy(
          app,
          study.id,
          [
            ...edits,
            { path: ['arms'], value: [...arms, { id: freeId('arm', form.arms), name, cohort: id }] },
          ],
          { title: { key: 'studies.change.arms' }, tab: 'arms' },
        );
      }}
    />
  );
}
