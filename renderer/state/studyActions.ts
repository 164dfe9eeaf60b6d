import { withValue } from '../../shared/cohort/edit/jsonEdit.ts';
import type { NodePath } from '../../shared/cohort/edit/nodePath.ts';
import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import { copyName } from '../../shared/cohort/versions/copyName.ts';
import { translate } from '../../shared/i18n/translate.ts';
import type { StudyFile } from '../../shared/study/studyApi.ts';
import { type App, change, notify, record } from './app.ts';
import type { TextRef } from './appState.ts';
import { stepChange } from './steps.ts';
import { type Study, type StudyTab, studyDocument, studyText, studyTitle, studyType } from './studies.ts';

/** Puts studies on the list and shows the first; undo takes them off again. */
export function addStudies(app: App, files: readonly StudyFile[], title?: TextRef): void {
  const added = files.map(({ name, text }): Study => ({ id: app.workStore.newId(), name, text }));
  const [first] = added;
  if (!first) return;
  app.store.setState(({ studies }) => ({
    studies: { ...studies, ...Object.fromEntries(added.map((study) => [study.id, study])) },
    ...(studyType(first) === 'safety'
      ? {
          section: 'safety' as const,
          openSafety: added.length === 1 ? first.id : null,
          safetyView: 'dashboard' as const,
        }
      : {
          section: 'studies' as const,
          openStudy: added.length === 1 ? first.id : null,
          studyTab: 'arms' as const,
        }),
    dialog: null,
  }));
  const what: TextRef =
    title ??
    (added.length === 1
      ? { key: 'studies.change.added', params: { name: studyTitle(first) } }
      : { key: 'studies.change.addedSome', params: { count: added.length } });
  record(
    app,
    stepChange(
      app,
      what,
      added.map((study) => ({
        kind: 'study',
        study: study.id,
        before: null,
        after: study,
        tab: 'arms',
      })),
    ),
  );
}

/** A study with nothing in it but a name, ready to be built. */
export function addEmptyStudy(app: App): void {
  const title = `${translate('ja', 'studies.untitled')} / ${translate('en', 'studies.untitled')}`;
  addStudies(app, [{ name: 'study', text: studyText(emptyStudy(title)) }]);
}

export function emptyStudy(name: string): JsonObject {
  return {
    akashiStudy: 1,
    type: 'comparison',
    name,
    seed: 1,
    definitions: {},
    arms: [],
    timesAtRisk: [
      {
        id: 'followUp',
        name: `${translate('ja', 'studies.firstTimeAtRisk')} / ${translate('en', 'studies.firstTimeAtRisk')}`,
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'index', days: 365 },
      },
    ],
    outcomes: [],
  };
}

/** A study of two cohorts of the list: their definitions go into the file whole. */
export function addStudyOfCohorts(app: App, target: string, comparator: string): boolean {
  const files = [app.definitions.get(target), app.definitions.get(comparator)];
  const documents = files.map((file) => (file ? studyDocument(file.text) : null));
  const [first, second] = files;
  if (!first || !second || documents.some((document) => document === null)) return false;
  const listed = app.store.getState().cohorts.value ?? [];
  const titles = [target, comparator].map(
    (id) => listed.find((cohort) => cohort.id === id)?.title ?? app.definitions.get(id)?.name ?? id,
  );
  const ids = ['target', 'comparator'];
  const document = {
    ...emptyStudy(`${titles[0]} vs ${titles[1]}`),
    definitions: Object.fromEntries(ids.map((id, i) => [id, { name: titles[i], expression: documents[i] }])),
    arms: ids.map((id, i) => ({ id, name: titles[i], cohort: id })),
  };
  addStudies(app, [{ name: `${first.name}-${second.name}`, text: studyText(document) }]);
  return true;
}

export function openStudy(app: App, id: string | null, tab?: StudyTab): void {
  app.store.setState({ section: 'studies', openStudy: id, ...(tab === undefined ? {} : { studyTab: tab }) });
}

/** Shows a safety study's dashboard; null: the list. */
export function openSafety(app: App, id: string | null): void {
  app.store.setState({ section: 'safety', openSafety: id, safetyView: 'dashboard' });
}

export interface StudyEdit {
  readonly title: TextRef;
  readonly tab: StudyTab;
  /** Names the field that is typed in: keystrokes with the same key become one step to undo. */
  readonly merge?: string;
}

/** Changes a study's file; undo and redo lead back to the tab. */
export async function editStudyText(app: App, id: string, text: string, edit: StudyEdit): Promise<void> {
  const before = app.store.getState().studies[id];
  if (!before || before.text === text) return;
  const step = { kind: 'study', study: id, before, after: { ...before, text }, tab: edit.tab } as const;
  const merge = edit.merge === undefined ? undefined : `${id} ${edit.merge}`;
  await change(app, stepChange(app, edit.title, [step], merge));
}

/** Sets values in a study's file; undefined takes one out. Nothing happens while the file cannot be read. */
export async function editStudy(
  app: App,
  id: string,
  values: readonly { readonly path: NodePath; readonly value: unknown }[],
  edit: StudyEdit,
): Promise<void> {
  const study = app.store.getState().studies[id];
  const document = study && studyDocument(study.text);
  if (!document) return;
  const next = values.reduce((now, { path, value }) => withValue(now, path, value), document);
  await editStudyText(app, id, studyText(next), edit);
}

export async function renameStudy(app: App, id: string, name: string): Promise<void> {
  const title = { key: 'studies.change.renamed', params: { name } } as const;
  await editStudy(app, id, [{ path: ['name'], value: name }], {
    title,
    tab: app.store.getState().studyTab,
    merge: 'name',
  });
}

/** Begins a study that is a copy of another; it is shown beside it as a diff. */
export function duplicateStudy(app: App, id: string): void {
  const study = app.store.getState().studies[id];
  if (!study) return;
  const { locale } = app.store.getState().settings;
  const name = copyName(
    studyTitle(study),
    locale,
    Object.values(app.store.getState().studies).map(studyTitle),
  );
  const document = studyDocument(study.text);
  const text = document ? studyText({ ...document, name }) : study.text;
  addStudies(app, [{ name: `${study.name}-copy`, text }], {
    key: 'studies.change.duplicated',
    params: { name: studyTitle(study) },
  });
  const copy = studyType(study) === 'comparison' ? app.store.getState().openStudy : null;
  if (copy !== null) compareStudies(app, copy, id);
}

/** Takes a study off the list; undo brings it back. */
export async function removeStudy(app: App, id: string): Promise<void> {
  const study = app.store.getState().studies[id];
  if (!study) return;
  const title = { key: 'studies.change.removed', params: { name: studyTitle(study) } } as const;
  const step = { kind: 'study', study: id, before: study, after: null, tab: 'arms' } as const;
  await change(app, stepChange(app, title, [step]));
  notify(app, 'done', title);
}

export async function exportStudy(app: App, id: string): Promise<void> {
  const study = app.store.getState().studies[id];
  if (!study) return;
  const file = `${study.name}.json`;
  if (await app.platform.saveFile(file, study.text)) {
    notify(app, 'done', { key: 'notice.saved', params: { file } });
  }
}

/** Which study the open one is compared with in the last tab. */
export function compareStudies(app: App, id: string, other: string): void {
  app.store.setState(({ studyWork }) => ({
    studyWork: { ...studyWork, comparedWith: { ...studyWork.comparedWith, [id]: other } },
  }));
}
