import type { Addition } from '../../shared/cohort/edit/additions.ts';
import { withAdded } from '../../shared/cohort/edit/additions.ts';
import { type Placed, withValue } from '../../shared/cohort/edit/jsonEdit.ts';
import type { NodePath } from '../../shared/cohort/edit/nodePath.ts';
import { type OutlineNode, outlineOf, rootOf, shownNode } from '../../shared/cohort/edit/outline.ts';
import {
  duplicated,
  grouped,
  isMember,
  isRemovable,
  removed,
  shifted,
  ungrouped,
} from '../../shared/cohort/edit/restructure.ts';
import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import { placeLabel } from '../../shared/cohort/sentences/placeLabel.ts';
import { type MessageKey, type MessageParams, translate } from '../../shared/i18n/translate.ts';
import type { App } from './app.ts';
import type { BuilderView, TextRef } from './appState.ts';
import { generateCohorts, openCohortPage } from './cohortActions.ts';
import { addDraft, editDraft, renameDraft, saveDraft, showDraft, switchRules } from './draftActions.ts';
import type { Draft } from './drafts.ts';

/** The definition on screen and the part of it that is selected. */
export interface OpenPart {
  readonly draft: Draft;
  readonly node: OutlineNode | null;
}

export function openPart(app: App): OpenPart | null {
  const { drafts, openDraft, draftPlace } = app.store.getState();
  const draft = openDraft === null ? undefined : drafts[openDraft];
  return draft ? { draft, node: shownNode(outlineOf(draft.document), draftPlace) } : null;
}

/**
 * Puts a value at a place of a definition; undefined takes the key away. `title` names the step for undo; steps with the
 * same `merge` that follow each other are one.
 */
export function setValue(
  app: App,
  draft: string,
  path: NodePath,
  value: unknown,
  title: TextRef,
  merge?: string,
): void {
  const before = app.store.getState().drafts[draft];
  if (!before) return;
  const document = withValue(before.document, path, value);
  void editDraft(app, draft, { title, place: path, document, ...(merge === undefined ? {} : { merge }) });
}

/** Makes another document of a definition, with the place selected that the change was about. */
export function putPlaced(
  app: App,
  draft: string,
  placed: Placed | null,
  title: TextRef,
  rulesOff?: readonly number[],
): void {
  if (!placed) return;
  const off = rulesOff === undefined ? {} : { rulesOff };
  void editDraft(app, draft, { title, place: placed.path, document: placed.document, ...off });
}

/** Lets the form of the selected part take the keyboard. */
export function wantForm(app: App): void {
  app.store.setState({ formWanted: true });
}

/** Adds something where a part is selected, selects it and lets its form take the keyboard. */
export function addToDraft(app: App, addition: Addition): void {
  const part = openPart(app);
  if (!part) return;
  const names = { rule: say(app, 'builder.node.newRule'), conceptSet: say(app, 'builder.node.newSet') };
  const placed = withAdded(part.draft.document, part.node, addition, names);
  putPlaced(app, part.draft.id, placed, { key: 'builder.change.added' });
  wantForm(app);
}

export function removeSelected(app: App): void {
  const part = openPart(app);
  if (!part?.node || !isRemovable(part.node)) return;
  const placed = removed(part.draft.document, part.node);
  putPlaced(app, part.draft.id, placed, { key: 'builder.change.removed' }, switchedOff(part, 'removed'));
}

export function duplicateSelected(app: App): void {
  const part = openPart(app);
  if (!part?.node || !isMember(part.node)) return;
  const placed = duplicated(part.draft.document, part.node);
  putPlaced(
    app,
    part.draft.id,
    placed,
    { key: 'builder.change.duplicated' },
    switchedOff(part, 'duplicated'),
  );
}

export function moveSelected(app: App, by: -1 | 1): void {
  const part = openPart(app);
  if (!part?.node) return;
  const placed = shifted(part.draft.document, part.node, by);
  if (!placed) return;
  const off = switchedOff(part, Number(placed.path.at(-1)));
  putPlaced(app, part.draft.id, placed, { key: 'builder.change.moved' }, off);
}

export function groupSelected(app: App): void {
  const part = openPart(app);
  if (!part?.node) return;
  putPlaced(app, part.draft.id, grouped(part.draft.document, part.node), { key: 'builder.change.grouped' });
}

export function ungroupSelected(app: App): void {
  const part = openPart(app);
  if (!part?.node) return;
  putPlaced(app, part.draft.id, ungrouped(part.draft.document, part.node), {
    key: 'builder.change.ungrouped',
  });
}

/** The switches of the inclusion rules, which stay with their rules while these move. */
export function switchedOff(
  { draft, node }: OpenPart,
  change: number | 'removed' | 'duplicated',
): readonly number[] {
  if (node?.kind !== 'rule') return draft.rulesOff;
  const from = Number(node.path.at(-1));
  const moved = (index: number): number[] => {
    if (change === 'removed') return index === from ? [] : [index > from ? index - 1 : index];
    if (change === 'duplicated') return [index > from ? index + 1 : index];
    if (index === from) return [change];
    const without = index > from ? index - 1 : index;
    return [without >= change ? without + 1 : without];
  };
  return draft.rulesOff.flatMap(moved).sort((a, b) => a - b);
}

/** Counts with an inclusion rule or without; the definition stays as it is. */
export function switchRule(app: App, draft: Draft, index: number, on: boolean): void {
  const others = draft.rulesOff.filter((one) => one !== index);
  const rulesOff = on ? others : [...others, index].sort((a, b) => a - b);
  const place = [...rootOf(draft.document), 'InclusionRules', index];
  const rule = placeLabel(draft.document, place, app.store.getState().settings.locale).label;
  const title = { key: on ? 'change.ruleOn' : 'change.ruleOff', params: { rule } } as const;
  void switchRules(app, draft.id, rulesOff, title, place);
}

/** Calls a definition by another name: in the file where the file has one, and in the list of cohorts until it is there. */
export async function nameDraft(app: App, draft: Draft, name: string): Promise<void> {
  if (typeof draft.document.name !== 'string') return renameDraft(app, draft.id, name);
  if (draft.cohort === null && name.trim() !== '') await renameDraft(app, draft.id, name);
  setValue(app, draft.id, ['name'], name, { key: 'builder.change.renamed' }, 'name');
}

/** Starts a definition from a document and shows it. */
export function startDraft(app: App, name: string, document: JsonObject): void {
  app.store.setState({ dialog: null });
  const id = addDraft(app, { name, document, cohort: null });
  showDraft(app, id, [...rootOf(document), 'PrimaryCriteria', 'CriteriaList', 0]);
  wantForm(app);
}

function say(app: App, key: MessageKey, params?: MessageParams): string {
  return translate(app.store.getState().settings.locale, key, params);
}

/** Puts the definition on screen on the shelf. */
export async function saveOpenDraft(app: App): Promise<string | null> {
  const part = openPart(app);
  return part ? saveDraft(app, part.draft.id) : null;
}

/** Saves the definition on screen, generates its cohort and leads to it. */
export async function generateOpenDraft(app: App): Promise<void> {
  const cohort = await saveOpenDraft(app);
  if (cohort === null) return;
  openCohortPage(app, cohort);
  app.store.setState({ cohortTab: 'overview' });
  await generateCohorts(app, [cohort]);
}

const views: readonly BuilderView[] = ['sentences', 'tree', 'json', 'sql'];

export function showView(app: App, builderView: BuilderView): void {
  app.store.setState({ builderView, draftPanel: null });
}

export function showNextView(app: App): void {
  const at = views.indexOf(app.store.getState().builderView);
  showView(app, views[(at + 1) % views.length] ?? 'tree');
}

/** Selects a part of the definition on screen. */
export function selectPlace(app: App, place: NodePath): void {
  const { openDraft } = app.store.getState();
  if (openDraft !== null) showDraft(app, openDraft, place);
}
