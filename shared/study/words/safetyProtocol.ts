import type { Sentence } from '../../cohort/sentences/wording.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import { fewestControls } from '../safety/analysis/controlStrip.ts';
import type {
  ExposureSpecification,
  SafetySpecification,
  SafetyTimeAtRisk,
} from '../safety/specification/safetySpecification.ts';
import { itemsText } from './conceptWords.ts';
import { called, definitionName, type Speaker, told } from './statement.ts';

/** Rows of a safety study's protocol, in the order of HARPER. */
export const safetyRows = [
  'exposure',
  'eligibility',
  'unexposed',
  'followUp',
  'events',
  'analysis',
  'multiplicity',
] as const;
export type SafetyRowId = (typeof safetyRows)[number];

/** One part of the protocol, as statements with their places in the study's file. */
export interface SafetyProtocolRow {
  readonly id: SafetyRowId;
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

type SafetySpeaker = Speaker<SafetySpecification>;

const rows: Readonly<Record<SafetyRowId, (speaker: SafetySpeaker) => Sentence[]>> = {
  exposure: exposureWords,
  eligibility: eligibilityWords,
  unexposed: unexposedWords,
  followUp: followUpWords,
  events: eventWords,
  analysis: analysisWords,
  multiplicity: multiplicityWords,
};

/** A safety study in words: every setting that decides a number is said. */
export function safetyProtocol(study: SafetySpecification, locale: Locale): SafetyProtocolRow[] {
  return safetyRows.map((id) => ({
    id,
    title: translate(locale, `safetyProtocol.row.${id}`),
    sentences: rows[id]({ study, locale }),
  }));
}

function exposureWords(speaker: SafetySpeaker): Sentence[] {
  const { exposure, comparator, population } = speaker.study;
  const washout =
    population.washoutDays === null
      ? told(speaker, ['population', 'washoutDays'], 'safetyProtocol.washoutEver')
      : told(speaker, ['population', 'washoutDays'], 'safetyProtocol.washout', {
          days: population.washoutDays,
        });
  return [
    told(speaker, ['exposure'], 'safetyProtocol.exposed', taken(speaker, exposure)),
    ...(comparator
      ? [
          told(speaker, ['comparator'], 'safetyProtocol.comparator', taken(speaker, comparator)),
          told(speaker, ['comparator'], 'safetyProtocol.notBoth'),
        ]
      : [told(speaker, ['comparator'], 'safetyProtocol.noComparator')]),
    washout,
  ];
}

function taken(
  speaker: SafetySpeaker,
  { name, drugs, cohort }: ExposureSpecification,
): { readonly name: string; readonly what: string } {
  const what =
    drugs === null
      ? translate(speaker.locale, 'safetyProtocol.entry', { cohort: definitionName(speaker, cohort ?? '') })
      : translate(speaker.locale, 'safetyProtocol.supply', { concepts: itemsText(speaker, drugs) });
  return { name: called(speaker, name), what };
}

function eligibilityWords(speaker: SafetySpeaker): Sentence[] {
  const { priorObservationDays: days, from, to, ageFrom, ageTo } = speaker.study.population;
  const period =
    from !== null && to !== null
      ? [told(speaker, ['population', 'from'], 'trial.periodBetween', { from, to })]
      : from !== null
        ? [told(speaker, ['population', 'from'], 'trial.periodFrom', { from })]
        : to !== null
          ? [told(speaker, ['population', 'to'], 'trial.periodTo', { to })]
          : [];
  const age =
    ageFrom !== null && ageTo !== null
      ? [told(speaker, ['population', 'ageFrom'], 'trial.ageBetween', { from: ageFrom, to: ageTo })]
      : ageFrom !== null
        ? [told(speaker, ['population', 'ageFrom'], 'trial.ageFrom', { from: ageFrom })]
        : ageTo !== null
          ? [told(speaker, ['population', 'ageTo'], 'trial.ageTo', { to: ageTo })]
          : [];
  return [
    told(speaker, ['population', 'priorObservationDays'], 'trial.priorObservation', { days }),
    ...period,
    ...age,
  ];
}

function unexposedWords(speaker: SafetySpeaker): Sentence[] {
  const { ratio, ageYears, careSetting, censorAtExposure } = speaker.study.unexposed;
  const { washoutDays } = speaker.study.population;
  const at = (key: string) => ['unexposed', key];
  return [
    told(speaker, at('ratio'), 'safetyProtocol.riskSet', { ratio }),
    told(speaker, at('ageYears'), 'safetyProtocol.alike', { years: ageYears }),
    ...(careSetting ? [told(speaker, at('careSetting'), 'safetyProtocol.careSetting')] : []),
    washoutDays === null
      ? told(speaker, ['population', 'washoutDays'], 'safetyProtocol.neverTaken')
      : told(speaker, ['population', 'washoutDays'], 'safetyProtocol.notTaken', { days: washoutDays }),
    told(
      speaker,
      at('censorAtExposure'),
      censorAtExposure ? 'safetyProtocol.censorAtExposure' : 'safetyProtocol.keptAtExposure',
    ),
    told(speaker, ['unexposed'], 'safetyProtocol.unmatched'),
  ];
}

function followUpWords(speaker: SafetySpeaker): Sentence[] {
  const { timesAtRisk, windows } = speaker.study;
  return [
    ...timesAtRisk.map((window, i) => timeAtRiskWords(speaker, window, i)),
    told(speaker, ['timesAtRisk'], 'safetyProtocol.censoring'),
    told(speaker, ['windows'], 'safetyProtocol.windows', { days: windows.join(', ') }),
  ];
}

function timeAtRiskWords(speaker: SafetySpeaker, window: SafetyTimeAtRisk, i: number): Sentence {
  const path = ['timesAtRisk', i];
  const name = called(speaker, window.name);
  if (window.kind === 'fixed') {
    return told(speaker, path, 'safetyProtocol.fixed', { name, from: window.from, to: window.to });
  }
  const { fromDay: from, capDays } = window;
  const cap =
    capDays === null ? [] : [told(speaker, [...path, 'capDays'], 'safetyProtocol.cap', { days: capDays })];
  if (window.kind === 'intentionToTreat') {
    return told(speaker, path, 'safetyProtocol.intentionToTreat', { name, from }, cap);
  }
  const { lagDays: lag, gapDays: gap } = window;
  return told(speaker, path, 'safetyProtocol.onTreatment', { name, from, lag, gap }, [
    told(speaker, path, 'safetyProtocol.onTreatmentUnexposed'),
    ...cap,
  ]);
}

function eventWords(speaker: SafetySpeaker): Sentence[] {
  const { kind, cohorts, cleanWindowDays, count, minimumPersons } = speaker.study.events;
  const at = (...keys: readonly (string | number)[]) => ['events', ...keys];
  return [
    ...(kind === 'hierarchy'
      ? [told(speaker, at('kind'), 'safetyProtocol.hierarchy', { persons: minimumPersons })]
      : []),
    ...cohorts.map(({ name, cohort, ppv }, i) =>
      told(
        speaker,
        at('cohorts', i),
        'trial.outcome',
        { name: called(speaker, name), definition: definitionName(speaker, cohort) },
        ppv === null
          ? []
          : [
              told(speaker, at('cohorts', i, 'ppv'), 'trial.ppv', {
                value: ppv.value,
                source: called(speaker, ppv.source),
              }),
            ],
      ),
    ),
    cleanWindowDays === null
      ? told(speaker, at('cleanWindowDays'), 'safetyProtocol.cleanEver')
      : told(speaker, at('cleanWindowDays'), 'safetyProtocol.clean', { days: cleanWindowDays }),
    told(
      speaker,
      at('count'),
      count === 'first' ? 'safetyProtocol.firstEvents' : 'safetyProtocol.recurrentEvents',
    ),
  ];
}

function analysisWords(speaker: SafetySpeaker): Sentence[] {
  const { ageBreaks, seed } = speaker.study;
  return [
    told(speaker, ['ageBreaks'], 'safetyProtocol.rates'),
    told(speaker, ['ageBreaks'], 'safetyProtocol.ratios', { ages: ageBreaks.join(', ') }),
    told(speaker, [], 'safetyProtocol.risks'),
    told(speaker, ['seed'], 'safetyProtocol.seed', { seed: String(seed) }),
  ];
}

function multiplicityWords(speaker: SafetySpeaker): Sentence[] {
  const { multiplicity, tree, negativeControls, events } = speaker.study;
  const controls = negativeControls.length;
  return [
    told(speaker, ['multiplicity', 'level'], 'safetyProtocol.doubleFdr', { level: multiplicity.level }),
    ...(events.kind === 'hierarchy'
      ? [told(speaker, ['tree'], 'safetyProtocol.tree', { replications: tree.replications })]
      : []),
    controls === 0
      ? told(speaker, ['negativeControls'], 'safetyProtocol.noControls', { fewest: fewestControls })
      : told(speaker, ['negativeControls'], 'safetyProtocol.controls', {
          count: controls,
          fewest: fewestControls,
        }),
  ];
}
