import { type MessageKey, translate } from '../../i18n/translate.ts';
import type { AkashiFilter } from '../expression/akashiExtension.ts';
import type { AttributeFilter, Criterion } from '../expression/criterion.ts';
import { type AttributeSpec, demographicAttributes, domains } from '../expression/domains.ts';
import { attributeName, withArticle } from './attributeName.ts';
import { knownConcept } from './knownConcepts.ts';
import { type Chip, type Parts, partsText } from './part.ts';
import { chip, listed, phrase } from './phrase.ts';
import { akashiUnit, dateRangeText, dateText, rangeAsUsed, rangeText, unitOf } from './values.ts';
import { placeOf, type Wording } from './wording.ts';

/** Every condition on the event itself that a criterion has besides its concepts, `First` and criteria around it. */
export function criterionFilters(wording: Wording, criterion: Criterion): Parts[] {
  const { locale } = wording.names;
  const { sourceConceptKey } = domains[criterion.domain];
  const source =
    criterion.sourceConceptSetId === null || sourceConceptKey === null
      ? []
      : [
          [
            filterChip(wording, criterion.path, sourceConceptKey, 'sentence.filter.inSet', {
              attribute: withArticle(locale, attributeName(locale, 'SourceConcept')),
              set: wording.names.conceptSet(criterion.sourceConceptSetId),
            }),
          ],
        ];
  return [
    ...source,
    ...filterList(wording, criterion.path, criterion.filters, domains[criterion.domain].attributes),
    ...criterion.akashi.map((filter): Parts => [akashiChip(wording, criterion.path, filter)]),
    ...periodOf(wording, criterion),
    ...adjustmentOf(wording, criterion),
  ];
}

/** The conditions of a demographic criterion. */
export function personFilters(wording: Wording, path: string, filters: readonly AttributeFilter[]): Parts[] {
  return filterList(wording, path, filters, demographicAttributes, wording.about === 'index');
}

/** Which attribute gives the unit of which. */
const unitAttributes: Readonly<Record<string, string>> = {
  ValueAsNumber: 'Unit',
  DoseValue: 'Unit',
  Quantity: 'Unit',
  EffectiveDrugDose: 'DoseUnit',
};

function filterList(
  wording: Wording,
  path: string,
  filters: readonly AttributeFilter[],
  specs: Readonly<Record<string, AttributeSpec>>,
  ofIndex = false,
): Parts[] {
  const { locale } = wording.names;
  const said = new Set<AttributeFilter>();
  return filters.flatMap((filter) => {
    if (said.has(filter)) return [];
    const found = unitsFor(filter, filters);
    const units = found !== null && said.has(found) ? null : found;
    const [unit, ...others] = units?.conceptIds ?? [];
    const short = unit === undefined || others.length > 0 ? null : knownConcept(unit, locale);
    const own = [attributeChip(wording, path, filter, specs, ofIndex, short)];
    if (units === null) return [own];
    said.add(units);
    if (short !== null) return [own];
    const list: Chip = {
      kind: 'filter',
      path: placeOf(path, units.attribute),
      text: partsText(listed(locale, conceptList(wording, units.conceptIds))),
    };
    return [phrase(locale, 'sentence.filter.withUnit', { filter: own, list: [list] })];
  });
}

/** The units that a number is in, when it is said by a plain list and comes after the number. */
function unitsFor(
  filter: AttributeFilter,
  filters: readonly AttributeFilter[],
): Extract<AttributeFilter, { kind: 'concepts' }> | null {
  const attribute = unitAttributes[filter.attribute];
  if (attribute === undefined) return null;
  const units = filters.filter((other) => other.attribute === attribute);
  const [unit] = units;
  return units.length === 1 && unit?.kind === 'concepts' && !unit.exclude ? unit : null;
}

function conceptList(wording: Wording, ids: readonly number[]): Parts[] {
  return ids.map((id) => [{ text: wording.names.concept(id) }]);
}

function filterChip(
  wording: Wording,
  path: string,
  key: string,
  message: MessageKey,
  params: Parameters<typeof phrase>[2],
): Chip {
  return chip(wording.names.locale, { kind: 'filter', path: placeOf(path, key) }, message, params);
}

function attributeChip(
  wording: Wording,
  path: string,
  filter: AttributeFilter,
  specs: Readonly<Record<string, AttributeSpec>>,
  ofIndex: boolean,
  unit: string | null,
): Chip {
  const { names } = wording;
  const { locale } = names;
  const { attribute } = filter;
  const plain = attributeName(locale, attribute, ofIndex);
  const noun = withArticle(locale, plain);
  const say = (message: MessageKey, params: Parameters<typeof phrase>[2], key = attribute): Chip =>
    filterChip(wording, path, key, message, params);
  switch (filter.kind) {
    case 'integer':
    case 'decimal': {
      const range = rangeText(
        locale,
        rangeAsUsed(filter),
        unit === null ? unitOf(attribute) : { concept: unit },
      );
      return say('sentence.filter.number', { attribute: noun, range });
    }
    case 'date':
      return say('sentence.filter.date', { attribute: noun, range: dateRangeText(locale, filter.range) });
    case 'text': {
      const range = translate(locale, `sentence.text.${filter.op}`, { text: filter.text });
      return say('sentence.filter.text', { attribute: noun, range });
    }
    case 'concepts': {
      const list = listed(locale, conceptList(wording, filter.conceptIds));
      return say(filter.exclude ? 'sentence.filter.isNot' : 'sentence.filter.is', { attribute: plain, list });
    }
    case 'flag':
      return say('sentence.filter.flag', { attribute: noun });
    case 'conceptSet': {
      const key = specs[attribute]?.kind === 'conceptSetId' ? attribute : `${attribute}CS`;
      if (filter.conceptSetId === null) {
        return say(
          filter.exclude ? 'sentence.filter.unknown' : 'sentence.filter.known',
          { attribute: plain },
          key,
        );
      }
      const set = names.conceptSet(filter.conceptSetId);
      return say(
        filter.exclude ? 'sentence.filter.notInSet' : 'sentence.filter.inSet',
        { attribute: noun, set },
        key,
      );
    }
  }
}

const akashiKeys = {
  dailyDose: 'DailyDose',
  cumulativeDose: 'CumulativeDose',
  treatmentDuration: 'TreatmentDuration',
  diameter: 'Diameter',
  length: 'Length',
  material: 'Material',
  coating: 'Coating',
} as const;

/** The key of a filter below `akashi`. */
export function akashiKey(filter: AkashiFilter): string {
  return 'attribute' in filter ? akashiKeys[filter.attribute] : akashiKeys[filter.kind];
}

/** What a filter of the `akashi` extension looks at. */
export function akashiName(wording: Wording, filter: AkashiFilter): string {
  return attributeName(
    wording.names.locale,
    'attribute' in filter ? filter.attribute : akashiKeys[filter.kind],
  );
}

function akashiChip(wording: Wording, path: string, filter: AkashiFilter): Chip {
  const { locale } = wording.names;
  const place = { kind: 'filter', path: placeOf(path, 'akashi', akashiKey(filter)) } as const;
  const noun = akashiName(wording, filter);
  if (filter.kind === 'deviceQuality') {
    const list = listed(locale, conceptList(wording, filter.conceptIds));
    return chip(locale, place, 'sentence.filter.is', { attribute: noun, list });
  }
  const said = phrase(locale, 'sentence.filter.number', {
    attribute: withArticle(locale, noun),
    range: rangeText(locale, filter.range, akashiUnit(wording.names, filter)),
  });
  return 'gapDays' in filter
    ? chip(locale, place, 'sentence.filter.course', { filter: said, days: filter.gapDays })
    : { ...place, text: partsText(said) };
}

function periodOf(wording: Wording, { path, userDefinedPeriod }: Criterion): Parts[] {
  if (userDefinedPeriod === null) return [];
  const { locale } = wording.names;
  const { startDate, endDate } = userDefinedPeriod;
  const from = startDate === null ? null : dateText(locale, startDate);
  const to = endDate === null ? null : dateText(locale, endDate);
  const said =
    from === null
      ? filterChip(wording, path, 'UserDefinedPeriod', 'sentence.filter.periodTo', { to: to ?? '' })
      : to === null
        ? filterChip(wording, path, 'UserDefinedPeriod', 'sentence.filter.periodFrom', { from })
        : filterChip(wording, path, 'UserDefinedPeriod', 'sentence.filter.period', { from, to });
  return [[said]];
}

function adjustmentOf(wording: Wording, { path, dateAdjustment }: Criterion): Parts[] {
  if (dateAdjustment === null) return [];
  const { locale } = wording.names;
  const moved = (base: 'start' | 'end', offset: number): string => {
    const date = translate(locale, `sentence.adjusted.${base}`);
    if (offset === 0) return date;
    const days = Math.abs(offset);
    return translate(locale, offset < 0 ? 'sentence.adjusted.before' : 'sentence.adjusted.after', {
      date,
      days,
    });
  };
  const { startWith, startOffset, endWith, endOffset } = dateAdjustment;
  return [
    [
      filterChip(wording, path, 'DateAdjustment', 'sentence.filter.adjusted', {
        start: moved(startWith, startOffset),
        end: moved(endWith, endOffset),
      }),
    ],
  ];
}
