import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { JobControl } from '../../../../shared/engine/job.ts';
import type { SccsIntervals } from '../../../../shared/stats/safety/selfControlledCaseSeries.ts';
import {
  caseSeries,
  type SeriesOptions,
  type SeriesPeriod,
  seriesPeriods,
} from '../../../../shared/study/safety/refine/caseSeries.ts';
import { readFinding } from '../../../../shared/study/safety/refine/findingRecords.ts';
import { fitCaseSeries } from '../../../../shared/study/safety/refine/fitCaseSeries.ts';
import { selfControlled, seriesOptions } from '../../../../shared/study/safety/refine/selfControlled.ts';
import type { SafetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import { engines } from '../../../contract/engines.ts';
import { StudyEngine } from '../../population/studyEngine.ts';
import { dateOf } from '../plainSafety.ts';
import { loadSafetyRelease, safetyRelease, safetyStudy } from '../randomSafety.ts';
import { PlainFinding } from './plainFinding.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** Every day of every case an interval of its own, and what it belongs to. */
function dayByDay(finding: PlainFinding, options: SeriesOptions) {
  const { persons } = finding;
  const rows: { person: number; event: number; age: number; period: SeriesPeriod; season: number }[] = [];
  const time = new Map<SeriesPeriod, number>();
  const withEvent = new Map<SeriesPeriod, number[]>();
  const cases: number[] = [];
  let stratum = 0;
  persons.forEach((person, place) => {
    const counted = finding.counted(person);
    if (counted.length === 0 || finding.supplies(person).length === 0) return;
    cases.push(place);
    const courses = finding.courses(person, options.treatment.gapDays);
    const periodOf = (day: number): SeriesPeriod => {
      const { fromDay, lagDays } = options.treatment;
      if (courses.some(({ from, to }) => day >= from + fromDay && day <= to)) return 'exposed';
      if (courses.some(({ from }) => day >= from - options.preExposureDays && day < from + fromDay))
        return 'before';
      return courses.some(({ from, to }) => day >= from + fromDay && day > to && day <= to + lagDays)
        ? 'after'
        : 'reference';
    };
    const days = finding.days.filter((day) => finding.isEligible(person, day));
    for (const day of days) time.set(periodOf(day), (time.get(periodOf(day)) ?? 0) + 1);
    for (const event of counted) {
      withEvent.set(periodOf(event), [...(withEvent.get(periodOf(event)) ?? []), place]);
      for (const day of days) {
        rows.push({
          person: stratum,
          event: day === event ? 1 : 0,
          age: options.ageBreaks.filter((age) => finding.ageInDays(person, day) >= Math.round(age * 365.25))
            .length,
          period: periodOf(day),
          season: options.seasons ? Math.floor((Number(dateOf(day).slice(5, 7)) - 1) / 3) : 0,
        });
      }
      stratum++;
    }
  });
  const intervals: SccsIntervals = {
    person: Int32Array.from(rows, ({ person }) => person),
    length: new Float64Array(rows.length).fill(1),
    event: Uint8Array.from(rows, ({ event }) => event),
    age: Int32Array.from(rows, ({ age }) => age + 1),
    levels: [
      Int32Array.from(rows, ({ period }) => seriesPeriods.indexOf(period)),
      Int32Array.from(rows, ({ season }) => season),
    ],
  };
  return { cases, time, withEvent, intervals };
}

const studies = fc
  .record({
    study: safetyStudy,
    count: fc.constantFrom('first' as const, 'recurrent' as const),
    ageBreaks: fc.constantFrom([], [60], [59, 65, 70]),
  })
  .map(
    ({ study, count, ageBreaks }): SafetySpecification => ({
      ...study,
      ageBreaks: [...ageBreaks],
      timesAtRisk: study.timesAtRisk.map((one) =>
        one.kind === 'onTreatment' ? { ...one, lagDays: one.lagDays * 4 } : one,
      ),
      events: { ...study.events, count },
    }),
  );

describe.each(engines)('on the $kind engine', ({ kind, create }) => {
  let engine: StudyEngine;
  beforeAll(async () => {
    engine = await StudyEngine.start(create);
  });
  afterAll(() => engine.close());

  test('cases, their time and their events are those of a recount by the day, and so are the ratios', async () => {
    const reached = { cases: 0, ratios: 0, noRatio: 0, after: 0, before: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.noBias(safetyRelease),
        fc.noBias(studies),
        fc.boolean(),
        async (persons, study, seasons) => {
          await loadSafetyRelease(engine.connection, persons);
          const job = new JobControl();
          const records = await readFinding(engine.context(), study, { concept: 21 }, job);
          const options = { ...seriesOptions(study), seasons };
          const found = selfControlled(records, options);
          const plain = dayByDay(new PlainFinding(persons, study), options);
          expect([...found.cases.persons]).toEqual(plain.cases);
          const ratioOf = fitCaseSeries(plain.intervals);
          const raw = caseSeries(records, options);
          seriesPeriods.forEach((period, level) => {
            const own = found.periods.find((one) => one.period === period);
            const events = plain.withEvent.get(period) ?? [];
            expect(own?.events.count ?? 0).toBe(events.length);
            expect([...(own?.events.persons ?? [])]).toEqual([...new Set(events)]);
            expect(raw.periods[level]?.days).toBe(plain.time.get(period) ?? 0);
            expect(own?.personYears ?? 0).toBeCloseTo((plain.time.get(period) ?? 0) / 365.25, 9);
            if (period === 'after' || period === 'before') reached[period] += events.length;
            if (period === 'reference') return;
            const expected = ratioOf(level);
            if (expected === null) reached.noRatio++;
            else reached.ratios++;
            if (expected === null || own?.rateRatio == null) expect(own?.rateRatio ?? null).toEqual(expected);
            else {
              expect(Math.log(own.rateRatio.estimate ?? 0)).toBeCloseTo(Math.log(expected.estimate ?? 0), 5);
              expect(Math.log(own.rateRatio.upper ?? 0)).toBeCloseTo(Math.log(expected.upper ?? 0), 5);
            }
          });
          reached.cases += plain.cases.length;
          expect(await engine.leftovers()).toBe(0);
        },
      ),
      { numRuns: kind === 'native' ? 40 : 4, endOnFailure: true },
    );
    if (kind === 'native') expect(Math.min(...Object.values(reached))).toBeGreaterThan(4);
  });
});
