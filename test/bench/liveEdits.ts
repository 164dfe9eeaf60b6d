/** More than 97 of 100 definitions of the OHDSI Phenotype Library have. */
const mostCriteria = 12;

/** A definition on the vocabulary of the demo release, and edits as they are made by hand. */
export interface Draft {
  readonly definition: Definition;
  readonly rulesOff: readonly number[];
}

interface Definition {
  ConceptSets: { id: number; name: string; expression: { items: Item[] } }[];
  PrimaryCriteria: {
    ObservationWindow: { PriorDays: number; PostDays: number };
    PrimaryCriteriaLimit: { Type: 'All' | 'First' | 'Last' };
    [key: string]: unknown;
  };
  InclusionRules: { name: string; expression: Group }[];
  [key: string]: unknown;
}

interface Item {
  concept: { CONCEPT_ID: number };
  includeDescendants: boolean;
}

interface Group {
  Type: string;
  Count?: number;
  CriteriaList: Correlated[];
  DemographicCriteriaList: { Age: { Value: number; Op: string } }[];
  Groups: Group[];
}

interface Correlated {
  Criteria: Record<string, Record<string, unknown>>;
  StartWindow: { Start: Bound; End: Bound };
  Occurrence: { Type: number; Count: number };
}

interface Bound {
  Days: number | null;
  Coeff: -1 | 1;
}

const concepts = {
  hypertension: 2094048188,
  dyslipidemia: 2042671783,
  diabetes: 2090410642,
  insomnia: 2059954472,
  reflux: 2086458516,
  osteoarthritis: 2036785992,
  amlodipine: 2013532643,
  candesartan: 2001962801,
  rosuvastatin: 2039674979,
  atorvastatin: 2032967274,
  magnesium: 2066645892,
  hba1c: 2072654637,
  glucose: 2028827658,
  creatinine: 2082528912,
} as const;

/** Half a million index events or so at a million persons, six rules, a nested group. */
export function firstDraft(entry: 'first' | 'all'): Draft {
  const sets: (keyof typeof concepts)[][] = [
    entry === 'first' ? ['hypertension'] : ['rosuvastatin'],
    ['dyslipidemia'],
    ['diabetes'],
    ['amlodipine', 'candesartan'],
    ['rosuvastatin', 'atorvastatin'],
    ['hba1c'],
  ];
  const domain = entry === 'first' ? 'ConditionOccurrence' : 'DrugExposure';
  return {
    rulesOff: [],
    definition: {
      ConceptSets: sets.map((names, id) => ({
        id,
        name: names.join(' '),
        expression: { items: names.map(itemOf) },
      })),
      PrimaryCriteria: {
        CriteriaList: [{ [domain]: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 180, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: entry === 'first' ? 'First' : 'All' },
      },
      InclusionRules: [
        rule('dyslipidemia', group('ALL', [events('ConditionOccurrence', 1, [-3650, 365], 2, 1)])),
        rule('not treated', group('ALL', [events('DrugExposure', 3, [-365, -1], 0, 0)])),
        rule('adults', { ...group('ALL', []), DemographicCriteriaList: [{ Age: { Value: 40, Op: 'gte' } }] }),
        rule(
          'measured or treated',
          group('ANY', [
            events('Measurement', 5, [-365, 365], 2, 1, { ValueAsNumber: { Value: 5, Op: 'gte' } }),
            events('DrugExposure', 4, [-365, 0], 2, 2),
          ]),
        ),
        rule('no diabetes after', group('ALL', [events('ConditionOccurrence', 2, [1, 365], 0, 0)])),
        rule(
          'seen',
          group('ALL', [
            events('VisitOccurrence', null, [-3650, 0], 2, 1, { VisitType: [{ CONCEPT_ID: 9201 }] }),
          ]),
        ),
      ],
      ExpressionLimit: { Type: 'First' },
    },
  };
}

/** Kinds of edits: each gives another draft, or null where the draft has nothing of the kind. */
export const edits: Readonly<Record<string, (draft: Draft, random: () => number) => Draft | null>> = {
  'window of a criterion': changed((draft, random) => {
    const one = pick(criteriaIn(draft), random);
    const bound = random() < 0.5 ? one.StartWindow.Start : one.StartWindow.End;
    bound.Days = Math.floor(random() * 700);
  }),
  'number of events': changed((draft, random) => {
    const one = pick(criteriaIn(draft), random);
    one.Occurrence = { Type: Math.floor(random() * 3), Count: Math.floor(random() * 4) };
  }),
  'filter of a criterion': changed((draft, random) => {
    const one = pick(criteriaIn(draft), random);
    const attributes = Object.values(one.Criteria)[0] ?? {};
    attributes.Age = { Value: 20 + Math.floor(random() * 60), Op: random() < 0.5 ? 'gte' : 'lt' };
  }),
  'measured value of a criterion': changed((draft, random) => {
    const measured = criteriaIn(draft).flatMap(({ Criteria }) =>
      Criteria.Measurement ? [Criteria.Measurement] : [],
    );
    for (const attributes of measured) attributes.ValueAsNumber = { Value: 4 + 3 * random(), Op: 'gte' };
  }),
  'concept set of a criterion': changed((draft, random) => {
    editSet(pick(draft.definition.ConceptSets.slice(1), random), random);
  }),
  'concept set of the entry': changed((draft, random) => {
    for (const set of draft.definition.ConceptSets.slice(0, 1)) editSet(set, random);
  }),
  'age of the person': changed((draft, random) => {
    const all = draft.definition.InclusionRules.flatMap(
      ({ expression }) => expression.DemographicCriteriaList,
    );
    pick(all, random).Age.Value = 18 + Math.floor(random() * 70);
  }),
  'rule on or off': (draft, random) => {
    const rule = Math.floor(random() * draft.definition.InclusionRules.length);
    const off = draft.rulesOff.filter((each) => each !== rule);
    return { ...draft, rulesOff: off.length < draft.rulesOff.length ? off : [...off, rule] };
  },
  'order of rules': changed((draft, random) => {
    const rules = draft.definition.InclusionRules;
    const [moved] = rules.splice(Math.floor(random() * rules.length), 1);
    if (moved) rules.splice(Math.floor(random() * (rules.length + 1)), 0, moved);
  }),
  'kind of a group': changed((draft, random) => {
    const group = pick(draft.definition.InclusionRules, random).expression;
    group.Type = pick(['ALL', 'ANY', 'AT_LEAST'], random);
    group.Count = 1;
  }),
  'criterion added': changed((draft, random) => {
    const { CriteriaList } = pick(draft.definition.InclusionRules, random).expression;
    if (criteriaIn(draft).length >= mostCriteria) longestIn(draft).shift();
    const days = Math.floor(random() * 700);
    CriteriaList.push(events('ConditionOccurrence', 1 + Math.floor(random() * 2), [-days, 0], 2, 1));
  }),
  'observation window of the entry': changed((draft, random) => {
    draft.definition.PrimaryCriteria.ObservationWindow.PriorDays = Math.floor(random() * 365);
  }),
  'first or last entry event': changed(({ definition: { PrimaryCriteria } }) => {
    const { Type } = PrimaryCriteria.PrimaryCriteriaLimit;
    if (Type !== 'All') PrimaryCriteria.PrimaryCriteriaLimit = { Type: Type === 'First' ? 'Last' : 'First' };
  }),
};

function editSet({ expression: { items } }: Definition['ConceptSets'][number], random: () => number): void {
  if (items.length > 1 && random() < 0.4) items.pop();
  else items.push(itemOf(pick(Object.keys(concepts) as (keyof typeof concepts)[], random)));
}

function changed(edit: (draft: Draft, random: () => number) => void) {
  return (draft: Draft, random: () => number): Draft => {
    const copy = structuredClone(draft);
    edit(copy, random);
    return copy;
  };
}

/** The rule with most criteria. */
function longestIn({ definition }: Draft): Correlated[] {
  const lists = definition.InclusionRules.map(({ expression }) => expression.CriteriaList);
  return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}

function criteriaIn({ definition }: Draft): Correlated[] {
  return definition.InclusionRules.flatMap(({ expression }) => expression.CriteriaList);
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function itemOf(name: keyof typeof concepts): Item {
  return { concept: { CONCEPT_ID: concepts[name] }, includeDescendants: true };
}

function rule(name: string, expression: Group): { name: string; expression: Group } {
  return { name, expression };
}

function group(Type: string, CriteriaList: Correlated[]): Group {
  return { Type, CriteriaList, DemographicCriteriaList: [], Groups: [] };
}

/** @param days from and to, about the index date. @param type 0 exactly, 1 at most, 2 at least */
function events(
  domain: string,
  set: number | null,
  days: readonly [number, number],
  type: number,
  Count: number,
  attributes: Record<string, unknown> = {},
): Correlated {
  const [Start, End] = days.map((day): Bound => ({ Days: Math.abs(day), Coeff: day < 0 ? -1 : 1 }));
  return {
    Criteria: { [domain]: { ...(set === null ? {} : { CodesetId: set }), ...attributes } },
    StartWindow: { Start: Start ?? { Days: 0, Coeff: -1 }, End: End ?? { Days: 0, Coeff: 1 } },
    Occurrence: { Type: type, Count },
  };
}
