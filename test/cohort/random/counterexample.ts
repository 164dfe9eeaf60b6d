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
 * Makes a disagreement between compiler and evaluator as small as it finds within `budget` tries: drops tables, parts
 * of the definition and rows, as long as the two still disagree in the same way.
 */
export async function minimised(found: Case, compiled: CompiledCohorts, budget = 600): Promise<Case> {
  const kind = await kindOf(found, compiled);
  let best = found;
  let left = budget;
  async function take(smaller: Case): Promise<boolean> {
    if (left-- <= 0 || (await kindOf(smaller, compiled)) !== kind) return false;
    best = smaller;
    return true;
  }
  for (let progress = true; progress && left > 0; ) {
    progress = false;
    for (const table of Object.keys(best.data)) {
      if (best.data[table]?.length) progress = (await take(withRows(best, table, []))) || progress;
    }
    for (const smaller of withoutOnePart(best.expression)) {
      if (!(await take({ ...best, expression: smaller }))) continue;
      progress = true;
      break;
    }
    if (progress) continue;
    for (const [table, rows] of Object.entries(best.data)) {
      for (const row of rows) {
        const others = (best.data[table] ?? []).filter((other) => other !== row);
        progress = (await take(withRows(best, table, others))) || progress;
      }
    }
  }
  return best;
}

function withRows(found: Case, table: string, rows: readonly Row[]): Case {
  return { ...found, data: { ...found.data, [table]: rows } };
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
