import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { conceptIdOf } from '../../../../shared/demo/codes/conceptId.ts';
import { shippedSafetyStudies } from '../../../../shared/demo/studies/shippedSafetyStudies.ts';
import { JobControl } from '../../../../shared/engine/job.ts';
import { sql } from '../../../../shared/engine/sql.ts';
import { cohortPeriods } from '../../../../shared/study/population/personPeriods.ts';
import { withStudyCohorts } from '../../../../shared/study/population/studyCohorts.ts';
import { newUsers } from '../../../../shared/study/safety/persons/newUsers.ts';
import { observedOn } from '../../../../shared/study/safety/persons/releasePersons.ts';
import { treatmentEnd } from '../../../../shared/study/safety/persons/supplies.ts';
import { comparisonOfFinding } from '../../../../shared/study/safety/refine/comparisonOfFinding.ts';
import { readFinding } from '../../../../shared/study/safety/refine/findingRecords.ts';
import { treatmentRules } from '../../../../shared/study/safety/refine/treatmentCourses.ts';
import { parseSafetyStudy } from '../../../../shared/study/safety/specification/parseSafetyStudy.ts';
import type { ComparisonSpecification } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { parseStudy } from '../../../../shared/study/specification/parseStudy.ts';
import { engines } from '../../../contract/engines.ts';
import { StudyEngine } from '../../population/studyEngine.ts';
import { loadSafetyRelease, type SafetyPerson, safetyRelease, safetyStudy } from '../randomSafety.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const ulcer = {
  name: '胃潰瘍 / Gastric ulcer',
  source: { concept: conceptIdOf('ICD10JP', 'K25.4') },
};

function read(file: { readonly name: string; readonly text: string } | null): ComparisonSpecification {
  if (!file) throw new Error('no comparison');
  const parsed = parseStudy(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  return parsed.study;
}

test('of every shipped study a comparison can be made: it has its times, controls and excluded drugs', () => {
  expect(shippedSafetyStudies().length).toBeGreaterThan(1);
  for (const file of shippedSafetyStudies()) {
    const parsed = parseSafetyStudy(file);
    if (!parsed.ok) throw new Error(file.name);
    const { study } = parsed;
    const [listed] = study.events.cohorts;
    const source = study.events.kind === 'cohorts' && listed ? { cohort: listed.cohort } : ulcer.source;
    if (!study.comparator) continue;
    const comparison = read(comparisonOfFinding(study, { ...ulcer, source }));
    expect(comparison.timesAtRisk.map(({ id }) => id)).toEqual(['on-treatment', 'one-year']);
    expect(comparison.timesAtRisk[0]?.end).toEqual({
      anchor: 'cohortEnd',
      days: treatmentRules(study).lagDays,
    });
    expect(comparison.negativeControls).toEqual(study.negativeControls);
    expect(comparison.covariates.exclude.map(({ conceptId }) => conceptId)).toEqual(
      [study.exposure, study.comparator].flatMap(
        (one) => one?.drugs?.map(({ conceptId }) => conceptId) ?? [],
      ),
    );
    expect(comparison.name).toMatch(/^[^/]+：胃潰瘍 \/ [^/]+ against [^/]+: Gastric ulcer$/);
  }
});

test('without an active comparator there is nothing to compare with', () => {
  const [file] = shippedSafetyStudies();
  const parsed = file && parseSafetyStudy(file);
  if (!parsed?.ok) throw new Error('no study');
  expect(comparisonOfFinding({ ...parsed.study, comparator: null }, ulcer)).toBeNull();
});

let engine: StudyEngine;
beforeAll(async () => {
  const native = engines.find(({ kind }) => kind === 'native');
  if (!native) throw new Error('no engine');
  engine = await StudyEngine.start(native.create);
});
afterAll(() => engine.close());

/** Circe knows nothing of death: nobody takes anything after it here. */
const alive = (person: SafetyPerson): SafetyPerson => ({
  ...person,
  drugs: person.drugs.filter(({ from }) => person.death === null || from <= person.death),
});

test('the arms are the new users of the safety study, treated for as long', async () => {
  let members = 0;
  await fc.assert(
    fc.asyncProperty(fc.noBias(safetyRelease), fc.noBias(safetyStudy), async (random, study) => {
      const { exposure, comparator, population, timesAtRisk } = study;
      if (!exposure.drugs || !comparator?.drugs) return;
      await loadSafetyRelease(engine.connection, random.map(alive));
      const job = new JobControl();
      const context = engine.context();
      const comparison = read(comparisonOfFinding(study, { name: 'o', source: { concept: 21 } }));
      const taking = (one: typeof exposure) =>
        readFinding(context, { ...study, exposure: one }, { concept: 21 }, job);
      const { people, supplies } = await taking(exposure);
      const taken = [supplies, (await taking(comparator)).supplies] as const;
      const wanted = { definitions: ['exposed', 'comparator'], treatments: [] };
      await withStudyCohorts(context, comparison, wanted, job, async (connection, { keys }) => {
        await connection.run(
          sql`CREATE OR REPLACE TEMP TABLE study_person AS SELECT person_id, person_no FROM ${context.persons.table}`,
          job,
        );
        const periods = await cohortPeriods(connection, [...keys.values()], job);
        const gap = timesAtRisk[0]?.kind === 'onTreatment' ? timesAtRisk[0].gapDays : 30;
        for (const [i, arm] of ['exposed', 'comparator'].entries()) {
          const own = i === 0 ? taken[0] : taken[1];
          const users = newUsers(people, own, i === 0 ? taken[1] : taken[0], population);
          const found = periods.get(keys.get(arm) ?? -1);
          expect([...(found?.persons ?? [])]).toEqual([...users.persons]);
          expect([...(found?.starts ?? [])]).toEqual([...users.index]);
          const ends = Array.from(users.persons, (person, k) => {
            const index = users.index[k] ?? 0;
            const observed = people.observedTo[observedOn(people, person, index)] ?? 0;
            return Math.min(treatmentEnd(own, person, index, gap), observed);
          });
          expect([...(found?.ends ?? [])]).toEqual(ends);
          members += ends.length;
        }
      });
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(members).toBeGreaterThan(50);
});
