import type { MessageKey } from '../i18n/translate.ts';

/** What must hold for a command to be available; the renderer answers these, the menu greys out what does not hold. */
export type CommandCondition =
  | 'always'
  | 'canCreateDemo'
  | 'releaseOpen'
  | 'jobRunning'
  | 'cohortsListed'
  | 'cohortsSelected'
  | 'cohortsCombinable'
  | 'cohortOpen'
  | 'cohortEditable'
  | 'definitionShown'
  | 'draftOpen'
  | 'draftShown'
  | 'studyOpen'
  | 'studyRunnable'
  | 'projectOpen'
  | 'canUndo'
  | 'canRedo';

/** Where a command stands in the menu bar and in the palette, in the order of the menu bar. */
export const commandGroups = [
  'file',
  'edit',
  'explore',
  'concepts',
  'cohort',
  'builder',
  'study',
  'go',
  'view',
  'help',
] as const;
export type CommandGroup = (typeof commandGroups)[number];

type TitleKey = Extract<MessageKey, `command.${string}`>;

/** A command's name; its title is the message `command.<id>`. */
export type CommandId = TitleKey extends `command.${infer Id}` ? Id : never;

export interface Command {
  readonly id: CommandId;
  readonly titleKey: TitleKey;
  readonly group: CommandGroup;
  /** Electron accelerator syntax, null when it has none. */
  readonly accelerator: string | null;
  /** A key that gives the command by itself wherever no text is typed, besides the accelerator. */
  readonly plainKey: string | null;
  readonly when: CommandCondition;
}

/**
 * Every command that a user can give: feeds the native menu, the palette, the shortcuts and the shortcut sheet.
 * The handlers live in the renderer.
 */
export const commands: readonly Command[] = [
  command('release.openFolder', 'file', 'CmdOrCtrl+O'),
  command('release.openArchive', 'file', 'CmdOrCtrl+Shift+O'),
  command('release.createDemo', 'file', null, 'canCreateDemo'),
  command('release.close', 'file', null, 'releaseOpen'),
  command('project.open', 'file', 'CmdOrCtrl+Alt+O'),
  command('project.save', 'file', 'CmdOrCtrl+S'),
  command('project.saveAs', 'file', 'CmdOrCtrl+Shift+S'),
  command('project.close', 'file', null, 'projectOpen'),
  command('edit.undo', 'edit', 'CmdOrCtrl+Z', 'canUndo'),
  command('edit.redo', 'edit', 'CmdOrCtrl+Shift+Z', 'canRedo'),
  command('cohorts.importFiles', 'cohort', 'CmdOrCtrl+I', 'releaseOpen'),
  command('cohorts.importText', 'cohort', 'CmdOrCtrl+Shift+V', 'releaseOpen'),
  command('cohorts.importShipped', 'cohort', null, 'releaseOpen'),
  command('cohorts.generateAll', 'cohort', 'CmdOrCtrl+Shift+Enter', 'cohortsListed'),
  command('cohorts.generateSelected', 'cohort', 'CmdOrCtrl+Enter', 'cohortsSelected'),
  command('cohorts.combine', 'cohort', null, 'cohortsCombinable'),
  command('cohorts.overlap', 'cohort', null, 'cohortsCombinable'),
  command('cohorts.remove', 'cohort', 'CmdOrCtrl+Backspace', 'cohortsSelected'),
  command('cohort.provenance', 'cohort', 'CmdOrCtrl+Shift+P', 'cohortOpen'),
  command('cohort.new', 'cohort', 'CmdOrCtrl+Alt+N'),
  command('cohort.edit', 'cohort', 'CmdOrCtrl+E', 'cohortEditable'),
  command('cohort.duplicate', 'cohort', null, 'definitionShown'),
  command('builder.add', 'builder', 'CmdOrCtrl+Alt+A', 'draftShown'),
  command('builder.moveUp', 'builder', null, 'draftShown'),
  command('builder.moveDown', 'builder', null, 'draftShown'),
  command('builder.duplicate', 'builder', 'CmdOrCtrl+D', 'draftShown'),
  command('builder.group', 'builder', 'CmdOrCtrl+G', 'draftShown'),
  command('builder.ungroup', 'builder', 'CmdOrCtrl+Shift+G', 'draftShown'),
  command('builder.remove', 'builder', null, 'draftShown'),
  command('builder.nextView', 'builder', 'CmdOrCtrl+Alt+V', 'draftShown'),
  command('builder.save', 'builder', 'CmdOrCtrl+S', 'draftOpen'),
  command('builder.generate', 'builder', 'CmdOrCtrl+Shift+S', 'draftOpen'),
  command('study.new', 'study', 'CmdOrCtrl+Alt+S'),
  command('study.addShipped', 'study', null, 'releaseOpen'),
  command('study.import', 'study', null),
  command('study.run', 'study', 'CmdOrCtrl+Shift+R', 'studyRunnable'),
  command('safety.new', 'study', 'CmdOrCtrl+Alt+E', 'releaseOpen'),
  command('safety.addShipped', 'study', null, 'releaseOpen'),
  command('study.nextTab', 'study', 'CmdOrCtrl+Alt+V', 'studyOpen'),
  command('study.duplicate', 'study', 'CmdOrCtrl+D', 'studyOpen'),
  command('study.export', 'study', 'CmdOrCtrl+Shift+E', 'studyOpen'),
  command('study.remove', 'study', null, 'studyOpen'),
  command('job.cancel', 'cohort', 'CmdOrCtrl+.', 'jobRunning'),
  command('go.releases', 'go', 'CmdOrCtrl+1'),
  command('go.explore', 'go', 'CmdOrCtrl+2'),
  command('go.concepts', 'go', 'CmdOrCtrl+3'),
  command('go.cohorts', 'go', 'CmdOrCtrl+4'),
  command('go.builder', 'go', 'CmdOrCtrl+5'),
  command('go.studies', 'go', 'CmdOrCtrl+6'),
  command('go.safety', 'go', 'CmdOrCtrl+7'),
  command('view.palette', 'view', 'CmdOrCtrl+K'),
  command('view.language', 'view', 'CmdOrCtrl+L'),
  command('view.themeLight', 'view', null),
  command('view.themeDark', 'view', null),
  command('view.themeSystem', 'view', null),
  command('view.settings', 'view', 'CmdOrCtrl+,'),
  command('help.guide', 'help', null),
  command('help.glossary', 'help', 'F1'),
  command('help.shortcuts', 'help', 'CmdOrCtrl+/', 'always', '?'),
  command('help.about', 'help', null),
];

function command(
  id: CommandId,
  group: CommandGroup,
  accelerator: string | null,
  when: CommandCondition = 'always',
  plainKey: string | null = null,
): Command {
  return { id, titleKey: `command.${id}`, group, accelerator, plainKey, when };
}
