import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { JobControl } from '../../../shared/engine/job.ts';
import { buildSafetyEvents } from '../../../shared/study/safety/events/buildSafetyEvents.ts';
import { buildSafetyPersons } from '../../../shared/study/safety/persons/buildSafetyPersons.ts';
import { firstNumbers } from '../../../shared/study/safety/persons/firstNumbers.ts';
import { SafetyReleaseCache } from '../../../shared/study/safety/persons/safetyReleaseCache.ts';
import type { SafetyEvents, SafetyPersons } from '../../../shared/study/safety/safetyPersons.ts';
import type { SafetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import { engines } from '../../contract/engines.ts';
import { DAY_ZERO } from '../population/randomRelease.ts';
import { StudyEngine } from '../population/studyEngine.ts';
import { PlainSafety } from './plainSafety.ts';
import { above, loadSafetyRelease, type SafetyPerson, safetyRelease, safetyStudy } from './randomSafety.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const groups = ['exposed', 'unexposed', 'comparator'] as const;

describe.each(engines)('on the $kind engine', ({ kind, create }) => {
  let engine: StudyEngine;
  beforeAll(async () => {
    engine = await StudyEngine.start(create);
  });
  afterAll(() => engine.close());

  const built = async (persons: readonly SafetyPerson[], study: SafetySpecification) => {
    await loadSafetyRelease(engine.connection, persons);
    const context = engine.context();
    const found = await buildSafetyPersons(context, study, new JobControl());
    return { found, events: await buildSafetyEvents(context, study, found, new JobControl()) };
  };

  test('persons and events are those of a plain recount, and the matched agree', async () => {
    const reached = { exposed: 0, unexposed: 0, comparator: 0, events: 0, unmatched: 0, changed: 0 };
    await fc.assert(
      fc.asyncProperty(fc.noBias(safetyRelease), fc.noBias(safetyStudy), async (persons, study) => {
        const { found, events } = await built(persons, study);
        const [{ exposed = -1, comparator = -1 } = {}] = found.funnel;
        expect(await firstNumbers(engine.context(), study, new JobControl())).toEqual({
          exposed: study.exposure.cohort === null ? exposed : null,
          comparator: study.comparator === null ? null : comparator,
        });
        const plain = new PlainSafety(persons, study);
        reached.unmatched += expectPersons(found, plain);
        expectEvents(events, found, plain);
        for (const group of found.group) reached[groups[group] ?? 'exposed']++;
        reached.events += events.row.length;
        expect(await engine.leftovers()).toBe(0);
        if (reached.changed < 10) {
          reached.changed++;
          const again = await built(shuffled(persons), study);
          expect(again.found).toEqual(found);
          expect(again.events).toEqual(events);
        }
      }),
      { numRuns: kind === 'native' ? 60 : 8, endOnFailure: true },
    );
    if (kind === 'native') expect(Math.min(...Object.values(reached))).toBeGreaterThan(9);
  });

  test('what is kept of a release changes nothing, and saves reading', async () => {
    const [persons = []] = fc.sample(safetyRelease, { numRuns: 1, seed: 5 });
    await loadSafetyRelease(engine.connection, persons);
    const safetyCache = new SafetyReleaseCache();
    const context = engine.context();
    const details = new Set<string>();
    for (const study of fc.sample(safetyStudy, { numRuns: kind === 'native' ? 12 : 4, seed: 6 })) {
      details.clear();
      const job = new JobControl(({ detail }) => details.add(detail ?? ''));
      const kept = await buildSafetyPersons({ ...context, safetyCache }, study, job);
      expect(kept).toEqual(await buildSafetyPersons(context, study, new JobControl()));
    }
    expect(details).not.toContain('person');
    expect(details).not.toContain('visit_occurrence');
  });

  test('a study that is cancelled stops wherever it stands, and the next one is whole', async () => {
    const [persons = []] = fc.sample(safetyRelease, { numRuns: 1, seed: 5 });
    await loadSafetyRelease(engine.connection, persons);
    const study = fc
      .sample(safetyStudy, { numRuns: 50, seed: 7 })
      .find(
        ({ unexposed, events, comparator }) =>
          unexposed.careSetting && events.kind !== 'cohorts' && comparator,
      );
    if (!study) throw new Error('no study');
    const context = { ...engine.context(), safetyCache: new SafetyReleaseCache() };
    const whole = async (job: JobControl, of = context) => {
      const found = await buildSafetyPersons(of, study, job);
      return { found, events: await buildSafetyEvents(of, study, found, job) };
    };
    const fractions: number[] = [];
    const job = new JobControl(({ fraction }) => fractions.push(fraction ?? 0));
    const expected = await whole(job, { ...context, safetyCache: new SafetyReleaseCache() });
    expect(fractions.length).toBeGreaterThan(8);
    for (let report = 0; report < fractions.length; report++) {
      let told = 0;
      const stopped: JobControl = new JobControl(() => {
        if (told++ === report) stopped.cancel();
      });
      const ends = whole(stopped, { ...context, safetyCache: new SafetyReleaseCache() });
      await expect(ends).rejects.toMatchObject({ code: 'cancelled' });
      expect(await engine.leftovers()).toBe(0);
    }
    const interrupted = new JobControl(({ detail }) => detail === 'visit_occurrence' && interrupted.cancel());
    await expect(whole(interrupted)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await whole(new JobControl())).toEqual(expected);
  });
});

function shuffled(persons: readonly SafetyPerson[]): SafetyPerson[] {
  return persons
    .map(
      (person): SafetyPerson => ({
        ...person,
        drugs: [...person.drugs].reverse(),
        conditions: [...person.conditions].reverse(),
        visits: [...person.visits].reverse(),
        observed: [...person.observed].reverse(),
      }),
    )
    .reverse();
}

/** @returns exposed persons without a match */
function expectPersons(found: SafetyPersons, plain: PlainSafety): number {
  const { persons, study } = plain;
  const exposed = plain.users('exposed');
  const comparator = study.comparator === null ? null : plain.users('comparator');
  const matchable = exposed.users.map((user) => ({ user, set: plain.riskSet(user) }));
  const kept = matchable.filter(({ set }) => set.length > 0);
  expect(found.funnel).toEqual([
    ...['users', 'newUsers', 'priorObservation', 'period', 'age'].map((step, i) => ({
      step,
      exposed: exposed.funnel[i],
      comparator: comparator?.funnel[i] ?? 0,
    })),
    { step: 'matched', exposed: kept.length, comparator: comparator?.users.length ?? 0 },
  ]);
  const rows = Array.from({ length: found.rows }, (_, row) => row);
  const user = (row: number) => ({
    place: found.personNo[row] ?? -1,
    index: (found.indexDay[row] ?? 0) - DAY_ZERO,
  });
  const rowsIn = (group: number): number[] => rows.filter((row) => found.group[row] === group);
  expect(rowsIn(0).map(user)).toEqual(kept.map((one) => one.user));
  expect(rowsIn(2).map(user)).toEqual(comparator?.users ?? []);
  expect(rows).toEqual(
    [...rows].sort(
      (a, b) =>
        (found.group[a] ?? 0) - (found.group[b] ?? 0) ||
        (found.personNo[a] ?? 0) - (found.personNo[b] ?? 0) ||
        (found.indexDay[a] ?? 0) - (found.indexDay[b] ?? 0),
    ),
  );
  kept.forEach(({ user: treated, set }, row) => {
    const drawn = rowsIn(1).filter((other) => found.matchedTo[other] === row);
    const places = drawn.map((other) => found.personNo[other] ?? -1);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBe(Math.min(study.unexposed.ratio, set.length));
    expect(places).not.toContain(treated.place);
    for (const place of places) expect(set).toContain(place);
    for (const other of drawn) expect(found.indexDay[other]).toBe(found.indexDay[row]);
  });
  const sites = [...new Set(persons.flatMap(({ site }) => (site === null ? [] : [site])))].sort(
    (a, b) => a - b,
  );
  for (const row of rows) {
    const who = user(row);
    const person = persons[who.place];
    if (!person) throw new Error('nobody');
    const group = found.group[row] ?? 0;
    if (group !== 1) expect(found.matchedTo[row]).toBe(row);
    expect(found.age[row]).toBe(plain.age(person, who.index) ?? -1);
    expect(found.sex[row]).toBe(person.gender === 8507 ? 0 : person.gender === 8532 ? 1 : 2);
    expect(found.institution[row]).toBe(person.site === null ? -1 : sites.indexOf(person.site));
    expect(found.death[row]).toBe(person.death === null ? -1 : person.death - who.index);
    expect(found.dailyDose[row]).toBe(group === 0 ? plain.dose(who) : Number.NaN);
    study.timesAtRisk.forEach((timeAtRisk, k) => {
      const window = found.windows[k];
      const [from, to] = plain.window(timeAtRisk, who, user(found.matchedTo[row] ?? row), group);
      expect([window?.timeAtRisk, window?.from[row], window?.to[row]]).toEqual([timeAtRisk.id, from, to]);
      const [first, last] = plain.period(person, who.index) ?? [0, -1];
      expect(who.index).toBeGreaterThanOrEqual(first);
      expect(who.index + (window?.to[row] ?? 0)).toBeLessThanOrEqual(last);
    });
  }
  return exposed.users.length - kept.length;
}

function expectEvents(events: SafetyEvents, found: SafetyPersons, { persons, study }: PlainSafety): void {
  const { cleanWindowDays, minimumPersons, kind } = study.events;
  const longest = (row: number): number => Math.max(0, ...found.windows.map(({ to }) => to[row] ?? 0));
  const listOf = (isWanted: (concept: number) => boolean, inObservation: boolean) => {
    const list: (readonly [row: number, day: number])[] = [];
    const after = new Set<number>();
    for (let row = 0; row < found.rows; row++) {
      const index = (found.indexDay[row] ?? 0) - DAY_ZERO;
      const person = persons[found.personNo[row] ?? -1];
      const days = (person?.conditions ?? [])
        .filter(({ concept }) => isWanted(concept))
        .map(({ from }) => from)
        .filter((day) => !inObservation || person?.observed.some(([from, to]) => from <= day && day <= to))
        .map((day) => day - index)
        .filter((day) => day <= longest(row) && (cleanWindowDays === null || day >= -cleanWindowDays));
      for (const day of [...new Set(days)].sort((a, b) => a - b)) list.push([row, day]);
      if (days.some((day) => day >= 0)) after.add(found.personNo[row] ?? -1);
    }
    return { list, persons: after.size };
  };
  const nodes = kind === 'cohorts' ? [] : Object.keys(above).map(Number);
  const wanted = nodes
    .map((node) => ({
      id: String(node),
      ...listOf((concept) => concept === node || (above[concept]?.includes(node) ?? false), false),
    }))
    .filter((node) => node.persons >= minimumPersons);
  const listed = { id: 'listed', ...listOf((concept) => concept === 21, true) };
  const got = events.outcomes.map(({ id }, j) => ({
    id,
    list: Array.from({ length: (events.starts[j + 1] ?? 0) - (events.starts[j] ?? 0) }, (_, k) => {
      const at = (events.starts[j] ?? 0) + k;
      return [events.row[at], events.day[at]];
    }),
  }));
  const plain = ({ id, list }: { id: string; list: readonly (readonly [number, number])[] }) => ({
    id,
    list,
  });
  expect(got.slice(0, -1).sort((a, b) => Number(a.id) - Number(b.id))).toEqual(
    wanted.map(plain).sort((a, b) => Number(a.id) - Number(b.id)),
  );
  expect(got.at(-1)).toEqual(plain(listed));
  const parents: Readonly<Record<string, string[]>> = { 2: ['1'], 21: ['2'], 22: ['2'], 31: ['1'] };
  const levels: Readonly<Record<string, number>> = { 2: 1, 21: 2, 22: 2, 31: 1 };
  for (const { id, parents: directly, level, code, name } of events.outcomes.slice(0, -1)) {
    expect(directly.map((at) => events.outcomes[at]?.id)).toEqual(parents[id] ?? []);
    expect([level, code, name]).toEqual([levels[id] ?? 0, `C${id}`, `n${id}`]);
  }
}
