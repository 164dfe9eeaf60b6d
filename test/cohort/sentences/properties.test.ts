import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDefinition } from '../../../shared/cohort/checks/checkDefinition.ts';
import { diffDefinitions } from '../../../shared/cohort/diff/definitionDiff.ts';
import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { definitionNames } from '../../../shared/cohort/sentences/definitionNames.ts';
import { definitionText } from '../../../shared/cohort/sentences/definitionText.ts';
import { describeEdit } from '../../../shared/cohort/sentences/describeEdit.ts';
import { plainDocument } from '../../../shared/cohort/sentences/documents/plainDocument.ts';
import { criterionLabel, groupLabel } from '../../../shared/cohort/sentences/labels.ts';
import { isChip, type Part } from '../../../shared/cohort/sentences/part.ts';
import { at } from '../../../shared/cohort/sentences/placeLabel.ts';
import type { Sentence } from '../../../shared/cohort/sentences/wording.ts';
import { circeFolder, hasCirceCases } from '../../golden/circeCases.ts';
import type { Json } from '../random/randomCriteria.ts';
import { randomExpression } from '../random/randomExpression.ts';
import { withAkashi } from './akashiArbitrary.ts';
import { meaningOf } from './meaning.ts';
import { mutated } from './mutations.ts';

function parsed(expression: unknown): CohortDefinition | null {
  const result = parseDefinition('definition', JSON.stringify(expression));
  return result.ok ? result.definition : null;
}

function textOf(definition: CohortDefinition, locale: 'ja' | 'en'): string {
  return plainDocument(definitionText(definition, locale));
}

function partsOf(sentences: readonly Sentence[]): Part[] {
  return sentences.flatMap(({ parts, members }) => [...parts, ...partsOf(members)]);
}

/** Everything that must hold of any definition's text. */
function expectSound(definition: CohortDefinition): void {
  for (const locale of ['ja', 'en'] as const) {
    const { sections } = definitionText(definition, locale);
    const text = textOf(definition, locale);
    expect(text).not.toMatch(/undefined|NaN|\[object|sentence\.|\{\w+\}|[\ue000\ue001]/);
    // A chip leads to a place that is there, or to a key that its owner can be given.
    const lost = sections
      .flatMap(({ sentences }) => partsOf(sentences))
      .filter(isChip)
      .filter(({ text: shown, path }) => {
        const holders = [0, 1, 2].map((up) => at(definition.raw, path.slice(0, path.length - up)));
        return shown.trim() === '' || holders.every((holder) => holder === undefined);
      });
    expect(lost).toEqual([]);
  }
  const names = definitionNames(definition.raw, 'ja');
  for (const criterion of definition.entry.criteria) expect(criterionLabel(names, criterion)).not.toBe('');
  for (const { group } of definition.inclusionRules) expect(groupLabel(names, group)).not.toBe('');
  expect(diffDefinitions(definition, definition, 'ja').sections).toEqual([]);
  expect(() => checkDefinition(definition)).not.toThrow();
}

const expressions: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: randomExpression() },
  { weight: 1, arbitrary: withAkashi() },
);

describe('random definitions', () => {
  test('their text is whole', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        const definition = parsed(expression);
        expect(definition).not.toBeNull();
        if (definition) expectSound(definition);
      }),
      { numRuns: 250 },
    );
  });

  test('whatever changes the meaning changes the text in both languages and shows in the comparison', () => {
    let told = 0;
    fc.assert(
      fc.property(
        expressions.chain((expression) => fc.tuple(fc.constant(expression), mutated(expression))),
        ([before, after]) => {
          const [a, b] = [parsed(before), parsed(after)];
          if (!a || !b || meaningOf(a) === meaningOf(b)) return;
          told += 1;
          for (const locale of ['ja', 'en'] as const) {
            expect(textOf(b, locale)).not.toBe(textOf(a, locale));
            const { added, removed, changed } = diffDefinitions(a, b, locale);
            expect(added + removed + changed).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 800 },
    );
    expect(told).toBeGreaterThan(300);
  });
});

test('every edit has a name, whatever was changed', () => {
  fc.assert(
    fc.property(
      expressions.chain((expression) => fc.tuple(fc.constant(expression), mutated(expression))),
      ([before, after]) => {
        for (const locale of ['ja', 'en'] as const) {
          const { text, path } = describeEdit(before, after, locale);
          expect(text).not.toMatch(/undefined|NaN|\[object|label\.|\{\w+\}|「」|“”/);
          expect(at(after, path.slice(0, -1)) ?? at(before, path.slice(0, -1))).toBeDefined();
        }
        const unchanged = describeEdit(before, structuredClone(before), 'en');
        expect(unchanged.text).toBe('No change');
      },
    ),
    { numRuns: 300 },
  );
});

describe.runIf(hasCirceCases())('definitions of the library', () => {
  const folder = join(circeFolder, 'open', 'definitions');
  const files = existsSync(folder) ? readdirSync(folder) : [];

  test('every one has a text, and few have errors of design', () => {
    let errors = 0;
    for (const file of files) {
      const definition = parsed(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      expect(definition, file).not.toBeNull();
      if (!definition) continue;
      expectSound(definition);
      errors += checkDefinition(definition).filter(({ severity }) => severity === 'error').length;
    }
    expect(files.length).toBeGreaterThan(300);
    expect(errors).toBeLessThan(5);
  });

  test('one leaf changed in each shows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files).chain((file) => {
          const expression = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json;
          // Their codes are thousands; their criteria are what differs.
          return fc.tuple(fc.constant(expression), mutated({ ...expression, ConceptSets: undefined }));
        }),
        ([before, after]) => {
          const [a, b] = [parsed(before), parsed({ ...after, ConceptSets: before.ConceptSets })];
          if (!a || !b || meaningOf(a) === meaningOf(b)) return;
          for (const locale of ['ja', 'en'] as const) expect(textOf(b, locale)).not.toBe(textOf(a, locale));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('Circe’s own cases have texts', () => {
    const cases: unknown = JSON.parse(readFileSync(join(circeFolder, 'upstream_cases.json'), 'utf8'));
    const runs = (cases as { runs: { expression: unknown }[] }[]).flatMap(({ runs: list }) => list);
    let read = 0;
    for (const { expression } of runs) {
      const definition = parsed(expression);
      if (!definition) continue;
      read += 1;
      expectSound(definition);
    }
    expect(read).toBeGreaterThan(30);
  });
});
