import { shippedStudies } from '../../shared/demo/studies/shippedStudies.ts';
import { refinements } from '../../shared/study/safety/refine/refinementResult.ts';
import { noFilter } from '../../shared/study/safety/safetyResult.ts';
import { parseSafetyStudy } from '../../shared/study/safety/specification/parseSafetyStudy.ts';
import { parseStudy } from '../../shared/study/specification/parseStudy.ts';
import type { StudyFile } from '../../shared/study/studyApi.ts';
import type { ConceptFilters } from '../../shared/vocabulary/conceptApi.ts';
import type { ConceptSetItem } from '../../shared/vocabulary/conceptSet.ts';
import type { OperationInput, OperationName } from '../../shared/workbenchApi.ts';

/** What the questions about a release are made of. */
export interface Known {
  readonly locator: string;
  /** Definitions with their ids. */
  readonly definitions: readonly { readonly id: string; readonly name: string; readonly text: string }[];
  /** Ids of definitions that most persons of the release enter, the fullest first; at least three. */
  readonly large: readonly string[];
  /** Concepts that the release uses, the most used first. */
  readonly concepts: readonly number[];
  /** Safety studies of drugs that the release uses. */
  readonly safetyStudies: readonly StudyFile[];
  /** Id of an outcome that many persons of these studies have. */
  readonly outcome: string;
  /** Words to search for. */
  readonly words: readonly string[];
  /** Where a file may be written. */
  readonly exported: string;
}

const filters: ConceptFilters = { domains: [], vocabularies: [], standardOnly: false, usedOnly: false };
const everything = { ...filters, text: '', offset: 0, limit: 1000 };
/** A search that waits until the use of concepts is counted. */
export const mostUsed: OperationInput<'concepts.search'> = { ...everything, usedOnly: true };

const item = (conceptId: number, flags: Partial<ConceptSetItem> = {}): ConceptSetItem => ({
  conceptId,
  isExcluded: false,
  includeDescendants: true,
  includeMapped: true,
  ...flags,
});

function studiesAsked() {
  return shippedStudies()
    .slice(0, 2)
    .flatMap((file) => {
      const parsed = parseStudy(file);
      return parsed.ok ? [{ hash: parsed.hash, arms: parsed.study.arms }] : [];
    });
}

/** The first time-at-risk of the studies whose runs are kept: the last ones. */
function safetyAsked({ safetyStudies, outcome }: Known) {
  return safetyStudies.flatMap((file) => {
    const parsed = parseSafetyStudy(file);
    const timeAtRisk = parsed.ok ? parsed.study.timesAtRisk[0]?.id : undefined;
    if (!parsed.ok || timeAtRisk === undefined) return [];
    const [drug = ''] = parsed.study.exposure.name.split(' / ');
    return [{ hash: parsed.hash, timeAtRisk, outcome, drug }];
  });
}

/** Reports of a drug by its name: of events by code and by name, of one that nothing is known of, and of another drug. */
function reportsOf(drug: string) {
  const rows = [
    `${drug},K21.0,12`,
    `${drug},めまい感及びよろめき感,3`,
    `${drug},未知の事象,2`,
    'プラセボ,K21,40',
  ];
  return { name: 'reports.csv', text: ['一般名,有害事象,件数', ...rows].join('\n') };
}

/** A safety study of a drug that a release uses. */
export function safetyStudyOf(drug: number): StudyFile {
  const study = {
    akashiStudy: 1,
    type: 'safety',
    name: '使われている薬 / A drug in use',
    seed: 5,
    exposure: { name: '薬 / Drug', drugs: [{ conceptId: drug }] },
    population: { washoutDays: 0, priorObservationDays: 0 },
    unexposed: { ageYears: 10, careSetting: false },
    timesAtRisk: [{ kind: 'intentionToTreat', id: 'year', name: '1年 / One year', fromDay: 0 }],
    events: { minimumPersons: 1 },
    ageBreaks: [50],
    tree: { replications: 99 },
  };
  return { name: 'used', text: JSON.stringify(study) };
}

/** A set of some of the concepts, of which one is taken out and one is not known. */
function items(concepts: readonly number[]): readonly ConceptSetItem[] {
  return [
    ...concepts.map((id, i) => item(id, { includeDescendants: i % 3 !== 1, includeMapped: i % 2 === 0 })),
    ...concepts.slice(0, 1).map((id) => item(id, { isExcluded: true, includeDescendants: false })),
    item(9_000_000_001),
  ];
}

/**
 * What is asked of every operation, in the order of this table: what may be shown depends on what was shown before.
 * Only what a host alone can do is left out.
 */
export const operationQuestions: {
  readonly [N in OperationName]: (known: Known) => readonly OperationInput<N>[];
} = {
  'demo.create': () => [],
  'release.open': ({ locator }) => [{ locator }],
  'release.current': () => [{}],
  // The first search waits for the counting, so that no answer after it depends on when it was asked.
  'concepts.search': ({ words }) => [
    mostUsed,
    { ...everything, domains: ['Drug', 'Measurement'], standardOnly: true, offset: 20 },
    ...words.map((text) => ({ ...everything, text, limit: 200 })),
  ],
  'concepts.overview': () => [{}],
  'concepts.lookup': ({ concepts }) => [{ ids: [...concepts, 0, 9_000_000_001] }],
  'concepts.page': ({ concepts }) => [...concepts.slice(0, 12), 9_000_000_001].map((id) => ({ id })),
  'concepts.resolve': ({ concepts }) => [{ items: items(concepts) }, { items: [] }],
  'concepts.orphans': ({ concepts }) => [
    { items: items(concepts.slice(0, 10)) },
    {
      items: concepts
        .slice(10, 14)
        .map((id) => item(id, { includeDescendants: false, includeMapped: false })),
    },
  ],
  'concepts.compare': ({ concepts }) => [
    { a: items(concepts.slice(0, 20)), b: items(concepts.slice(10, 30)) },
  ],
  'drafts.matchRelease': ({ concepts }) =>
    [true, false].map((usage) => ({
      usage,
      concepts: [...concepts, 9_000_000_001, 9_000_000_002].map((id, i) => ({
        id,
        name: id === 9_000_000_001 ? 'aspirin' : '',
        code: id === 9_000_000_002 ? 'I20.9' : '',
        vocabulary: 'ICD10',
        withDescendants: i % 2 === 0,
        withMapped: i % 3 === 0,
      })),
    })),
  'cohorts.shipped': () => [{}],
  'cohorts.import': ({ definitions }) => [
    { files: [...definitions, { name: 'broken', text: '{' }, { name: 'other', text: '[]' }] },
  ],
  'cohorts.generate': () => [{ ids: [] }],
  'cohorts.restore': ({ definitions, large }) => [
    {
      cohorts: [
        ...definitions.map((definition) => ({ kind: 'definition' as const, ...definition })),
        {
          kind: 'combination',
          id: 'both',
          name: 'both',
          operation: 'intersection',
          members: large.slice(0, 2),
        },
      ],
    },
  ],
  'cohorts.combine': ({ large }) =>
    (['union', 'intersection', 'difference'] as const).map((operation) => ({
      operation,
      ids: large.slice(0, 2),
      name: operation,
      id: operation,
    })),
  'cohorts.list': () => [{}],
  'cohorts.page': ({ definitions }) => [...definitions, { id: 'union' }].map(({ id }) => ({ id })),
  'cohorts.attrition': ({ definitions }) =>
    [[], [0], [1, 0], [2, 0, 1]].flatMap((rules) => definitions.map(({ id }) => ({ id, rules }))),
  'cohorts.overlap': ({ large, definitions }) => [
    { ids: large.slice(0, 3) },
    { ids: definitions.slice(0, 6).map(({ id }) => id) },
  ],
  'cohorts.characteristics': ({ large }) => [...large, 'union'].map((id) => ({ id })),
  'cohorts.observation': ({ large }) => [...large, 'union'].map((id) => ({ id })),
  'cohorts.entryEvents': ({ definitions }) => [...definitions, { id: 'union' }].map(({ id }) => ({ id })),
  'cohorts.incidence': ({ large }) => [...large, 'union'].map((id) => ({ id })),
  'cohorts.pathways': ({ large, definitions }) => [
    {
      id: 'union',
      events: definitions.slice(0, 6).map(({ id }) => id),
      options: { combinationDays: 30, minimumDays: 0, repeats: true },
    },
    ...large.slice(0, 3).map((id) => ({
      id,
      events: large.filter((other) => other !== id),
      options: { combinationDays: 7, minimumDays: 7, repeats: false },
    })),
  ],
  'drafts.count': ({ definitions }) =>
    definitions.flatMap(({ id, name, text }) =>
      [[], [0]].map((rulesOff) => ({ draft: id, name, text, rulesOff })),
    ),
  'studies.shipped': () => [{}],
  'studies.matrix': () => shippedStudies().slice(0, 2),
  'studies.run': () => [...shippedStudies().slice(0, 2), { name: 'broken', text: '{"akashiStudy": 1}' }],
  'studies.balance': () =>
    studiesAsked().flatMap(({ hash, arms: [target, comparator] }) =>
      target && comparator ? [{ hash, target: target.id, comparator: comparator.id }] : [],
    ),
  'studies.patientsLike': () =>
    studiesAsked().flatMap(({ hash }) =>
      [
        { ageFrom: null, ageTo: null, sex: null, categories: {} },
        { ageFrom: 60, ageTo: 80, sex: 'male' as const, categories: { diabetes: 'without' } },
      ].map((profile) => ({ hash, profile })),
    ),
  'safety.shipped': () => [{}],
  'safety.firstNumbers': ({ safetyStudies }) => safetyStudies,
  'safety.run': ({ safetyStudies }) => [...safetyStudies, { name: 'broken', text: '{"akashiStudy": 1}' }],
  'safety.filtered': (known) =>
    safetyAsked(known).flatMap(({ hash }) =>
      [1, 99].map((ageBand) => ({ hash, filter: { sex: 'female' as const, ageBand } })),
    ),
  'safety.outcome': (known) =>
    safetyAsked(known).flatMap(({ hash, timeAtRisk, outcome }) =>
      [noFilter, { sex: null, ageBand: 1 }].flatMap((filter) =>
        [outcome, 'nothing'].map((id) => ({ hash, timeAtRisk, outcome: id, filter })),
      ),
    ),
  'safety.reported': (known) =>
    safetyAsked(known).flatMap(({ hash, drug }) => [
      { hash, files: null },
      { hash, files: [reportsOf(drug)] },
      { hash, files: [{ name: 'broken.csv', text: 'drug,count\nx,1' }] },
    ]),
  'safety.refine': (known) =>
    safetyAsked(known).flatMap(({ hash, outcome }) =>
      refinements.map((refinement) => ({ hash, outcome, refinement })),
    ),
  'explore.open': () => [{}],
  'explore.cube': () =>
    [0, 1, 2].flatMap((joint) =>
      [{}, { sex: 1 }, { age: 0b11110000, condition: 0b101, recorded: 0b111000 }].map((chosen) => ({
        joint,
        filters: chosen,
      })),
    ),
  'cohorts.export': ({ definitions, exported }) => [{ ids: definitions.map(({ id }) => id), path: exported }],
  'cohorts.remove': ({ large }) => [{ ids: large.slice(0, 1) }],
  'release.close': () => [{}],
};
