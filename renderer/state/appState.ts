import type { NodePath } from '../../shared/cohort/edit/nodePath.ts';
import type { Version } from '../../shared/cohort/versions/version.ts';
import type { Progress } from '../../shared/engine/job.ts';
import type { Failure } from '../../shared/errors/akashiError.ts';
import type { TermId } from '../../shared/i18n/glossaryTerms.ts';
import type { MessageKey, MessageParams } from '../../shared/i18n/translate.ts';
import type { Settings } from '../../shared/platform/platformApi.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import type { KeptCohort } from '../../shared/session/shelfApi.ts';
import type { CohortOverlap, CohortPage, CohortSummary, ImportReport } from '../../shared/workbenchApi.ts';
import { type Analyses, type FeatureView, noAnalyses, type PathwayChoice } from './cohortAnalyses.ts';
import { type ConceptsState, noConcepts } from './concepts.ts';
import type { Draft } from './drafts.ts';
import { closedExplore, type ExploreState } from './exploreState.ts';
import type { GuideStepId } from './guideSteps.ts';
import type { History } from './history.ts';
import type { OpenProject, ProjectChoice } from './openProject.ts';
import type { SafetyView, SafetyWork } from './safety.ts';
import type { Study, StudyTab, StudyWork } from './studies.ts';

export type Section = 'releases' | 'explore' | 'concepts' | 'cohorts' | 'builder' | 'studies' | 'safety';

/** What of a cohort is shown. */
export type CohortTab =
  | 'overview'
  | 'characteristics'
  | 'entry'
  | 'observation'
  | 'incidence'
  | 'pathways'
  | 'json'
  | 'sql'
  | 'provenance';

export type DialogName =
  | 'palette'
  | 'shortcuts'
  | 'settings'
  | 'glossary'
  | 'about'
  | 'openProject'
  | 'pasteDefinition'
  | 'combine'
  | 'createDemo'
  | 'newDefinition'
  | 'newStudy'
  | 'newSafety'
  | 'addToDefinition';

/** How a definition being edited is shown. */
export type BuilderView = 'sentences' | 'tree' | 'json' | 'sql';

export type HostState =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly engine: 'native' | 'wasm' }
  | { readonly state: 'unavailable'; readonly failure: Failure }
  | { readonly state: 'died' };

/** A text to be translated when shown, so that switching the language also switches what is already on screen. */
export interface TextRef {
  readonly key: MessageKey;
  readonly params?: MessageParams;
}

/** Work under way. */
export interface JobState {
  readonly id: number;
  readonly kind:
    | 'open'
    | 'demo'
    | 'generate'
    | 'import'
    | 'combine'
    | 'overlap'
    | 'characterise'
    | 'explore'
    | 'study';
  readonly title: TextRef;
  readonly progress: Progress | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly cancelling: boolean;
}

/** How the last piece of work ended, until dismissed or replaced. */
export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'cancelled' | 'failed' | 'undone' | 'redone';
  readonly text: TextRef | null;
  readonly failure: Failure | null;
}

/** Something fetched: stays visible, dimmed, while it is fetched again. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly loading: boolean;
}

/** The rules of an attrition in the order shown, each switched on or off. `index` is the place in the definition. */
export type RuleArrangement = readonly { readonly index: number; readonly enabled: boolean }[];

export interface OpenAttempt {
  readonly locator: string;
  readonly title: string;
  readonly failures: readonly Failure[];
}

export interface AppState {
  readonly settings: Settings;
  readonly host: HostState;
  readonly section: Section;
  readonly dialog: DialogName | null;
  readonly jobs: readonly JobState[];
  readonly notice: Notice | null;
  readonly history: History;
  readonly project: OpenProject | null;
  readonly projectChoice: ProjectChoice | null;
  /** The term that the glossary shows. */
  readonly term: TermId | null;
  /** The step that the guide for the first time is at; null while it is not shown. */
  readonly guide: GuideStepId | null;

  readonly release: ReleaseCard | null;
  /** Where the open release lies; kept when the host dies, so that it can be opened again. */
  readonly releaseLocator: string | null;
  readonly failedOpening: OpenAttempt | null;

  /** The release that was open when the window was used last, to be offered again. */
  readonly lastRelease: { readonly locator: string; readonly title: string } | null;

  /** The list of cohorts as the window keeps it: what a new host is given, and what survives a restart. */
  readonly shelf: readonly KeptCohort[];
  /** Definitions being edited, by id: they outlive the release that they were begun on. */
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly openDraft: string | null;
  /** The part of the open draft that is selected. */
  readonly draftPlace: NodePath;
  /** What is shown of the open draft in place of its editor. */
  readonly draftPanel: 'versions' | 'releaseMatch' | null;
  /** Versions that have been asked for, by lineage, oldest first. */
  readonly versions: Readonly<Record<string, readonly Version[]>>;
  readonly builderView: BuilderView;
  /** Whether the form of the selected part is to take the keyboard as soon as it is there. */
  readonly formWanted: boolean;
  /** What was typed as JSON and cannot be read yet, by draft. */
  readonly unreadJson: Readonly<Record<string, string>>;

  /** Comparative studies, by id: like drafts they outlive the release. */
  readonly studies: Readonly<Record<string, Study>>;
  readonly openStudy: string | null;
  readonly studyTab: StudyTab;
  /** Where in the open study's JSON to go, as a path; null once it is there. */
  readonly studyPlace: string | null;
  readonly studyWork: StudyWork;
  /** The safety study whose dashboard is shown; safety studies are among {@link studies}. */
  readonly openSafety: string | null;
  readonly safetyView: SafetyView;
  readonly safetyWork: SafetyWork;

  readonly concepts: ConceptsState;
  readonly cohorts: Loaded<readonly CohortSummary[]>;
  readonly importFailures: ImportReport['failed'];
  readonly selectedCohorts: ReadonlySet<string>;
  readonly openCohort: string | null;
  readonly cohortTab: CohortTab;
  readonly pages: Readonly<Record<string, Loaded<CohortPage>>>;
  /** How the rules of a cohort's attrition are arranged on screen, where that is not as in the definition. */
  readonly arrangements: Readonly<Record<string, RuleArrangement>>;
  /** What tabs of cohorts' pages have computed. */
  readonly analyses: Analyses;
  /** The cohort that stands beside the open one (B beside A). */
  readonly compareWith: string | null;
  readonly pathwayChoices: Readonly<Record<string, PathwayChoice>>;
  readonly featureView: FeatureView;
  readonly cohortListHidden: boolean;
  readonly overlap: (Loaded<CohortOverlap> & { readonly ids: readonly string[] }) | null;
  readonly explore: ExploreState;
  /** How many concepts of a cohort's definition the open release does not know; only where there are any. */
  readonly unknownConcepts: Readonly<Record<string, number>>;
  /** The list that they were looked up for. */
  readonly shelfMatched: readonly KeptCohort[] | null;
}

export const nothingLoaded = { value: null, failure: null, loading: false } as const;

/** The part of the state that belongs to one release. */
export const noCohorts = {
  concepts: noConcepts,
  cohorts: nothingLoaded,
  importFailures: [],
  selectedCohorts: new Set<string>(),
  openCohort: null,
  cohortTab: 'overview' as const,
  pages: {},
  arrangements: {},
  analyses: noAnalyses,
  compareWith: null,
  pathwayChoices: {},
  overlap: null,
  explore: closedExplore,
  unknownConcepts: {},
  shelfMatched: null,
} satisfies Partial<AppState>;
