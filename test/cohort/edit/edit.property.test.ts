import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Addition } from '../../../shared/cohort/edit/additions.ts';
import { canAdd, containerOf, withAdded } from '../../../shared/cohort/edit/additions.ts';
import { startValue } from '../../../shared/cohort/edit/formFields.ts';
import { formsOf } from '../../../shared/cohort/edit/forms.ts';
import { valueAt, withMoved, withValue } from '../../../shared/cohort/edit/jsonEdit.ts';
import { type NodePath, pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { nodeSummary } from '../../../shared/cohort/edit/nodeSummary.ts';
import { allNodes, nodeAt, type OutlineNode, outlineOf } from '../../../shared/cohort/edit/outline.ts';
import {
  dropPlace,
  duplicated,
  grouped,
  isMember,
  isRemovable,
  removed,
  shifted,
  ungrouped,
  withDomain,
} from '../../../shared/cohort/edit/restructure.ts';
import type { JsonObject } from '../../../shared/cohort/expression/definitionReader.ts';
import { type DomainName, domains } from '../../../shared/cohort/expression/domains.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { attributeKinds } from '../random/attributeKinds.ts';
import { damagedExpression } from '../random/damage.ts';
import { randomExpression, targetsOfDemographics, targetsOfDomain } from '../random/randomExpression.ts';
import '../../propertySeed.ts';

const targets = [...Object.keys(attributeKinds).flatMap(targetsOfDomain), ...targetsOfDemographics()];
const expressions = fc.oneof(
  { weight: 3, arbitrary: randomExpression() },
  { weight: 1, arbitrary: fc.oneof(...targets.map(({ expression }) => expression)) },
);
/** Definitions that cannot be changed in place, bare or in the wrapped form. */
const definitions = fc
  .tuple(expressions, fc.boolean())
  .map(([expression, wrapped]) => frozen<JsonObject>(wrapped ? { name: 'x', expression } : expression));
const names = { rule: 'rule', conceptSet: 'set' };

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}

function failures(document: JsonObject): readonly string[] {
  const parsed = parseDefinition('x', JSON.stringify(document));
  return parsed.ok ? [] : parsed.failures.map((failure) => JSON.stringify(failure.params));
}

function nodesOf(document: JsonObject): OutlineNode[] {
  return allNodes(outlineOf(document).sections);
}

function leaves(value: unknown, path: NodePath = []): NodePath[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, member]) =>
    leaves(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

describe('an outline', () => {
  test('has a form for everything that a definition says', () => {
    fc.assert(
      fc.property(definitions, (document) => {
        const outline = outlineOf(document);
        expect(nodesOf(document).filter(({ kind }) => kind === 'unknown')).toEqual([]);
        const covered = new Set(
          nodesOf(document).flatMap((node) =>
            formsOf(document, node).flatMap(({ base, fields }) =>
              fields.flatMap(({ path, control }) => [
                pathText([...base, ...path]),
                ...(control.kind === 'groupType'
                  ? ['Type', 'Count'].map((key) => pathText([...base, key]))
                  : []),
                ...(control.kind === 'concepts' && control.exclude
                  ? [pathText([...base, ...path.slice(0, -1), control.exclude])]
                  : []),
              ]),
            ),
          ),
        );
        const hidden = leaves(document)
          .filter((leaf) => !leaf.some((_, i) => covered.has(pathText(leaf.slice(0, i + 1)))))
          .map(pathText)
          .filter((path) => !/cdmVersionRange|CollapseType|\$\.name|ConceptSets\[\d+\]\.id/.test(path));
        expect(hidden).toEqual([]);
        for (const node of nodesOf(document))
          expect(nodeAt(outline, node.path)).toBe(
            allNodes(outline.sections).find(({ path }) => pathText(path) === pathText(node.path)),
          );
      }),
      { numRuns: 150 },
    );
  });

  test('of anything at all is made, and its rows say something', () => {
    fc.assert(
      fc.property(damagedExpression(expressions), (text) => {
        const document: unknown = JSON.parse(text);
        fc.pre(typeof document === 'object' && document !== null && !Array.isArray(document));
        for (const node of nodesOf(document as JsonObject)) {
          formsOf(document as JsonObject, node);
          for (const locale of ['ja', 'en'] as const) {
            expect(typeof nodeSummary(locale, document as JsonObject, node).title).toBe('string');
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('an edit', () => {
  test('of a field changes that alone, and the result can be read', () => {
    fc.assert(
      fc.property(definitions, fc.nat(), (document, seed) => {
        const places = nodesOf(document).flatMap((node) =>
          formsOf(document, node).flatMap(({ base, fields }) =>
            fields
              .filter(({ path }) => path.length > 0)
              .map(({ path, control }) => ({ path: [...base, ...path], control })),
          ),
        );
        for (let i = 0; i < 12; i++) {
          const place = places[(seed + i * 7919) % places.length];
          if (!place || ['exit', 'conceptItems'].includes(place.control.kind)) continue;
          const edited = withValue(document, place.path, startValue(place.control));
          expect(failures(edited), pathText(place.path)).toEqual([]);
          expect(without(edited, place.path)).toEqual(without(document, place.path));
          const before = valueAt(document, place.path);
          if (before !== undefined)
            expect(JSON.stringify(withValue(edited, place.path, before))).toBe(JSON.stringify(document));
          else
            expect(JSON.parse(JSON.stringify(without(edited, place.path)))).toEqual(
              JSON.parse(JSON.stringify(without(document, place.path))),
            );
          if (place.control.kind !== 'occurrence' && before !== undefined) {
            expect(failures(withValue(document, place.path, undefined))).toEqual([]);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test('of the structure leaves a definition, and can be turned back where that has a meaning', () => {
    fc.assert(
      fc.property(definitions, fc.nat(), (document, seed) => {
        const all = nodesOf(document);
        for (let i = 0; i < 6; i++) {
          const node = all[(seed + i * 31) % all.length];
          if (!node || node.kind === 'conceptSet') continue;
          const down = shifted(document, node, 1);
          if (down) {
            expect(failures(down.document)).toEqual([]);
            const back = nodeOf(down.document, down.path);
            expect(shifted(down.document, back, -1)?.document).toEqual(document);
          }
          if (isMember(node)) {
            const twice = duplicated(document, node);
            expect(failures(twice.document)).toEqual([]);
            expect(removed(twice.document, nodeOf(twice.document, twice.path)).document).toEqual(document);
          }
          const inGroup = grouped(document, node);
          if (inGroup) {
            expect(failures(inGroup.document)).toEqual([]);
            const out = ungrouped(inGroup.document, nodeOf(inGroup.document, inGroup.path));
            expect(failures(out?.document ?? {})).toEqual([]);
            expect(nodesOf(out?.document ?? {}).length).toBe(all.length);
          }
          if (isRemovable(node)) {
            const left = failures(removed(document, node).document);
            expect(left.filter((text) => !text.includes('CriteriaList'))).toEqual([]);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test('of a criterion’s domain keeps what both domains have', () => {
    fc.assert(
      fc.property(
        definitions,
        fc.nat(),
        fc.constantFrom(...(Object.keys(domains) as DomainName[])),
        (document, seed, domain) => {
          const criteria = nodesOf(document).filter((node) => node.criterion !== null);
          const node = criteria[seed % criteria.length];
          const changed = node && withDomain(document, node, domain);
          if (!node?.criterion || !changed) return;
          const counted = valueAt(document, [...node.path, 'Occurrence', 'IsDistinct']) === true;
          if (!counted) expect(failures(changed.document)).toEqual([]);
          const after = nodeOf(changed.document, node.path);
          expect(after.criterion?.domain).toBe(domain);
          const age = valueAt(document, [...node.criterion.path, 'Age']);
          if (age !== undefined && Object.hasOwn(domains[domain].attributes, 'Age')) {
            expect(valueAt(changed.document, [...(after.criterion?.path ?? []), 'Age'])).toEqual(age);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('that moves a part anywhere it may go can be turned back', () => {
    fc.assert(
      fc.property(
        definitions,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('on', 'before', 'after'),
        (document, a, b, where) => {
          const outline = outlineOf(document);
          const all = allNodes(outline.sections);
          const [node, onto] = [all[a % all.length], all[b % all.length]];
          const to = node && onto && dropPlace(document, node, onto, where as 'on');
          const moved = to && withMoved(document, node.path, to.list, to.place);
          if (!moved || !node) return;
          expect(valueAt(moved.document, moved.path)).toEqual(valueAt(document, node.path));
          if (node.kind !== 'criterion') expect(failures(moved.document)).toEqual([]);
          expect(nodesOf(moved.document).length).toBe(all.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('that adds something makes a node of it that can be read', () => {
    const additions: Addition[] = [
      ...(Object.keys(domains) as DomainName[]).flatMap((domain): Addition[] => [
        { kind: 'criterion', domain },
        { kind: 'criterion', domain, never: true },
      ]),
      { kind: 'demographic', attributes: { Age: { Value: 18, Op: 'gte' } } },
      ...(['group', 'rule', 'conceptSet', 'additional', 'nested'] as const).map((kind) => ({ kind })),
    ];
    fc.assert(
      fc.property(definitions, fc.nat(), fc.constantFrom(...additions), (document, seed, addition) => {
        const outline = outlineOf(document);
        const all = allNodes(outline.sections);
        const node = all[seed % all.length] ?? null;
        if (!canAdd(outline, node, addition.kind)) return;
        const { document: after, path } = withAdded(document, node, addition, names);
        expect(failures(after)).toEqual([]);
        expect(pathText(nodeOf(after, path).path)).toBe(pathText(path));
        expect(nodesOf(after).length).toBeGreaterThan(all.length);
        const around = node && containerOf(outline, node).group;
        if (around && (addition.kind === 'criterion' || addition.kind === 'group')) {
          expect(path.slice(0, around.length)).toEqual(around);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function nodeOf(document: JsonObject, path: NodePath): OutlineNode {
  const node = nodeAt(outlineOf(document), path);
  if (!node) throw new Error(`no node at ${pathText(path)}`);
  return node;
}

/** What is around a place: objects that an edit made on the way, and are empty without it, do not count. */
function without(document: JsonObject, path: NodePath): unknown {
  let rest = withValue(document, path, undefined);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const around = path.slice(0, depth);
    const value = valueAt(rest, around);
    const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    if (value !== null && value !== undefined && !empty) break;
    rest = withValue(rest, around, undefined);
  }
  return rest;
}
