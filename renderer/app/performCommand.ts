import { type CommandId, commands } from '../../shared/commands/registry.ts';
import { chooseDefinitions, readDefinitions } from '../platform/givenFiles.ts';
import { type App, cancelJob, changeSettings, redo, undo } from '../state/app.ts';
import {
  duplicateSelected,
  generateOpenDraft,
  groupSelected,
  moveSelected,
  removeSelected,
  saveOpenDraft,
  showNextView,
  ungroupSelected,
} from '../state/builderActions.ts';
import {
  generateCohorts,
  importDefinitions,
  importShipped,
  removeCohorts,
  showOverlap,
} from '../state/cohortActions.ts';
import { duplicateCohort, duplicateDraft, editCohort } from '../state/draftActions.ts';
import { startGuide } from '../state/guideActions.ts';
import { closeProject, openProject, saveProject } from '../state/projectActions.ts';
import { chooseAndOpenRelease, closeRelease } from '../state/releaseActions.ts';
import { safetyViews } from '../state/safety.ts';
import { addShippedSafetyStudies, runSafety } from '../state/safetyRuns.ts';
import { studyTabs } from '../state/studies.ts';
import { addStudies, duplicateStudy, exportStudy, openStudy, removeStudy } from '../state/studyActions.ts';
import { addShippedStudies, runStudy } from '../state/studyRuns.ts';
import { holds, shownStudy } from './conditions.ts';

type Handler = (app: App) => unknown;

const handlers: Readonly<Record<CommandId, Handler>> = {
  'release.openFolder': (app) => chooseAndOpenRelease(app, 'folder'),
  'release.openArchive': (app) => chooseAndOpenRelease(app, 'archive'),
  'release.createDemo': (app) => app.store.setState({ dialog: 'createDemo' }),
  'release.close': closeRelease,
  'project.open': openProject,
  'project.save': (app) => saveProject(app, 'sameFile'),
  'project.saveAs': (app) => saveProject(app, 'choose'),
  'project.close': closeProject,
  'edit.undo': undo,
  'edit.redo': redo,
  'cohorts.importFiles': async (app) =>
    importDefinitions(app, await readDefinitions(await chooseDefinitions())),
  'cohorts.importText': (app) => app.store.setState({ dialog: 'pasteDefinition' }),
  'cohorts.importShipped': importShipped,
  'cohorts.generateAll': (app) => generateCohorts(app, []),
  'cohorts.generateSelected': (app) => generateCohorts(app, selected(app)),
  'cohorts.combine': (app) => app.store.setState({ dialog: 'combine' }),
  'cohorts.overlap': (app) => showOverlap(app, selected(app)),
  'cohorts.remove': (app) => removeCohorts(app, selected(app)),
  'cohort.provenance': (app) => app.store.setState({ cohortTab: 'provenance' }),
  'cohort.new': (app) => app.store.setState({ dialog: 'newDefinition' }),
  'cohort.edit': (app) => editCohort(app, app.store.getState().openCohort ?? ''),
  'cohort.duplicate': (app) => {
    const { section, openCohort, openDraft } = app.store.getState();
    return section === 'builder'
      ? duplicateDraft(app, openDraft ?? '')
      : duplicateCohort(app, openCohort ?? '');
  },
  'builder.add': (app) => app.store.setState({ dialog: 'addToDefinition' }),
  'builder.moveUp': (app) => moveSelected(app, -1),
  'builder.moveDown': (app) => moveSelected(app, 1),
  'builder.duplicate': duplicateSelected,
  'builder.group': groupSelected,
  'builder.ungroup': ungroupSelected,
  'builder.remove': removeSelected,
  'builder.nextView': showNextView,
  'builder.save': saveOpenDraft,
  'builder.generate': generateOpenDraft,
  'study.new': (app) => app.store.setState({ dialog: 'newStudy' }),
  'study.addShipped': addShippedStudies,
  'study.import': async (app) => addStudies(app, await readDefinitions(await chooseDefinitions())),
  'study.run': (app) =>
    app.store.getState().section === 'safety'
      ? runSafety(app, openStudyOf(app))
      : runStudy(app, openStudyOf(app)),
  'study.nextTab': (app) => {
    const { section, studyTab, safetyView } = app.store.getState();
    if (section === 'safety') app.store.setState({ safetyView: after(safetyViews, safetyView) });
    else openStudy(app, openStudyOf(app), after(studyTabs, studyTab));
  },
  'study.duplicate': (app) => duplicateStudy(app, openStudyOf(app)),
  'study.export': (app) => exportStudy(app, openStudyOf(app)),
  'study.remove': (app) => removeStudy(app, openStudyOf(app)),
  'job.cancel': (app) => {
    const last = app.store.getState().jobs.at(-1);
    if (last) cancelJob(app, last.id);
  },
  'go.releases': (app) => app.store.setState({ section: 'releases' }),
  'go.explore': (app) => app.store.setState({ section: 'explore' }),
  'go.concepts': (app) => app.store.setState({ section: 'concepts' }),
  'go.builder': (app) => app.store.setState({ section: 'builder' }),
  'go.studies': (app) => app.store.setState({ section: 'studies' }),
  'go.safety': (app) => app.store.setState({ section: 'safety' }),
  'safety.new': (app) => app.store.setState({ dialog: 'newSafety' }),
  'safety.addShipped': addShippedSafetyStudies,
  'go.cohorts': (app) => app.store.setState({ section: 'cohorts' }),
  'view.palette': (app) => app.store.setState({ dialog: 'palette' }),
  'view.language': (app) =>
    changeSettings(app, { locale: app.store.getState().settings.locale === 'ja' ? 'en' : 'ja' }),
  'view.themeLight': (app) => changeSettings(app, { theme: 'light' }),
  'view.themeDark': (app) => changeSettings(app, { theme: 'dark' }),
  'view.themeSystem': (app) => changeSettings(app, { theme: 'system' }),
  'view.settings': (app) => app.store.setState({ dialog: 'settings' }),
  'help.guide': startGuide,
  'help.glossary': (app) => app.store.setState({ dialog: 'glossary' }),
  'help.about': (app) => app.store.setState({ dialog: 'about' }),
  'help.shortcuts': (app) => app.store.setState({ dialog: 'shortcuts' }),
};

function openStudyOf(app: App): string {
  return shownStudy(app.store.getState()) ?? '';
}

function after<T>(tabs: readonly T[], tab: T): T {
  return tabs[(tabs.indexOf(tab) + 1) % tabs.length] ?? tab;
}

/** The cohorts selected, in the order of the list. */
function selected(app: App): readonly string[] {
  const { cohorts, selectedCohorts } = app.store.getState();
  return (cohorts.value ?? []).map(({ id }) => id).filter((id) => selectedCohorts.has(id));
}

/** Does what a command says, if it is available now. Unknown ids are ignored: menus may be newer than the page. */
export function performCommand(app: App, id: string): void {
  const command = commands.find((known) => known.id === id);
  if (command && holds(app.store.getState(), app, command.when)) void handlers[command.id](app);
}
