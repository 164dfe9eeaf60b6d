import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AkashiError, toFailure } from '../../shared/errors/akashiError.ts';
import { type ProjectContent, readProject, writeProject } from '../../shared/project/projectText.ts';
import { sampleContent, sampleFinding, sampleResult } from './sampleProject.ts';

function failureOf(work: () => unknown) {
  try {
    work();
  } catch (thrown) {
    return toFailure(thrown as AkashiError);
  }
  throw new Error('nothing failed');
}

/** The same value with the keys of every object the other way round. */
function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversedKeys(member)]),
  );
}

test('what is written is read, and written again is the same text', () => {
  const text = writeProject(sampleContent);
  const { akashi, version, writtenBy, ...content } = readProject('x.akashi', text);
  expect({ akashi, version }).toEqual({ akashi: 'project', version: 4 });
  expect(writtenBy).toMatch(/^\d+\.\d+\.\d+/);
  expect(content).toEqual(sampleContent);
  expect(writeProject(content)).toBe(text);
});

test('the order in which the content was put together makes no difference to the text', () => {
  const { definitions, drafts, versions, ...others } = sampleContent;
  // Inside of definitions the order of keys is the user's own and stays.
  const turned = {
    versions,
    drafts,
    ...(reversedKeys(others) as typeof others),
    definitions,
  } satisfies ProjectContent;
  expect(writeProject(turned)).toBe(writeProject(sampleContent));
});

test('one value a line: a change of one value changes one line', () => {
  const before = writeProject(sampleContent).split('\n');
  const after = writeProject({
    ...sampleContent,
    results: [{ ...sampleResult, persons: 1300 }],
  }).split('\n');
  expect(after.filter((line, i) => line !== before[i])).toHaveLength(1);
});

test('any JSON object lives in a definition as it is', () => {
  const document = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(document, (given) => {
      const definition = JSON.parse(JSON.stringify(given));
      const content = { ...sampleContent, definitions: [{ id: 'x', name: 'x', definition }] };
      const read = readProject('x.akashi', writeProject(content));
      expect(JSON.stringify(read.definitions[0]?.definition)).toBe(JSON.stringify(definition));
    }),
    { numRuns: 100 },
  );
});

describe('counts that must not leave', () => {
  const small = fc.integer({ min: 1, max: 9 });
  const places: readonly ((count: number) => Partial<typeof sampleResult>)[] = [
    (persons) => ({ persons }),
    (entries) => ({ entries }),
    (final) => ({ attrition: sampleResult.attrition && { ...sampleResult.attrition, final } }),
    (passes) => ({
      attrition: sampleResult.attrition && {
        ...sampleResult.attrition,
        rules: sampleResult.attrition.rules.map((rule) => ({ ...rule, passes })),
      },
    }),
    (persons) => ({ sex: [{ sex: 'female', persons }] }),
    (female) => ({ ageAtIndex: [{ from: 0, to: 4, male: 0, female, unknown: 0 }] }),
    (entries) => ({ calendar: { unit: 'year', periods: [{ period: '2024', entries }] } }),
  ];

  test('are neither written nor read, wherever they stand', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), small, (place, count) => {
        const content = { ...sampleContent, results: [{ ...sampleResult, ...place(count) }] };
        expect(failureOf(() => writeProject(content)).code).toBe('project.unpublishable');
        const forged = JSON.parse(writeProject(sampleContent));
        forged.results = content.results;
        expect(failureOf(() => readProject('x', JSON.stringify(forged))).code).toBe('project.damaged');
      }),
      { numRuns: 60 },
    );
  });

  test('nor any result without the release that says how small is too small', () => {
    const content = { ...sampleContent, release: null };
    expect(failureOf(() => writeProject(content)).code).toBe('project.unpublishable');
  });

  test('rows have no place to stand', () => {
    const forged = JSON.parse(writeProject(sampleContent));
    forged.results[0].rows = [{ person_id: 1 }];
    expect(failureOf(() => readProject('x', JSON.stringify(forged)))).toEqual({
      code: 'project.damaged',
      params: { file: 'x', place: 'results.0' },
    });
  });
});

describe('files that are none', () => {
  const good = writeProject(sampleContent);

  test.each(['', 'hello', '[]', '{}', 'null', '{"PrimaryCriteria":{}}', '{"akashi":{"formatVersion":1}}'])(
    '%j is no project',
    (text) => {
      expect(failureOf(() => readProject('x.akashi', text))).toEqual({
        code: 'project.notAProject',
        params: { file: 'x.akashi' },
      });
    },
  );

  test('a project cut off anywhere is refused with a typed error', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: good.length - 3 }), (length) => {
        const { code } = failureOf(() => readProject('x', good.slice(0, length)));
        expect(['project.damaged', 'project.notAProject']).toContain(code);
        if (length > 30) expect(code).toBe('project.damaged');
      }),
    );
  });

  test('one of a later layout says so and names the versions', () => {
    const newer = JSON.stringify({ ...JSON.parse(good), version: 5, somethingNew: [] });
    expect(failureOf(() => readProject('x', newer))).toEqual({
      code: 'project.newer',
      params: { file: 'x', version: 5, known: 4 },
    });
  });

  test('a value of the wrong kind is named by its place', () => {
    const damaged = JSON.parse(good);
    damaged.definitions[0].name = 7;
    expect(failureOf(() => readProject('x', JSON.stringify(damaged))).params).toEqual({
      file: 'x',
      place: 'definitions.0.name',
    });
  });
});

describe('the first layout', () => {
  const first = {
    akashi: 'project',
    version: 1,
    writtenBy: '0.0.9',
    release: { releaseId: 'demo', digest: 'd'.repeat(64) },
    definitions: [
      { name: 'adults', text: '{"PrimaryCriteria":{"x":1}}' },
      { name: 'children', text: '{"PrimaryCriteria":{}}' },
    ],
  };

  test('is read as the present one', () => {
    expect(readProject('x', JSON.stringify(first))).toEqual({
      akashi: 'project',
      version: 4,
      writtenBy: '0.0.9',
      release: { id: 'demo', digest: 'd'.repeat(64), title: 'demo', minimumCell: 10 },
      definitions: [
        { id: 'v1 adults', name: 'adults', definition: { PrimaryCriteria: { x: 1 } } },
        { id: 'v1 children', name: 'children', definition: { PrimaryCriteria: {} } },
      ],
      combinations: [],
      drafts: [],
      versions: [],
      arrangements: [],
      results: [],
      studies: [],
    });
  });

  test('with a definition that is no JSON is refused, and its place named', () => {
    const damaged = { ...first, definitions: [{ name: 'adults', text: '{' }] };
    expect(failureOf(() => readProject('x', JSON.stringify(damaged)))).toMatchObject({
      code: 'project.damaged',
      params: { place: expect.stringContaining('definitions.0') },
    });
  });
});

test('the third layout, whose studies had no findings, is read with none', () => {
  const third = JSON.parse(writeProject(sampleContent));
  for (const study of third.studies) delete study.findings;
  const read = readProject('x', JSON.stringify({ ...third, version: 3 }));
  expect(read.version).toBe(4);
  expect(read.studies.map(({ findings }) => findings)).toEqual(sampleContent.studies.map(() => []));
});

test('findings of a study come back with their history, and never with a count', () => {
  const findings = [sampleFinding];
  const studies = [{ id: 's', name: 'n', text: '{}', findings }];
  const written = writeProject({ ...sampleContent, studies });
  expect(readProject('x', written).studies[0]?.findings).toEqual(findings);
  const forged = JSON.parse(written);
  forged.studies[0].findings[0].persons_with_event = 3;
  expect(() => readProject('x', JSON.stringify(forged))).toThrow();
});

test('the second layout, which knew no studies, is read with none', () => {
  const { studies: _, ...second } = JSON.parse(writeProject(sampleContent));
  expect(readProject('x', JSON.stringify({ ...second, version: 2 }))).toMatchObject({
    version: 4,
    studies: [],
    definitions: sampleContent.definitions,
    results: sampleContent.results,
  });
});

test('a study is kept as its text is, also while it is unfinished', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const content = { ...sampleContent, studies: [{ id: 's', name: 'n', text, findings: [] }] };
      expect(readProject('x', writeProject(content)).studies[0]?.text).toBe(text);
    }),
    { numRuns: 100 },
  );
});

test('a study brings nothing but its name and text', () => {
  const forged = JSON.parse(writeProject(sampleContent));
  forged.studies[0].population = [{ person_id: 1 }];
  expect(failureOf(() => readProject('x', JSON.stringify(forged))).params).toEqual({
    file: 'x',
    place: 'studies.0',
  });
});
