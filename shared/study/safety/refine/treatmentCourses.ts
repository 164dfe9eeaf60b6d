import type { Supplies } from '../persons/supplies.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import type { Span } from './eligibleTime.ts';

/** How supplies become treatment: as the study's first on-treatment time-at-risk says, or its defaults without one. */
export interface TreatmentRules {
  readonly fromDay: number;
  readonly gapDays: number;
  readonly lagDays: number;
}

export function treatmentRules({ timesAtRisk }: Pick<SafetySpecification, 'timesAtRisk'>): TreatmentRules {
  const onTreatment = timesAtRisk.find((one) => one.kind === 'onTreatment');
  return onTreatment?.kind === 'onTreatment' ? onTreatment : { fromDay: 1, gapDays: 30, lagDays: 30 };
}

/** A person's courses of treatment in order: supplies joined that start up to `gapDays` after the end before. */
export function treatmentCourses({ of, start, end }: Supplies, person: number, gapDays: number): Span[] {
  const courses: { from: number; to: number }[] = [];
  for (let place = of[person] as number; place < (of[person + 1] as number); place++) {
    const [from, to] = [start[place] as number, end[place] as number];
    const last = courses.at(-1);
    if (last && from - last.to <= gapDays) last.to = Math.max(last.to, to);
    else courses.push({ from, to });
  }
  return courses;
}
