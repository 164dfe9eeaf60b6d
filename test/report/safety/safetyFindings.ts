import { leadingEvents, PICTURED } from '../../../shared/report/safety/leadingEvents.ts';
import type { SafetyFindings } from '../../../shared/report/safety/safetyReportModel.ts';
import { analyseSafety, type SafetyStudyData } from '../../../shared/study/safety/analysis/analyseSafety.ts';
import { outcomePictures } from '../../../shared/study/safety/analysis/outcomePictures.ts';
import { publishPictures } from '../../../shared/study/safety/publishing/publishPictures.ts';
import { publishSafety } from '../../../shared/study/safety/publishing/publishSafety.ts';
import type { SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { safetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import { drawnEvents, eventsOf, personsOf, simulatedPersons } from '../../study/safety/simulatedSafety.ts';

export const rules = { minimumCell: 10 };
export const hostile = `<img src=x onerror="alert('1')"> & "薬"`;

const provenance: SafetyResult['provenance'] = {
  releaseId: 'r-1',
  releaseDigest: 'digest-of-release',
  definitionHash: 'h',
  method: 'Adverse events',
  engine: 'none',
  akashiVersion: '0',
  generatedAt: '2026-04-01T00:00:00.000Z',
  milliseconds: 1,
};

/**
 * What a safety study with one planted harm (outcome 5, six times as frequent) found among invented persons, published
 * under a minimum cell of 10.
 */
export function inventedFindings({
  controls = 24,
  specification = {},
}: {
  controls?: number;
  specification?: Record<string, unknown>;
} = {}): SafetyFindings {
  const study = safetySpecification.parse({
    akashiStudy: 1,
    type: 'safety',
    name: hostile,
    seed: 7,
    exposure: { name: '薬 / Drug', drugs: [{ conceptId: 42 }] },
    comparator: { name: '別の薬 / Other drug', drugs: [{ conceptId: 43 }] },
    timesAtRisk: [
      { kind: 'intentionToTreat', id: 'year', name: '1 年 / One year' },
      { kind: 'intentionToTreat', id: 'month', name: '1 か月 / One month', capDays: 30 },
    ],
    events: { cleanWindowDays: null, minimumPersons: 1 },
    negativeControls: Array.from({ length: controls }, (_, k) => ({
      id: `nc${k}`,
      name: `対照${k} / Control ${k}`,
      domain: 'condition',
      concepts: [{ conceptId: 100 + k }],
    })),
    tree: { replications: 99 },
    ...specification,
  });
  const data = dataOf(study, controls);
  const analysis = analyseSafety(data);
  const result = publishSafety(analysis, provenance, study, rules);
  const [first] = result.timesAtRisk;
  const [window] = data.persons.windows;
  if (!first || !window) throw new RangeError('no time at risk');
  const pictures = leadingEvents(first.rows, PICTURED).map((row) =>
    publishPictures(
      outcomePictures(
        data.persons,
        window,
        data.events,
        data.events.outcomes.findIndex(({ id }) => id === row.id),
        {
          rules: { cleanWindowDays: null, count: 'first' },
          windows: study.windows,
          ageBreaks: study.ageBreaks,
          institutionName: (code) => String(code + 1),
        },
      ),
      row,
      first.rows,
      { byAgeAndSex: [], ageStandardised: [] },
      rules,
    ),
  );
  return { study, result, pictures, reported: null };
}

function dataOf(study: SafetyFindings['study'], controls: number): SafetyStudyData {
  const all = simulatedPersons(3_000, 3);
  const persons = personsOf(all);
  const month = persons.windows[0]?.to.map((to) => Math.min(to, 29)) ?? new Int32Array();
  const leaves = Array.from({ length: 24 }, (_, j) => ({
    parents: [24 + (j % 3)],
    level: 1,
    events: drawnEvents(
      all,
      ({ group }) => (0.002 + 0.004 * (j % 7)) * (j === 5 && group === 0 ? 6 : 1),
      50 + j,
    ),
  }));
  const chapters = [0, 1, 2].map((c) => ({
    events: leaves.filter((_, j) => j % 3 === c).flatMap(({ events }) => events),
  }));
  return {
    studyHash: 'hash-of-study',
    study,
    persons: {
      ...persons,
      windows: [...persons.windows, { timeAtRisk: 'month', from: new Int32Array(all.length), to: month }],
      funnel: [
        { step: 'users', exposed: 1_000, comparator: 1_000 },
        { step: 'newUsers', exposed: 995, comparator: 900 },
      ],
    },
    events: eventsOf([...leaves, ...chapters]),
    controls:
      controls === 0
        ? null
        : eventsOf(
            Array.from({ length: controls }, (_, k) => ({ events: drawnEvents(all, () => 0.03, 500 + k) })),
          ),
  };
}
