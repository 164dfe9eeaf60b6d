import type { NodePath } from '../edit/nodePath.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import type { NumericRange } from '../expression/ranges.ts';
import { akashiKey } from '../sentences/filterPhrase.ts';
import { placeOf } from '../sentences/wording.ts';
import type { DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';

const ages = new Set(['Age', 'AgeAtStart', 'AgeAtEnd']);
/** Numbers that cannot be negative; measured values can. */
const counts = new Set([
  ...ages,
  'EraLength',
  'PeriodLength',
  'VisitLength',
  'VisitDetailLength',
  'DaysSupply',
  'GapDays',
  'OccurrenceCount',
  'Quantity',
  'Refills',
  'RangeLowRatio',
  'RangeHighRatio',
]);
const oldestAge = 120;

/** Ranges that nothing fits into, that begin below zero or beyond any age, texts and lists that hold nothing. */
export function rangeChecks({ criteria, persons }: DefinitionVisits): DesignWarning[] {
  return [
    ...criteria.flatMap(({ path, filters, akashi, userDefinedPeriod }) => [
      ...filters.flatMap((filter) => filterChecks(path, filter)),
      ...akashi.flatMap((filter) =>
        filter.kind === 'deviceQuality'
          ? []
          : numberChecks(placeOf(path, 'akashi', akashiKey(filter)), filter.range, true, false),
      ),
      ...(userDefinedPeriod?.startDate &&
      userDefinedPeriod.endDate &&
      userDefinedPeriod.startDate > userDefinedPeriod.endDate
        ? [designWarning('range.reversed', placeOf(path, 'UserDefinedPeriod'))]
        : []),
    ]),
    ...persons.flatMap(({ person }) => person.filters.flatMap((filter) => filterChecks(person.path, filter))),
  ];
}

function filterChecks(path: string, filter: AttributeFilter): DesignWarning[] {
  const place = placeOf(path, filter.attribute);
  switch (filter.kind) {
    case 'integer':
    case 'decimal':
      return numberChecks(place, filter.range, counts.has(filter.attribute), ages.has(filter.attribute));
    case 'date': {
      const { op, value, extent } = filter.range;
      return (op === 'bt' || op === '!bt') && extent !== null && value > extent
        ? [designWarning('range.reversed', place)]
        : [];
    }
    case 'text':
      return filter.text === '' ? [designWarning('filter.emptyText', place)] : [];
    default:
      return [];
  }
}

function numberChecks(
  path: NodePath,
  range: NumericRange,
  notNegative: boolean,
  isAge: boolean,
): DesignWarning[] {
  const { op, value, extent } = range;
  if ((op === 'bt' || op === '!bt') && extent !== null && value > extent) {
    return [designWarning('range.reversed', path)];
  }
  const bounds = extent === null ? [value] : [value, extent];
  const belowZero = bounds.some((bound) => bound < 0) || (op === 'lt' && value === 0);
  if (notNegative && belowZero) return [designWarning('range.negative', path)];
  return isAge && bounds.some((bound) => bound > oldestAge)
    ? [designWarning('range.implausibleAge', path, { age: oldestAge })]
    : [];
}
