import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { JobControl } from '../../../../shared/engine/job.ts';
import { dechallenge } from '../../../../shared/study/safety/refine/dechallenge.ts';
import { type FindingRecords, readFinding } from '../../../../shared/study/safety/refine/findingRecords.ts';
import { sequenceOfFinding } from '../../../../shared/study/safety/refine/sequenceOfFinding.ts';
import type { SafetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import { engines } from '../../../contract/engines.ts';
import { DAY_ZERO } from '../../population/randomRelease.ts';
import { StudyEngine } from '../../population/studyEngine.ts';
import { loadSafetyRelease, type SafetyPerson, safetyRelease, safetyStudy } from '../randomSafety.ts';
import { PlainFinding } from './plainFinding.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let engine: StudyEngine;
beforeAll(async () => {
  const native = engines.find(({ kind }) => kind === 'native');
  if (!native) throw new Error('no engine');
  engine = await StudyEngine.start(native.create);
});
afterAll(() => engine.close());

const recordsOf = async (
  persons: readonly SafetyPerson[],
  study: SafetySpecification,
): Promise<FindingRecords> => {
  await loadSafetyRelease(engine.connection, persons);
  return readFinding(engine.context(), study, { concept: 21 }, new JobControl());
};

const anyone: SafetySpecification['population'] = {
  washoutDays: null,
  priorObservationDays: 0,
  from: null,
  to: null,
  ageFrom: null,
  ageTo: null,
};

test('56 with the event after against 39 before: crude ratio 1.43589743589744', () => {
  const size = 95;
  const places = Int32Array.from({ length: size + 1 }, (_, i) => i);
  const found = sequenceOfFinding(
    {
      people: {
        size,
        born: new Int32Array(size).fill(1950),
        sex: new Uint8Array(size),
        institution: new Int32Array(size),
        death: new Int32Array(size).fill(0x7fffffff),
        observed: places,
        observedFrom: new Int32Array(size),
        observedTo: new Int32Array(size).fill(2_000),
      },
      supplies: {
        of: places,
        start: new Int32Array(size).fill(1_000),
        end: new Int32Array(size).fill(1_010),
        latestEnd: new Int32Array(size).fill(1_010),
        dailyDose: new Float64Array(size),
      },
      events: { of: places, day: Int32Array.from({ length: size }, (_, i) => (i < 56 ? 1_100 : 900)) },
    },
    anyone,
  );
  expect(found.crude?.estimate).toBeCloseTo(1.43589743589744, 12);
  expect([found.eventAfter.count, found.eventBefore.count]).toEqual([56, 39]);
  // With one day of use for all, the trend is that of the events themselves.
  expect(found.nullEffect).toBeCloseTo(56 / 39, 12);
  expect(found.adjusted?.estimate).toBeCloseTo(1, 12);
});

test('sequences, and all pairs of first uses and first events, are those of a plain recount', async () => {
  const reached = { after: 0, before: 0, trends: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(safetyRelease),
      fc.noBias(safetyStudy),
      fc.constantFrom(10, 60, 365),
      async (persons, study, days) => {
        const found = sequenceOfFinding(await recordsOf(persons, study), study.population, days);
        const plain = new PlainFinding(persons, study);
        const within = (day: number | undefined, person: SafetyPerson): number | null =>
          day !== undefined && plain.isEligible(person, day) ? day : null;
        const firsts = persons.map((person) => ({
          use: within(Math.min(...plain.supplies(person).map(({ from }) => from)), person),
          event: within(plain.records(person)[0], person),
          periodOf: (day: number) => person.observed.findIndex(([from, to]) => from <= day && day <= to),
        }));
        const gaps = firsts.map(({ use, event, periodOf }) =>
          use === null || event === null || periodOf(use) !== periodOf(event) ? 0 : event - use,
        );
        const places = (isWanted: (gap: number) => boolean): number[] =>
          gaps.flatMap((gap, place) => (isWanted(gap) ? [place] : []));
        const after = places((gap) => gap > 0 && gap <= days);
        const before = places((gap) => gap < 0 && gap >= -days);
        expect([...found.eventAfter.persons]).toEqual(after);
        expect([...found.eventBefore.persons]).toEqual(before);
        const pairs = firsts.flatMap(({ use }) =>
          firsts.flatMap(({ event }) => (use === null || event === null ? [] : [event - use])),
        );
        const forward = pairs.filter((gap) => gap > 0 && gap <= days).length;
        const backward = pairs.filter((gap) => gap < 0 && gap >= -days).length;
        if (forward > 0 && backward > 0) {
          expect(found.nullEffect).toBeCloseTo(forward / backward, 9);
          reached.trends++;
        } else expect(found.nullEffect).toBeNull();
        if (after.length > 0 && before.length > 0)
          expect(found.crude?.estimate).toBeCloseTo(after.length / before.length, 9);
        else if (after.length + before.length === 0) expect(found.crude).toBeNull();
        else expect(found.crude?.estimate).toBe(after.length === 0 ? 0 : null);
        reached.after += after.length;
        reached.before += before.length;
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(9);
});

test('stopping and taking again are counted as a plain recount counts them', async () => {
  const reached = { withEvent: 0, stopped: 0, resolved: 0, restarted: 0 };
  await fc.assert(
    fc.asyncProperty(fc.noBias(safetyRelease), fc.noBias(safetyStudy), async (persons, study) => {
      const records = await recordsOf(persons, study);
      const plain = new PlainFinding(persons, study);
      const treatment = { fromDay: 1, gapDays: 5, lagDays: 0 };
      const days = 8;
      // Everybody's first supply that lies in observation.
      const users = persons.flatMap((person, place) => {
        const observed = (day: number) =>
          (person.death === null || day <= person.death) &&
          person.observed.some(([from, to]) => from <= day && day <= to);
        const [first] = plain
          .supplies(person)
          .map(({ from }) => from)
          .sort((a, b) => a - b);
        return first !== undefined && observed(first) ? [{ person, place, index: first }] : [];
      });
      const found = dechallenge(
        records,
        {
          rows: users.length,
          group: new Uint8Array(users.length),
          personNo: Int32Array.from(users, ({ place }) => place),
          indexDay: Int32Array.from(users, ({ index }) => index + DAY_ZERO),
        },
        treatment,
        study.events,
        days,
      );
      const expected = { withEvent: 0, stopped: 0, resolved: 0, restarted: 0, recurred: 0 };
      for (const { person, index } of users) {
        const period = person.observed.find(([from, to]) => from <= index && index <= to) ?? [0, -1];
        const last = Math.min(period[1], person.death ?? 1_000);
        const [course] = plain.courses(person, treatment.gapDays);
        const all = plain.records(person);
        const { cleanWindowDays } = study.events;
        const isNew = (day: number): boolean =>
          !all.some((other) => other < day && (cleanWindowDays === null || other >= day - cleanWindowDays));
        const event = all.find((day) => day > index && day <= Math.min(course?.to ?? -1, last) && isNew(day));
        if (!course || event === undefined) continue;
        expected.withEvent++;
        if (course.to > event + days || course.to + 2 * days > last) continue;
        expected.stopped++;
        const again = plain
          .supplies(person)
          .map(({ from }) => from)
          .filter((from) => from > course.to)
          .sort((a, b) => a - b)[0];
        const late = all.filter((day) => day > course.to + days && day <= course.to + 2 * days);
        if ((again === undefined || again > course.to + 2 * days) && late.length === 0) expected.resolved++;
        if (again === undefined || again + days > last) continue;
        expected.restarted++;
        if (all.some((day) => day > again && day <= again + days)) expected.recurred++;
      }
      const { withEvent, stopped, resolved, restarted, recurred } = found;
      expect({
        withEvent: withEvent.count,
        stopped: stopped.count,
        resolved: resolved.count,
        restarted: restarted.count,
        recurred: recurred.count,
      }).toEqual(expected);
      reached.withEvent += expected.withEvent;
      reached.stopped += expected.stopped;
      reached.resolved += expected.resolved;
      reached.restarted += expected.restarted;
    }),
    { numRuns: 50, endOnFailure: true },
  );
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(0);
});
