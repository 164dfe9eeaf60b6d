import fc from 'fast-check';
import type { Json } from './randomCriteria.ts';

/** Values that have no business where they are put. */
const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    'x',
    "'; DROP TABLE cdm.person; --",
    '2010-13-45',
    '0000-00-00',
    '9999-12-31',
    '10000-01-01',
    [],
    {},
    [null],
    [[]],
    0,
    -1,
    1.5,
    1e6,
    -1e9,
    2 ** 31,
    2 ** 53,
    1e20,
    1e308,
    -99,
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 6 }),
  fc.jsonValue({ maxDepth: 2 }),
);

type Edit =
  | { readonly kind: 'drop' | 'repeat' | 'rename' }
  | { readonly kind: 'replace'; readonly value: unknown };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Edit>({ kind: 'drop' }) },
  { weight: 1, arbitrary: fc.constantFrom<Edit>({ kind: 'repeat' }, { kind: 'rename' }) },
  { weight: 4, arbitrary: strangeValue.map((value): Edit => ({ kind: 'replace', value })) },
);

/** One to three edits somewhere in a valid expression, as JSON text. */
export function damagedExpression(expression: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  const places = fc.array(fc.tuple(fc.nat(), edit), { minLength: 1, maxLength: 3 });
  return fc.tuple(expression, places).map(([whole, edits]) =>
    JSON.stringify(
      edits.reduce<unknown>((value, [place, one]) => {
        const paths = pathsIn(value);
        const path = paths[place % Math.max(1, paths.length)];
        return path ? edited(value, path, one) : value;
      }, whole),
    ),
  );
}

/** Valid text cut off, or with a few characters lost or put in. */
export function damagedText(expression: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  const slip = fc.record({
    at: fc.nat(),
    lost: fc.nat({ max: 3 }),
    put: fc.oneof(fc.string({ maxLength: 2 }), fc.constantFrom('{', '}', '[', ']', ',', '"', '\u0000', '\\')),
  });
  return fc.oneof(
    fc.tuple(expression, fc.nat()).map(([whole, at]) => {
      const text = JSON.stringify(whole);
      return text.slice(0, at % text.length);
    }),
    fc.tuple(expression, fc.array(slip, { minLength: 1, maxLength: 3 })).map(([whole, slips]) =>
      slips.reduce((text, { at, lost, put }) => {
        const from = at % text.length;
        return text.slice(0, from) + put + text.slice(from + lost);
      }, JSON.stringify(whole)),
    ),
    fc.string(),
    fc.json(),
  );
}

type Path = readonly (string | number)[];

function pathsIn(value: unknown): Path[] {
  const paths: Path[] = [];
  const visit = (node: unknown, path: Path): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, item] of Object.entries(node)) {
      const inner = [...path, Array.isArray(node) ? Number(key) : key];
      paths.push(inner);
      visit(item, inner);
    }
  };
  visit(value, []);
  return paths;
}

function edited(node: unknown, path: Path, one: Edit): unknown {
  const [head, ...rest] = path;
  if (Array.isArray(node)) {
    return node.flatMap((item, i) => {
      if (i !== head) return [item];
      if (rest.length > 0) return [edited(item, rest, one)];
      if (one.kind === 'drop') return [];
      if (one.kind === 'replace') return [one.value];
      return [item, item];
    });
  }
  const entries = Object.entries(node as Json).flatMap(([key, item]): [string, unknown][] => {
    if (key !== head) return [[key, item]];
    if (rest.length > 0) return [[key, edited(item, rest, one)]];
    if (one.kind === 'drop') return [];
    if (one.kind === 'replace') return [[key, one.value]];
    return one.kind === 'rename' ? [[key.toLowerCase(), item]] : [[key, [item, item]]];
  });
  return Object.fromEntries(entries);
}
