import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DraftCounts } from '../../../shared/cohort/live/draftApi.ts';
import type { LiveCounts } from '../../../shared/cohort/live/liveCounts.ts';
import { and, type Bits, countBits, isWithin, or, sameBits } from '../../../shared/disclosure/bits.ts';
import { type PersonSet, ShownSets } from '../../../shared/disclosure/shownSets.ts';
import { PublishedDrafts } from '../../../shared/session/publishedDraft.ts';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import type { CdmData } from '../reference/cdmData.ts';
import { LiveDrafts } from './liveDrafts.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Somebody edits a definition by little steps and subtracts whatever numbers appear. */
const rules = { minimumCell: 10 };
const persons = 1500;
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start();
  await compiled.load(people());
});
afterAll(() => compiled.close());

test.each([1, 2, 3])('tiny edits never isolate one to nine persons (%i)', async (seed) => {
  const random = seededRandom(seed);
  const drafts = new LiveDrafts(compiled.engine);
  const published = new PublishedDrafts(rules, new ShownSets(rules));
  const known: PersonSet[] = [];
  let edit = firstEdit;
  let withheld = 0;
  for (let step = 0; step < 80; step++) {
    const counts = await drafts.count(definitionOf(edit), edit.off);
    const answer = published.publish(counts);
    const told = toldBy(counts, answer);
    withheld += JSON.stringify(answer).split('complementary').length - 1;
    expect(smallCells(told)).toEqual([]);
    for (const set of told) {
      if (!known.some(({ bits }) => sameBits(bits, set.bits))) known.push(set);
    }
    edit = tinyEdit(edit, random);
  }
  expect(smallDifferences(known)).toEqual([]);
  // It was worth attacking.
  expect(known.length).toBeGreaterThan(60);
  expect(withheld).toBeGreaterThan(200);
});

/** The sets of persons of which an answer tells the number. */
function toldBy(counts: LiveCounts, answer: Omit<DraftCounts, 'milliseconds'>): PersonSet[] {
  const told: PersonSet[] = [];
  const tell = (shown: unknown, set: PersonSet | null) => {
    if (typeof shown !== 'number' || !set) return;
    expect(shown).toBe(set.count);
    told.push(set);
  };
  tell(answer.entry, counts.entry);
  tell(answer.final, counts.final);
  const nodes = counts.stages.flatMap((stage) => stage.nodes);
  const rulesOnly = counts.stages.at(-1)?.nodes.filter(({ path }) => /InclusionRules\[\d+\]$/.test(path));
  for (const [i, node] of nodes.entries()) {
    const shown = answer.nodes[i];
    tell(shown?.passes, node.passes);
    tell(shown?.remaining, node.remaining);
    // The difference together with what all rules leave tells the number without this part.
    if (typeof shown?.aloneRemoves === 'number') told.push(node.withoutIt);
  }
  expect(rulesOnly?.length).toBeGreaterThan(0);
  return told;
}

/** Numbers of which one set contains the other, and few persons between. */
function smallDifferences(sets: readonly PersonSet[]): string[] {
  return sets.flatMap((a) =>
    sets
      .filter((b) => a.count < b.count && b.count - a.count < 10 && a.count > 0 && isWithin(a.bits, b.bits))
      .map((b) => `${b.count} − ${a.count}`),
  );
}

/** Two sets with what both share, or all in either, and everybody around them: persons in neither, and in both. */
function smallCells(sets: readonly PersonSet[]): string[] {
  const numberOf = (bits: Bits) => sets.find((set) => sameBits(set.bits, bits));
  return sets.flatMap((a, i) =>
    sets.slice(i + 1).flatMap((b) => {
      const [both, either] = [and(a.bits, b.bits), or(a.bits, b.bits)];
      const [known, whole] = [numberOf(both), numberOf(either)];
      if (known && !whole) {
        return sets
          .filter((all) => isWithin(either, all.bits))
          .map((all) => all.count - a.count - b.count + known.count)
          .filter((rest) => rest > 0 && rest < 10)
          .map((rest) => `${rest} in neither of ${a.count} and ${b.count}`);
      }
      const shared = countBits(both);
      return whole && !known && shared > 0 && shared < 10
        ? [`${shared} in both ${a.count} and ${b.count}`]
        : [];
    }),
  );
}

interface Edit {
  readonly age: number;
  readonly days: number;
  readonly lastDay: number;
  readonly times: number;
  readonly concepts: readonly number[];
  readonly other: readonly number[];
  readonly prior: number;
  readonly type: 'ALL' | 'ANY';
  readonly order: boolean;
  readonly off: readonly number[];
}

const firstEdit: Edit = {
  age: 40,
  days: 60,
  lastDay: 30,
  times: 1,
  concepts: [101, 102, 103],
  other: [104, 105],
  prior: 0,
  type: 'ANY',
  order: false,
  off: [],
};

function tinyEdit(edit: Edit, random: () => number): Edit {
  const near = (value: number) => Math.max(0, value + (random() < 0.5 ? -1 : 1));
  const toggled = (concepts: readonly number[]) => {
    const one = 101 + Math.floor(random() * 20);
    return concepts.includes(one) ? concepts.filter((each) => each !== one) : [...concepts, one];
  };
  const edits: readonly (() => Edit)[] = [
    () => ({ ...edit, age: near(edit.age) }),
    () => ({ ...edit, age: near(edit.age) }),
    () => ({ ...edit, days: near(edit.days) }),
    () => ({ ...edit, lastDay: near(edit.lastDay) }),
    () => ({ ...edit, times: 1 + Math.floor(random() * 2) }),
    () => ({ ...edit, concepts: toggled(edit.concepts) }),
    () => ({ ...edit, other: toggled(edit.other) }),
    () => ({ ...edit, prior: near(edit.prior) }),
    () => ({ ...edit, type: edit.type === 'ANY' ? 'ALL' : 'ANY' }),
    () => ({ ...edit, order: !edit.order }),
    () => ({ ...edit, off: edit.off.length > 0 ? [] : [Math.floor(random() * 3)] }),
  ];
  return edits[Math.floor(random() * edits.length)]?.() ?? edit;
}

function definitionOf({ age, days, lastDay, times, concepts, other, prior, type, order }: Edit) {
  const set = (id: number, ids: readonly number[]) => ({
    id,
    name: `set ${id}`,
    expression: { items: ids.map((CONCEPT_ID) => ({ concept: { CONCEPT_ID } })) },
  });
  const found = (CodesetId: number, Count: number) => ({
    Criteria: { ConditionOccurrence: { CodesetId } },
    StartWindow: { Start: { Days: days, Coeff: -1 }, End: { Days: lastDay, Coeff: 1 } },
    Occurrence: { Type: 2, Count },
  });
  const group = (Type: string, CriteriaList: object[], ages: number[] = []) => ({
    Type,
    CriteriaList,
    DemographicCriteriaList: ages.map((Value) => ({ Age: { Op: 'gte', Value } })),
    Groups: [],
  });
  const inOrder = [
    { name: 'adults', expression: group('ALL', [], [age]) },
    { name: 'ill', expression: group('ALL', [found(1, times)]) },
    { name: 'or else', expression: group(type, [found(2, 1), found(1, times + 1)]) },
  ];
  return {
    ConceptSets: [set(0, [100]), set(1, concepts), set(2, other)],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
      ObservationWindow: { PriorDays: prior, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    InclusionRules: order ? inOrder.reverse() : inOrder,
  };
}

function people(): CdmData {
  const random = seededRandom(7);
  const everybody = Array.from({ length: persons }, (_, i) => i + 1);
  const events = everybody.flatMap((person) => [
    { person_id: person, condition_concept_id: 100, condition_start_date: 100 + Math.floor(random() * 40) },
    ...Array.from({ length: Math.floor(random() * 6) }, () => ({
      person_id: person,
      condition_concept_id: 101 + Math.floor(random() * 20),
      condition_start_date: Math.floor(random() * 250),
    })),
  ]);
  return {
    person: everybody.map((person_id) => ({
      person_id,
      gender_concept_id: 8507,
      year_of_birth: 1900 + Math.floor(random() * 60),
    })),
    observation_period: everybody.map((person_id) => ({
      observation_period_id: person_id,
      person_id,
      observation_period_start_date: Math.floor(random() * 100),
      observation_period_end_date: 300,
    })),
    concept: Array.from({ length: 21 }, (_, i) => ({ concept_id: 100 + i, standard_concept: 'S' })),
    condition_occurrence: events.map((event, i) => ({ condition_occurrence_id: i + 1, ...event })),
  };
}
