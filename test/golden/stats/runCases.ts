import { type Comparison, compare } from './compare.ts';
import { type FoundCase, loadTables, toleranceOf } from './goldenCase.ts';
import { methods } from './methods.ts';

/** What became of one case. */
export type CaseOutcome =
  | { readonly status: 'passed' | 'failed'; readonly id: string; readonly comparison: Comparison }
  | { readonly status: 'failed'; readonly id: string; readonly error: string }
  | { readonly status: 'not implemented'; readonly id: string; readonly method: string };

/** Runs one case: the method's adapter on the case's data and arguments, then the comparison. */
export function runCase(found: FoundCase): CaseOutcome {
  const { id, method, args, expected } = found.golden;
  const adapter = methods.get(method);
  if (!adapter) return { status: 'not implemented', id, method };
  try {
    const tables = loadTables(found);
    const comparison = compare(
      expected,
      adapter({ args, tables, asked: expected }),
      toleranceOf(found.golden),
    );
    const passed = comparison.differing === 0 && comparison.compared > 0;
    return { status: passed ? 'passed' : 'failed', id, comparison };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 'failed', id, error: text.split('\n').slice(0, 6).join('\n    ') };
  }
}

/** One or more lines about one case. */
export function describeOutcome(outcome: CaseOutcome): string {
  if (outcome.status === 'not implemented') return `not implemented  ${outcome.id} (${outcome.method})`;
  if ('error' in outcome) return `FAIL  ${outcome.id}\n    ${outcome.error}`;
  const { comparison } = outcome;
  const where = comparison.largestAt === '' ? '' : ` at ${comparison.largestAt}`;
  const error = `largest relative error ${comparison.largestError.toExponential(1)}${where}`;
  if (outcome.status === 'passed') return `pass  ${outcome.id}  ${comparison.compared} values, ${error}`;
  return [
    `FAIL  ${outcome.id}  ${comparison.differing} of ${comparison.compared} values differ, ${error}`,
    ...comparison.differences.map((d) => `    ${d}`),
  ].join('\n');
}
