import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { App } from '../../../state/app.ts';
import { tabOfPath } from '../../../state/readStudy.ts';

/** Leads to what a statement of a study is about: its form, or its line where forms do not show it. */
export function goToPlace(app: App, path: NodePath): void {
  const tab = tabOfPath(path);
  app.store.setState(tab === 'file' ? { studyPlace: pathText(path) } : { studyTab: tab });
}
