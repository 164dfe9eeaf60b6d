import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';

function failures(text: string): readonly Failure[] {
  const parsed = parseDefinition('broken', text);
  return parsed.ok ? [] : parsed.failures;
}

const condition = (attributes: object = {}) => ({ ConditionOccurrence: { CodesetId: 0, ...attributes } });
const definition = (more: object = {}, criterion: object = condition()) => ({
  ConceptSets: [{ id: 0, name: 'set', expression: { items: [{ concept: { CONCEPT_ID: 1 } }] } }],
  PrimaryCriteria: { CriteriaList: [criterion] },
  ...more,
});
const paths = (value: unknown) =>
  failures(JSON.stringify(value)).map(({ params }) => ('path' in params ? params.path : null));

test.each([
  ['', 1, 1],
  ['{"a": 1,\n "b": }', 2, 7],
  ['{"a": 1,\n}', 2, 1],
  ['[1, 2', 1, 6],
  ['{"a": tru}', 1, 7],
  ['{"a": "line\nbreak"}', 1, 7],
  ['{"a": 1} x', 1, 10],
])('what is not JSON is told with its place: %j', (text, line, column) => {
  expect(failures(text)).toEqual([
    { code: 'definition.notJson', params: { definition: 'broken', line, column } },
  ]);
});

test.each([[[]], [null], [3], [{}], [{ PrimaryCriteria: 1 }], [{ expression: {} }]])(
  'what is JSON but no cohort is told: %j',
  (value) => {
    expect(failures(JSON.stringify(value)).map(({ code }) => code)).toEqual(['definition.notCirce']);
  },
);

test('an exported definition with its expression inside is read', () => {
  const wrapped = { id: 1, name: 'ATLAS', expression: definition() };
  expect(parseDefinition('x', JSON.stringify(wrapped))).toMatchObject({
    ok: true,
    definition: { raw: wrapped },
  });
});

test('every problem is reported, each with its place', () => {
  const broken = definition(
    {
      InclusionRules: [
        {
          name: 'r',
          expression: {
            Type: 'MOST',
            CriteriaList: [
              { Criteria: { Nonsense: {} }, Occurrence: { Type: 2, Count: 1 } },
              { Criteria: condition({ CodesetId: 9 }), Occurrence: { Type: -99, Count: -1 } },
            ],
          },
        },
      ],
      EndStrategy: { CustomEra: { DrugCodesetId: null, GapDays: 0, Offset: 0 } },
      CensorWindow: { StartDate: '2020-02-30' },
      CollapseSettings: { CollapseType: 'ERA', EraPad: -1 },
      ExpressionLimit: { Type: 'Some' },
    },
    condition({
      Age: { Op: 'between', Value: 'old' },
      OccurrenceStartDate: { Op: 'bt', Value: '2020-01-01' },
    }),
  );
  expect(paths(broken).sort()).toEqual(
    [
      '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.Age.Op',
      '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.Age.Value',
      '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.OccurrenceStartDate.Extent',
      '$.InclusionRules[0].expression.Type',
      '$.InclusionRules[0].expression.CriteriaList[0].Criteria',
      '$.InclusionRules[0].expression.CriteriaList[1].Criteria.ConditionOccurrence.CodesetId',
      '$.InclusionRules[0].expression.CriteriaList[1].Occurrence.Type',
      '$.InclusionRules[0].expression.CriteriaList[1].Occurrence.Count',
      '$.EndStrategy.CustomEra.DrugCodesetId',
      '$.CensorWindow.StartDate',
      '$.CollapseSettings.EraPad',
      '$.ExpressionLimit.Type',
    ].sort(),
  );
});

test('a reference to a concept set that is not there names it', () => {
  expect(failures(JSON.stringify(definition({}, condition({ CodesetId: 7 }))))).toEqual([
    {
      code: 'definition.missingConceptSet',
      params: {
        definition: 'broken',
        path: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.CodesetId',
        conceptSetId: 7,
      },
    },
  ]);
});

test('a column that a domain does not have cannot be counted', () => {
  const occurrence = { Type: 2, Count: 1, IsDistinct: true, CountColumn: 'REFILLS' };
  const rule = {
    expression: { Type: 'ALL', CriteriaList: [{ Criteria: condition(), Occurrence: occurrence }] },
  };
  expect(paths(definition({ InclusionRules: [rule] }))).toEqual([
    '$.InclusionRules[0].expression.CriteriaList[0].Occurrence.CountColumn',
  ]);
});

test('nesting without end is refused, not followed', () => {
  let group: object = { Type: 'ALL', CriteriaList: [] };
  for (let i = 0; i < 2000; i += 1) group = { Type: 'ALL', Groups: [group] };
  expect(failures(JSON.stringify(definition({ AdditionalCriteria: group })))).toMatchObject([
    { code: 'definition.invalidValue' },
  ]);
});

test('limits: First by default, and an explicit null means none but for entry events', () => {
  const limits = (more: object) => {
    const parsed = parseDefinition('x', JSON.stringify(definition(more)));
    return parsed.ok && [parsed.definition.entry.limit, parsed.definition.expressionLimit];
  };
  expect(limits({})).toEqual(['First', 'First']);
  expect(limits({ ExpressionLimit: { Type: null } })).toEqual(['First', 'All']);
});

test('unknown keys survive', () => {
  const value = definition({ somebody: { else: [1, null] } });
  const parsed = parseDefinition('x', JSON.stringify(value));
  expect(parsed.ok && parsed.definition.raw).toEqual(value);
});

test('whatever a value is replaced by, reading ends with a definition or typed failures', () => {
  const whole = definition({
    InclusionRules: [
      {
        expression: {
          Type: 'AT_LEAST',
          Count: 1,
          CriteriaList: [
            {
              Criteria: condition({ Age: { Op: 'gt', Value: 3 }, ConditionTypeCS: { CodesetId: 0 } }),
              StartWindow: { Start: { Days: 1, Coeff: -1 }, End: { Coeff: 1 } },
              Occurrence: { Type: 2, Count: 1 },
            },
          ],
          DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8507 }] }],
        },
      },
    ],
    EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 3 } },
    CensorWindow: { EndDate: '2020-01-01' },
  });
  const places = JSON.stringify(whole).match(/"[A-Za-z_]+":/g)?.length ?? 0;
  fc.assert(
    fc.property(fc.nat(places), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
      let seen = -1;
      const damaged = JSON.stringify(whole, (key, member: unknown) => {
        if (key === '' || /^\d+$/.test(key)) return member;
        seen += 1;
        return seen === place ? value : member;
      });
      const parsed = parseDefinition('damaged', damaged);
      if (!parsed.ok) {
        expect(parsed.failures.length).toBeGreaterThan(0);
        for (const { code } of parsed.failures) expect(code).toMatch(/^definition\./);
      }
    }),
    { numRuns: 500 },
  );
});

test('a cut-off definition is never half read', () => {
  const text = JSON.stringify(definition());
  fc.assert(
    fc.property(fc.nat(text.length - 1), (length) => {
      expect(failures(text.slice(0, length))).toMatchObject([{ code: 'definition.notJson' }]);
    }),
  );
});
