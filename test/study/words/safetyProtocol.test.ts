import { expect, test } from 'vitest';
import type { Sentence } from '../../../shared/cohort/sentences/wording.ts';
import { shippedSafetyStudies } from '../../../shared/demo/studies/shippedSafetyStudies.ts';
import { parseSafetyStudy } from '../../../shared/study/safety/specification/parseSafetyStudy.ts';
import { safetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import { safetyProtocol, safetyRows } from '../../../shared/study/words/safetyProtocol.ts';

const least = {
  akashiStudy: 1,
  type: 'safety',
  name: 'n',
  seed: 99,
  exposure: { name: '薬 / Drug', drugs: [{ conceptId: 42 }] },
  timesAtRisk: [{ kind: 'onTreatment', id: 'on', name: '服用中 / On treatment' }],
};

const words = (study: object, locale: 'ja' | 'en' = 'en') =>
  safetyProtocol(safetySpecification.parse({ ...least, ...study }), locale)
    .flatMap(({ sentences }) => sentences)
    .flatMap((sentence) => allText(sentence))
    .join('\n');

function allText({ parts, members }: Sentence): string[] {
  return [parts.map(({ text }) => text).join(''), ...members.flatMap(allText)];
}

test.each([
  ['washout', {}, { population: { washoutDays: 30 } }, '30 days before index (washout)'],
  ['no washout', {}, { population: { washoutDays: null } }, 'none of it ever before'],
  ['observation', {}, { population: { priorObservationDays: 77 } }, '77 days before index'],
  ['ratio', {}, { unexposed: { ratio: 9 } }, 'up to 9 persons'],
  ['age', {}, { unexposed: { ageYears: 7 } }, 'within 7 years'],
  ['later exposure', {}, { unexposed: { censorAtExposure: false } }, 'stays unexposed'],
  ['clean window', {}, { events: { cleanWindowDays: 123 } }, 'in the 123 days before'],
  ['recurrent', {}, { events: { count: 'recurrent' } }, 'every event counts'],
  ['rarest', {}, { events: { minimumPersons: 55 } }, 'at least 55 persons'],
  ['ages', {}, { ageBreaks: [33, 66] }, 'bands from 33, 66'],
  ['windows', {}, { windows: [11, 22] }, 'after days 11, 22'],
  ['replications', {}, { tree: { replications: 4_321 } }, '4,321 replications'],
  ['level', {}, { multiplicity: { level: 0.1 } }, 'rate of 0.1'],
  [
    'comparator',
    {},
    { comparator: { name: 'Other', drugs: [{ conceptId: 43 }] } },
    'Active comparator: Other',
  ],
  ['period', {}, { population: { from: '2020-01-01' } }, '2020-01-01 or later'],
  [
    'cap',
    {},
    { timesAtRisk: [{ kind: 'onTreatment', id: 'on', name: 'On', capDays: 181 }] },
    'At most until day 181',
  ],
  ['fixed', {}, { timesAtRisk: [{ kind: 'fixed', id: 'f', name: 'F', from: 8, to: 31 }] }, 'days 8 to 31'],
])('%s is said, and changes what is said', (_, before, after, said) => {
  expect(words(before)).not.toContain(said);
  expect(words(after)).toContain(said);
});

test('concepts are named as the definitions caption them', () => {
  const definitions = {
    any: {
      name: 'any',
      expression: {
        ConceptSets: [
          { id: 0, expression: { items: [{ concept: { CONCEPT_ID: 42, CONCEPT_NAME: 'Loxoprofen' } }] } },
        ],
      },
    },
  };
  expect(words({})).toContain('concepts 42');
  expect(words({ definitions })).toContain('Loxoprofen (42)');
});

test('the shipped studies are said in both languages, nothing left to fill in', () => {
  for (const file of shippedSafetyStudies()) {
    const parsed = parseSafetyStudy(file);
    if (!parsed.ok) throw new Error(file.name);
    for (const locale of ['ja', 'en'] as const) {
      const rows = safetyProtocol(parsed.study, locale);
      expect(rows.map(({ id }) => id)).toEqual([...safetyRows]);
      for (const { sentences } of rows) {
        expect(sentences.length).toBeGreaterThan(0);
        for (const text of sentences.flatMap(allText)) expect(text).not.toMatch(/[{}]|undefined|null/);
      }
    }
  }
});
