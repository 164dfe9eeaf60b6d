import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConceptFilters } from '../../shared/vocabulary/conceptApi.ts';
import { ConceptIndex } from '../../shared/vocabulary/conceptIndex.ts';
import type { ConceptTable, Labels } from '../../shared/vocabulary/conceptTable.ts';
import { searchCode, searchText, searchWords } from '../../shared/vocabulary/searchText.ts';

interface Sample {
  readonly name: string;
  readonly code: string;
  readonly synonyms?: readonly string[];
  readonly standard?: string;
}

const all: ConceptFilters = { domains: [], vocabularies: [], standardOnly: false, usedOnly: false };

function labels(texts: readonly string[]): Labels {
  const known = [...new Set(texts)];
  return { labels: known, of: Uint16Array.from(texts, (text) => known.indexOf(text)) };
}

function tableOf(samples: readonly Sample[]): ConceptTable {
  const same = (text: string) => labels(samples.map(() => text));
  return {
    size: samples.length,
    ids: Float64Array.from(samples, (_, at) => 1000 + at),
    names: samples.map(({ name }) => name),
    codes: samples.map(({ code }) => code),
    domains: same('Condition'),
    vocabularies: same('ICD10'),
    classes: same('code'),
    standard: labels(samples.map(({ standard }) => standard ?? 'S')),
    invalid: same(''),
    synonyms: new Map(samples.flatMap(({ synonyms }, at) => (synonyms ? [[at, synonyms]] : []))),
  };
}

function ids(samples: readonly Sample[], query: string, filters: Partial<ConceptFilters> = {}): number[] {
  return [...new ConceptIndex(tableOf(samples)).search(query, { ...all, ...filters })];
}

describe('the best match comes first', () => {
  const samples: readonly Sample[] = [
    { name: 'Unstable angina', code: 'I20.0' },
    { name: 'Angina pectoris', code: 'I20' },
    { name: 'Angina', code: 'X1' },
    { name: 'Chronic angina', code: 'I20.9', synonyms: ['狭心症'] },
    { name: 'Herpangina', code: 'B08.5' },
  ];
  test('exact name, beginning, word, part', () => {
    expect(ids(samples, 'angina')).toEqual([2, 1, 3, 0, 4]);
  });
  test('exact code before codes that begin with it', () => {
    expect(ids(samples, 'i20')).toEqual([1, 3, 0]);
  });
  test('use decides between equals, but not over a better match', () => {
    const index = new ConceptIndex(tableOf(samples));
    const persons = Float64Array.from([50, 0, 0, 10, 900]);
    index.rankBy({ used: Uint8Array.from([1, 0, 0, 1, 1]), persons, personsBelow: persons });
    expect([...index.search('angina', all)]).toEqual([2, 1, 0, 3, 4]);
    expect([...index.search('', { ...all, usedOnly: true })]).toEqual([4, 0, 3]);
  });
  test('the synonym that matched is told', () => {
    const index = new ConceptIndex(tableOf(samples));
    expect(index.matchedSynonym(3, '狭心', ['Chronic angina'])).toBe('狭心症');
    expect(index.matchedSynonym(3, 'angina', ['Chronic angina'])).toBeNull();
  });
});

test('the index finds what looking at every concept finds', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab か ー-漢1'), minLength: 1, maxLength: 8 });
  const sample = fc.record({
    name: text,
    code: fc.string({ unit: fc.constantFrom(...'ab1.'), minLength: 1, maxLength: 4 }),
    synonyms: fc.array(text, { maxLength: 2 }),
    standard: fc.constantFrom('S', ''),
  });
  const query = fc.string({ unit: fc.constantFrom(...'ab か1-.'), maxLength: 4 });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 12 }), query, fc.boolean(), (samples, wanted, standardOnly) => {
      const words = searchWords(wanted);
      const code = searchCode(wanted);
      const expected = samples.flatMap(({ name, code: own, synonyms, standard }, at) => {
        const names = [name, ...synonyms].map(searchText);
        const matches =
          wanted.trim() === '' ||
          (words.length > 0 && words.every((word) => names.some((one) => one.includes(word)))) ||
          (code !== '' && searchCode(own).startsWith(code)) ||
          wanted.trim() === String(1000 + at);
        return matches && (!standardOnly || standard === 'S') ? [at] : [];
      });
      expect(ids(samples, wanted, { standardOnly }).sort((a, b) => a - b)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
