import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { useApp, useAppState } from '../../../state/AppContext.tsx';
import type { TextRef } from '../../../state/appState.ts';
import type { Study } from '../../../state/studies.ts';
import { editStudy } from '../../../state/studyActions.ts';
import { placeOf, type StudyForm } from '../../../state/studyForm.ts';

/** A study that forms show and change. */
export interface FormProps {
  readonly study: Study;
  readonly document: JsonObject;
  readonly form: StudyForm;
}

type Area = 'arms' | 'followUp' | 'covariates' | 'adjustment' | 'subgroups' | 'sensitivity' | 'plan';

export interface StudySetters {
  /** Sets one place of the file; undefined takes it out. */
  readonly set: (path: NodePath, value: unknown) => void;
  /** Sets a key of the member of a list that has an id. */
  readonly setIn: (list: string, id: string, key: NodePath, value: unknown) => void;
  readonly add: (list: string, member: object) => void;
  readonly remove: (list: string, id: string) => void;
}

/** Changes of a study's file by forms of one area: each is a step to undo, typing in one field is one. */
export function useStudySetters({ study, document }: FormProps, area: Area): StudySetters {
  const app = useApp();
  const tab = useAppState((state) => state.studyTab);
  const title: TextRef = { key: `studies.change.${area}` };
  const set = (path: NodePath, value: unknown) =>
    void editStudy(app, study.id, [{ path, value }], { title, tab, merge: path.join('.') });
  const listOf = (list: string): readonly unknown[] => {
    const value = document[list];
    return Array.isArray(value) ? value : [];
  };
  const edit = (path: NodePath, value: unknown) =>
    void editStudy(app, study.id, [{ path, value }], { title, tab });
  return {
    set,
    setIn: (list, id, key, value) => {
      const place = placeOf(document, list, id);
      if (place >= 0) set([list, place, ...key], value);
    },
    add: (list, member) => edit([list], [...listOf(list), member]),
    remove: (list, id) => {
      const place = placeOf(document, list, id);
      if (place >= 0) edit([list], listOf(list).toSpliced(place, 1));
    },
  };
}
