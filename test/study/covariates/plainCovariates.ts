import { above, type TableDomain, type World, type WorldRecord } from './covariateWorld.ts';

/** Days of each window, inclusive. */
const windowDays = {
  anyTime: [-Infinity, 0],
  long: [-365, 0],
  medium: [-180, 0],
  short: [-30, 0],
  index: [0, 0],
} as const;

type Window = keyof typeof windowDays;

/** Covariates by id, over rows, worked out record by record: what {@link buildCovariates} must find. */
export function plainCovariates(world: World): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const put = (id: string, row: number, change: (before: number) => number): void => {
    const column = found.get(id) ?? world.rows.map(() => 0);
    column[row] = change(column[row] as number);
    found.set(id, column);
  };
  const mark = (id: string, row: number): void => put(id, row, () => 1);
  world.rows.forEach(({ person, index, age, sex }, row) => {
    const date = new Date(index * 86_400_000);
    put('demographics:age', row, () => age);
    mark(`demographics:age${age - (age % 5)}`, row);
    if (sex === 1) mark('demographics:female', row);
    if (sex === 2) mark('demographics:sexUnknown', row);
    mark(`demographics:year${date.getUTCFullYear()}`, row);
    mark(`demographics:month${date.getUTCMonth() + 1}`, row);
    for (const window of Object.keys(windowDays) as Window[]) {
      const of = (domain: TableDomain) => recordsIn(world, person, index, domain, window);
      const conditions = of('condition').map((record) => record.concept);
      for (const concept of conditions) {
        mark(`condition:${window}:${concept}`, row);
        for (const upper of above[concept] ?? []) mark(`conditionGroup:${window}:${upper}`, row);
      }
      const ingredients = new Set(of('drug').flatMap((record) => ingredientsOf(record.concept)));
      for (const ingredient of ingredients) mark(`drug:${window}:${ingredient}`, row);
      for (const { concept } of of('drug')) {
        for (const upper of above[concept] ?? []) if (upper > 220) mark(`drugGroup:${window}:${upper}`, row);
      }
      count(`score:${window}:distinctConditions`, new Set(conditions).size);
      count(`score:${window}:distinctIngredients`, ingredients.size);
      for (const domain of ['procedure', 'device', 'measurement', 'observation'] as const) {
        for (const { concept, valueConcept } of of(domain)) {
          mark(`${domain}:${window}:${concept}`, row);
          const hasValues = domain === 'measurement' || domain === 'observation';
          if (hasValues && valueConcept !== 0) mark(`${domain}:${window}:${concept}=${valueConcept}`, row);
        }
      }
      for (const { concept, value, low, high } of of('measurement')) {
        if (value === null || (low === null && high === null)) continue;
        const range =
          low !== null && value < low ? 'below' : high !== null && value > high ? 'above' : 'within';
        mark(`measurementValue:${window}:${concept}:${range}`, row);
      }
      for (const { concept } of of('visit'))
        put(`visit:${window}:${concept}:count`, row, (before) => before + 1);
    }
    function count(id: string, value: number): void {
      if (value > 0) put(id, row, () => value);
    }
  });
  for (const window of Object.keys(windowDays) as Window[]) {
    lastValues(world, 'measurement', 'measurementValue', window, found);
    lastValues(world, 'observation', 'observation', window, found);
    levels(world, window, mark);
  }
  return found;
}

function ingredientsOf(drug: number): readonly number[] {
  const ingredients = (above[drug] ?? []).filter((upper) => upper < 220);
  return ingredients.length > 0 ? ingredients : [drug];
}

/** What is done to a person counts until the day before index, unless the window is index itself. */
function recordsIn(
  world: World,
  person: number,
  index: number,
  domain: TableDomain,
  window: Window,
): readonly WorldRecord[] {
  const [from, to] = windowDays[window];
  const isDone = ['drug', 'procedure', 'device', 'visit'].includes(domain) && window !== 'index';
  return world.records.filter(
    (record) =>
      record.person === person &&
      record.domain === domain &&
      record.day - index >= from &&
      record.day - index <= (isDone ? -1 : to),
  );
}

/** The last value of each row: middle of the lowest and highest of that day. */
function lastOf(records: readonly WorldRecord[]): number | null {
  const values = records.filter(({ value }) => value !== null);
  const last = Math.max(...values.map(({ day }) => day));
  const ofDay = values.filter(({ day }) => day === last).map(({ value }) => value as number);
  return ofDay.length === 0 ? null : (Math.min(...ofDay) + Math.max(...ofDay)) / 2;
}

function groupsOfValues(world: World, domain: 'measurement' | 'observation') {
  const keys = new Set(
    world.records
      .filter((record) => record.domain === domain)
      .map(({ concept, unit }) => `${concept} ${unit}`),
  );
  return [...keys].map((key) => key.split(' ').map(Number) as [number, number]);
}

function lastValues(
  world: World,
  domain: 'measurement' | 'observation',
  as: string,
  window: Window,
  found: Map<string, number[]>,
): void {
  for (const [concept, unit] of groupsOfValues(world, domain)) {
    const values = world.rows.map(({ person, index }) =>
      lastOf(
        recordsIn(world, person, index, domain, window).filter(
          (record) => record.concept === concept && record.unit === unit,
        ),
      ),
    );
    // Rows of one date are one person's value: clones do not make it more common.
    const once = world.rows.flatMap(({ person, index }, row) =>
      world.rows.findIndex((other) => other.person === person && other.index === index) === row &&
      values[row] !== null
        ? [values[row] as number]
        : [],
    );
    if (new Set(once).size < 2) continue;
    const mean = once.reduce((sum, value) => sum + value, 0) / once.length;
    const sd = Math.sqrt(once.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (once.length - 1));
    const id = `${as}:${window}:${concept}:value${unit === 0 ? '' : `:${unit}`}`;
    found.set(
      id,
      values.map((value) => (value === null ? 0 : (value - mean) / sd)),
    );
  }
}

/** Levels of observations with few different last values up to index. */
function levels(world: World, window: Window, mark: (id: string, row: number) => void): void {
  for (const [concept, unit] of groupsOfValues(world, 'observation')) {
    const lastIn = (row: World['rows'][number], of: Window) =>
      lastOf(
        recordsIn(world, row.person, row.index, 'observation', of).filter(
          (record) => record.concept === concept && record.unit === unit,
        ),
      );
    const all = new Set(world.rows.map((row) => lastIn(row, 'anyTime')).filter((value) => value !== null));
    if (all.size < 2 || all.size > 10) continue;
    world.rows.forEach((row, place) => {
      const value = lastIn(row, window);
      if (value !== null)
        mark(`observation:${window}:${concept}=#${value}${unit === 0 ? '' : `:${unit}`}`, place);
    });
  }
}
