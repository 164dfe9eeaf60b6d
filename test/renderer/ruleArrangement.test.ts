import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asDefined, moved, switched } from '../../renderer/screens/cohorts/ruleArrangement.ts';
import type { AttritionRule } from '../../shared/workbenchApi.ts';

const arrangements = fc
  .uniqueArray(fc.nat(20), { minLength: 1, maxLength: 8 })
  .chain((indexes) =>
    fc.tuple(...indexes.map((index) => fc.record({ index: fc.constant(index), enabled: fc.boolean() }))),
  );

test('moving keeps every rule once, as it was switched, and puts it where asked', () => {
  fc.assert(
    fc.property(
      arrangements,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('before' as const, 'after' as const),
      (rules, a, b, place) => {
        const rule = rules[a % rules.length];
        const target = rules[b % rules.length];
        if (!rule || !target) return;
        const after = moved(rules, rule.index, target.index, place);
        expect(after.toSorted((x, y) => x.index - y.index)).toEqual(
          rules.toSorted((x, y) => x.index - y.index),
        );
        if (rule !== target) {
          expect(after.indexOf(rule) - after.indexOf(target)).toBe(place === 'before' ? -1 : 1);
        }
      },
    ),
  );
});

test('moving a rule beside itself changes nothing', () => {
  const rules = [
    { index: 3, enabled: true },
    { index: 1, enabled: false },
  ];
  expect(moved(rules, 3, 3, 'after')).toBe(rules);
  expect(moved(rules, 3, 1, 'before')).toBe(rules);
});

test('switching twice is as before', () => {
  fc.assert(
    fc.property(arrangements, fc.nat(), (rules, at) => {
      const rule = rules[at % rules.length];
      if (!rule) return;
      const once = switched(rules, rule.index, !rule.enabled);
      expect(once).not.toEqual(rules);
      expect(switched(once, rule.index, rule.enabled)).toEqual(rules);
    }),
  );
});

test('as defined is in the definition’s order with everything on', () => {
  const rule = (index: number): AttritionRule => ({
    index,
    name: '',
    enabled: false,
    passes: 0,
    aloneRemoves: 0,
    remaining: null,
  });
  expect(asDefined([rule(2), rule(0), rule(1)])).toEqual(
    [0, 1, 2].map((index) => ({ index, enabled: true })),
  );
});
