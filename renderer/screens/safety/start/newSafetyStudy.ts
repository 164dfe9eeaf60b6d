import type { z } from 'zod';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { inLanguage } from '../../../../shared/i18n/inLanguage.ts';
import { type Locale, translate } from '../../../../shared/i18n/translate.ts';
import type { safetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import type { ConceptEntry } from '../../../../shared/vocabulary/conceptApi.ts';
import { bilingualName } from '../../studies/forms/ConceptItems.tsx';

type SafetyInput = z.input<typeof safetySpecification>;

/** Who is looked at: a drug of the release, or a cohort of the list with its definition. */
export type ExposureChoice =
  | { readonly kind: 'drug'; readonly concept: ConceptEntry }
  | { readonly kind: 'cohort'; readonly id: string; readonly title: string; readonly expression: JsonObject };

const bilingual = (key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]) =>
  `${translate('ja', key, params)} / ${translate('en', key, params)}`;

/** A safety study with the usual times at risk; everything else is the reader's default. */
export function newSafetyStudy(
  exposure: ExposureChoice,
  comparator: ExposureChoice | null,
  controls: readonly ConceptEntry[],
): SafetyInput {
  const chosen = [
    ['exposed', exposure] as const,
    ...(comparator ? [['comparator', comparator] as const] : []),
  ];
  return {
    akashiStudy: 1,
    type: 'safety',
    name: nameOf(exposure, comparator),
    seed: 1,
    definitions: Object.fromEntries(
      chosen.flatMap(([id, choice]) =>
        choice.kind === 'cohort' ? [[id, { name: choice.title, expression: choice.expression }]] : [],
      ),
    ),
    exposure: exposureOf(exposure, 'exposed'),
    ...(comparator ? { comparator: exposureOf(comparator, 'comparator') } : {}),
    timesAtRisk: usualTimesAtRisk(),
    negativeControls: controls.map((concept) => ({
      id: `control-${concept.id}`,
      name: bilingualName(concept),
      domain: 'condition' as const,
      concepts: [{ conceptId: concept.id }],
    })),
  };
}

/** On treatment and 30 days, one year, and the windows after index in which events of different kinds come. */
export function usualTimesAtRisk(): SafetyInput['timesAtRisk'] {
  const fixed = (id: string, from: number, to: number) => ({
    kind: 'fixed' as const,
    id,
    name: bilingual('safety.new.days', { from, to }),
    from,
    to,
  });
  return [
    { kind: 'onTreatment', id: 'on-treatment', name: bilingual('safety.new.onTreatment') },
    { kind: 'intentionToTreat', id: 'one-year', name: bilingual('safety.new.oneYear'), capDays: 365 },
    fixed('first-week', 1, 7),
    fixed('first-month', 8, 30),
    fixed('first-quarter', 31, 90),
    fixed('rest-of-year', 91, 365),
  ];
}

function exposureOf(choice: ExposureChoice, id: string): SafetyInput['exposure'] {
  return choice.kind === 'cohort'
    ? { name: choice.title, cohort: id }
    : { name: bilingualName(choice.concept), drugs: [{ conceptId: choice.concept.id }] };
}

function nameOf(exposure: ExposureChoice, comparator: ExposureChoice | null): string {
  const inOne = (locale: Locale) => {
    const [name, other] = [exposure, comparator].map((one) =>
      one === null
        ? null
        : inLanguage(one.kind === 'cohort' ? one.title : bilingualName(one.concept), locale),
    );
    return other
      ? translate(locale, 'safety.new.namePair', { name: name ?? '', other })
      : translate(locale, 'safety.new.name', { name: name ?? '' });
  };
  const [ja, en] = [inOne('ja'), inOne('en')];
  return ja === en ? ja : `${ja} / ${en}`;
}

/** Chapters of ICD-10, by the first letter of their codes, that drugs of an anatomical main group of the ATC treat or touch. */
const nearMainGroup: Readonly<Record<string, string>> = {
  A: 'EK',
  B: 'DI',
  C: 'IE',
  D: 'L',
  G: 'NZO',
  H: 'E',
  J: 'ABJ',
  L: 'CD',
  M: 'M',
  N: 'FGR',
  P: 'B',
  R: 'J',
  S: 'H',
};
/** Symptoms and outside causes are recorded for too many reasons, pregnancy and birth for too few persons. */
const neverControls = 'RUVWXYZOPQ';

/**
 * Conditions that could be negative controls of a drug: frequent ones, each of another ICD-10 category, that lie outside
 * the chapters that drugs of its ATC group treat. What the drug can cause is not known here: people must look at each.
 * @param hits conditions, the most used first
 * @param atc the drug's ATC code; null where it is not known
 */
export function suggestControls(
  hits: readonly ConceptEntry[],
  atc: string | null,
  wanted = 40,
): readonly ConceptEntry[] {
  const near = nearMainGroup[atc?.[0] ?? ''] ?? '';
  const seen = new Set<string>();
  const found: ConceptEntry[] = [];
  for (const hit of hits) {
    const category = /^[A-Z]\d\d/.exec(hit.code)?.[0];
    if (category === undefined || hit.code.includes('-') || seen.has(category)) continue;
    const chapter = category[0] as string;
    if (near.includes(chapter) || neverControls.includes(chapter)) continue;
    seen.add(category);
    found.push(hit);
    if (found.length === wanted) break;
  }
  return found;
}
