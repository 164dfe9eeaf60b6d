import { phraseOf } from './bilingual.ts';
import type { CandidateName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { firstDay } from './covariateWindows.ts';
import { type LastValues, valuesFrom } from './lastValues.ts';

/** Up to so many different values are looked at one by one as well, as classes and grades are. */
const MOST_LEVELS = 10;

/** One binary covariate per level of observations that have only a few: whether it is the last value in the window. */
export function offerLevels(
  { windows, index, excluded, collector }: CovariateContext,
  all: LastValues,
): void {
  all.concepts.forEach((concept, key) => {
    if (excluded.has(concept)) return;
    const unit = all.details[key] as number;
    const known = new Set(all.values.subarray(all.starts[key], all.starts[key + 1]));
    if (known.size < 2 || known.size > MOST_LEVELS) return;
    for (const window of windows) {
      const { dates, values } = valuesFrom(all, key, firstDay[window]);
      for (const level of [...known].sort((a, b) => a - b)) {
        const having = dates.filter((_, k) => values[k] === level);
        if (having.length === 0) continue;
        collector.offer({
          domain: 'observation',
          key: `${concept}=#${level}${unit === 0 ? '' : `:${unit}`}`,
          window,
          concept,
          name: levelName(concept, unit, level),
          kind: 'binary',
          persons: having.length,
          column: { kind: 'sparse', rows: index.rowsOf(having) },
        });
      }
    }
  });
}

function levelName(concept: number, unit: number, level: number): CandidateName {
  return {
    concepts: unit === 0 ? [concept] : [concept, unit],
    phrase: (names) => phraseOf(names, ([name, of]) => [`${name} = ${level}`, ...(of ? [of] : [])].join(' ')),
  };
}
