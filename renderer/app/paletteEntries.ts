import { commandReadings } from '../../shared/commands/readings.ts';
import { commands } from '../../shared/commands/registry.ts';
import { terms } from '../../shared/i18n/glossaryTerms.ts';
import { inLanguage } from '../../shared/i18n/inLanguage.ts';
import { type MessageKey, translate } from '../../shared/i18n/translate.ts';
import { conceptSetsOf, setName } from '../../shared/vocabulary/rawConceptSet.ts';
import type { App } from '../state/app.ts';
import type { AppState } from '../state/appState.ts';
import { openCohortPage } from '../state/cohortActions.ts';
import { showDraft } from '../state/draftActions.ts';
import { openRelease } from '../state/releaseActions.ts';
import { studyTitle, studyType } from '../state/studies.ts';
import { openSafety, openStudy } from '../state/studyActions.ts';
import { holds } from './conditions.ts';
import type { Findable } from './fuzzySearch.ts';
import { performCommand } from './performCommand.ts';

export type PaletteGroup =
  | 'recent'
  | 'commands'
  | 'cohorts'
  | 'drafts'
  | 'studies'
  | 'conceptSets'
  | 'concepts'
  | 'releases'
  | 'terms';

/** Something that the palette offers. */
export interface PaletteEntry extends Findable {
  /** Stays the same from one start to the next, where the thing does. */
  readonly id: string;
  readonly title: string;
  readonly group: PaletteGroup;
  /** What it belongs to, beside the title. */
  readonly aside: string;
  readonly accelerator: string | null;
  readonly perform: () => void;
}

/** Everything that can be done or gone to now. */
export function paletteEntries(app: App, state: AppState): readonly PaletteEntry[] {
  return [
    ...commandEntries(app, state),
    ...cohortEntries(app, state),
    ...draftEntries(app, state),
    ...studyEntries(app, state),
    ...conceptSetEntries(app, state),
    ...releaseEntries(app, state),
    ...termEntries(app, state),
  ];
}

function commandEntries(app: App, state: AppState): readonly PaletteEntry[] {
  const { locale } = state.settings;
  return commands
    .filter(({ id, when }) => id !== 'view.palette' && holds(state, app, when))
    .map(({ id, titleKey, group, accelerator }) => ({
      id,
      title: translate(locale, titleKey),
      group: 'commands',
      aside: translate(locale, `menu.${group}`),
      accelerator,
      texts: inBoth(titleKey, id.replace('.', ' ')),
      readings: [commandReadings[id] ?? ''],
      perform: () => performCommand(app, id),
    }));
}

function cohortEntries(app: App, { cohorts, settings }: AppState): readonly PaletteEntry[] {
  return (cohorts.value ?? []).map(({ id, name, title }) => ({
    id: `cohort:${name}`,
    title: inLanguage(title, settings.locale),
    group: 'cohorts',
    aside: translate(settings.locale, 'nav.cohorts'),
    accelerator: null,
    texts: [inLanguage(title, 'ja'), inLanguage(title, 'en'), name],
    readings: [],
    perform: () => openCohortPage(app, id),
  }));
}

function draftEntries(app: App, { drafts, settings }: AppState): readonly PaletteEntry[] {
  return Object.values(drafts).map(({ id, name }) => ({
    id: `draft:${name}`,
    title: name,
    group: 'drafts',
    aside: translate(settings.locale, 'nav.builder'),
    accelerator: null,
    texts: [name],
    readings: [],
    perform: () => showDraft(app, id, []),
  }));
}

function studyEntries(app: App, { studies, settings }: AppState): readonly PaletteEntry[] {
  return Object.values(studies).map((study) => {
    const title = studyTitle(study);
    return {
      id: `study:${study.id}`,
      title: inLanguage(title, settings.locale),
      group: 'studies',
      aside: translate(settings.locale, studyType(study) === 'safety' ? 'nav.safety' : 'nav.studies'),
      accelerator: null,
      texts: [inLanguage(title, 'ja'), inLanguage(title, 'en'), study.name],
      readings: [],
      perform: () => (studyType(study) === 'safety' ? openSafety(app, study.id) : openStudy(app, study.id)),
    };
  });
}

function conceptSetEntries(app: App, { drafts }: AppState): readonly PaletteEntry[] {
  return Object.values(drafts).flatMap(({ id, name, document }) =>
    conceptSetsOf(document).map((set, place) => ({
      id: `set:${name}:${setName(set)}`,
      title: setName(set),
      group: 'conceptSets' as const,
      aside: name,
      accelerator: null,
      texts: [setName(set)],
      readings: [],
      perform: () => showDraft(app, id, ['ConceptSets', place]),
    })),
  );
}

function releaseEntries(app: App, { settings, releaseLocator, host }: AppState): readonly PaletteEntry[] {
  return settings.recent
    .filter(({ locator }) => locator !== releaseLocator && host.state === 'ready')
    .map(({ locator, title, releaseId }) => ({
      id: `release:${locator}`,
      title: inLanguage(title, settings.locale),
      group: 'releases',
      aside: translate(settings.locale, 'nav.releases'),
      accelerator: null,
      texts: [inLanguage(title, 'ja'), inLanguage(title, 'en'), releaseId],
      readings: [],
      perform: () => void openRelease(app, locator, title),
    }));
}

function termEntries(app: App, { settings }: AppState): readonly PaletteEntry[] {
  return terms.map(({ id, reading }) => ({
    id: `term:${id}`,
    title: translate(settings.locale, `term.${id}`),
    group: 'terms',
    aside: translate(settings.locale, 'glossary.title'),
    accelerator: null,
    texts: inBoth(`term.${id}`, id),
    readings: reading.split('・'),
    perform: () => app.store.setState({ dialog: 'glossary', term: id }),
  }));
}

function inBoth(key: MessageKey, id: string): readonly string[] {
  return [translate('ja', key), translate('en', key), id];
}
