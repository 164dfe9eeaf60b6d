import type { z } from 'zod';
import { isObject, type JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import {
  type ComparisonSpecification,
  comparisonSpecification,
} from '../../shared/study/specification/comparisonSpecification.ts';

/**
 * A study as its forms show it while it need not be whole yet: what can be read of each part, defaults for the rest.
 * Members of a list that cannot be read are left out; edits name members by their id, so that nothing else is touched.
 */
export type StudyForm = ComparisonSpecification;

const shape = comparisonSpecification.shape;
const empty: StudyForm = {
  akashiStudy: 1,
  type: 'comparison',
  name: '',
  description: '',
  seed: 1,
  definitions: {},
  matrix: null,
  arms: [],
  immortalTime: null,
  population: shape.population.parse(undefined),
  timesAtRisk: [],
  outcomes: [],
  negativeControls: [],
  covariates: shape.covariates.parse(undefined),
  adjustment: shape.adjustment.parse(undefined),
  outcomeModel: shape.outcomeModel.parse(undefined),
  horizons: [365],
  pieces: [],
  subgroups: [],
  doseResponse: null,
  thresholds: shape.thresholds.parse(undefined),
  overrides: [],
};

/** Keys whose value is a list of members, each of which stands for itself. */
const members = {
  arms: shape.arms.element,
  timesAtRisk: shape.timesAtRisk.element,
  outcomes: shape.outcomes.element,
  negativeControls: shape.negativeControls.unwrap().element,
  subgroups: shape.subgroups.unwrap().element,
  overrides: shape.overrides.unwrap().element,
} as const;

export function studyForm(document: JsonObject): StudyForm {
  const whole = comparisonSpecification.safeParse(document);
  if (whole.success) return whole.data;
  const read = Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]): readonly (readonly [string, unknown])[] => {
      const element = key in members ? members[key as keyof typeof members] : null;
      if (element) return [[key, readMembers(document[key], element)]];
      const parsed = schema.safeParse(document[key]);
      return parsed.success ? [[key, parsed.data]] : [];
    }),
  );
  return { ...empty, ...read };
}

function readMembers(value: unknown, element: z.ZodType): readonly unknown[] {
  return (Array.isArray(value) ? value : []).flatMap((member) => {
    const parsed = element.safeParse(member);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The member of a list in the file that has an id, with its place; −1 where there is none. */
export function placeOf(document: JsonObject, list: string, id: string): number {
  const value = document[list];
  return Array.isArray(value) ? value.findIndex((member) => isObject(member) && member.id === id) : -1;
}

/** An id that no member of a list has yet. */
export function freeId(stem: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  for (let number = taken.length + 1; ; number++) if (!ids.has(`${stem}${number}`)) return `${stem}${number}`;
}
