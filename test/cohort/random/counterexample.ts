import { type CdmData, CdmIndex, type Cell, isoOf, type Row } from '../reference/cdmData.ts';
import { complaints } from './agreement.ts';
import type { CompiledCohorts } from './compiledCohorts.ts';

interface Case {
  readonly expression: unknown;
  readonly data: CdmData;
  /** Whether it was generated with its attrition. */
  readonly attrition: boolean;
}

/**
 * Makes a disagreement between compiler and evaluator as small as it finds within `budget` tries: drops rows, then
 * parts of the definition, as long as the two still disagree in the same way.
 */
export async function minimised(found: Case, compiled: CompiledCohorts, budget = 400): Promise<Case> {
  const kind = await kindOf(found, compiled);
  let best = found;
  let left = budget;
  for (let progress = true; progress && left > 0; ) {
    progress = false;
    for (const smaller of smallerCases(best)) {
      if (left-- <= 0) break;
      if ((await kindOf(smaller, compiled)) !== kind) continue;
      best = smaller;
      progress = true;
      break;
    }
  }
  return best;
}

/** `differs`, the code of a refusal, or null when both agree or the case is no longer a valid one. */
async function kindOf(
  { expression, data, attrition }: Case,
  compiled: CompiledCohorts,
): Promise<string | null> {
  try {
    await compiled.load(data);
    const [result] = await compiled.generate([expression], attrition);
    if (!result) return null;
    const found = complaints(expression, new CdmIndex(data), result).length > 0;
    if (!found) return null;
    return result.ok ? 'differs' : result.failure.code;
  } catch {
    return null;
  }
}

function* smallerCases({ data, ...rest }: Case): Generator<Case> {
  for (const [table, rows] of Object.entries(data)) {
    if (rows.length > 1) yield { ...rest, data: { ...data, [table]: [] } };
  }
  for (const smaller of withoutOnePart(rest.expression)) yield { ...rest, expression: smaller, data };
  for (const [table, rows] of Object.entries(data)) {
    for (const i of rows.keys()) {
      yield { ...rest, data: { ...data, [table]: rows.filter((_, k) => k !== i) } };
    }
  }
}

/** The value without one of its keys or items, outermost first. */
function* withoutOnePart(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const i of value.keys()) yield value.filter((_, k) => k !== i);
    for (const [i, item] of value.entries()) {
      for (const smaller of withoutOnePart(item)) yield value.with(i, smaller);
    }
  } else if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
    for (const [key, item] of entries) {
      for (const smaller of withoutOnePart(item)) yield { ...value, [key]: smaller };
    }
  }
}

/** A counterexample to read: the definition, the rows of each table, and who differs how. */
export async function described(found: Case, compiled: CompiledCohorts): Promise<string> {
  const { expression, data, attrition } = found;
  await compiled.load(data);
  const [result] = await compiled.generate([expression], attrition);
  const tables = Object.entries(data)
    .filter(([, rows]) => rows.length > 0)
    .map(
      ([table, rows]) => `${table}\n${rows.map((row) => `  ${JSON.stringify(readable(row))}`).join('\n')}`,
    );
  return [
    'definition',
    `  ${JSON.stringify(expression)}`,
    ...tables,
    ...(result ? complaints(expression, new CdmIndex(data), result) : []),
  ].join('\n');
}

function readable(row: Row): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([column, value]) => [
        column,
        column.endsWith('_date') && typeof value === 'number' ? isoOf(value) : (value ?? null),
      ]),
  );
}
