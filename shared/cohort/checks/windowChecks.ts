import type { CorrelatedCriterion, Window } from '../expression/criteriaGroup.ts';
import { domains } from '../expression/domains.ts';
import { signedDays } from '../sentences/windowPhrase.ts';
import { placeOf } from '../sentences/wording.ts';
import {
  asksForAbsence,
  asksForPresence,
  type CorrelatedVisit,
  type DefinitionVisits,
} from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';

/** Windows that nothing fits into, that look where nobody need be observed, or into the time after entry. */
export function windowChecks(visits: DefinitionVisits): DesignWarning[] {
  const { correlated, definition } = visits;
  return [
    ...correlated.flatMap((visit) => [
      ...shapeChecks(visit.correlated),
      ...(visit.ofIndex ? aroundEntry(visit.correlated, definition.entry) : []),
      ...occurrenceChecks(visit.correlated),
    ]),
    ...unlikeOthers(correlated),
  ];
}

function shapeChecks({
  path,
  startWindow,
  endWindow,
  ignoreObservationPeriod,
}: CorrelatedCriterion): DesignWarning[] {
  const check = (window: Window | null, key: 'StartWindow' | 'EndWindow'): DesignWarning[] => {
    if (window === null) return [];
    const [from, to] = [signedDays(window.start), signedDays(window.end)];
    if (from !== null && to !== null && from > to)
      return [designWarning('window.reversed', placeOf(path, key))];
    const odd =
      !ignoreObservationPeriod &&
      ((from === null && window.start.coefficient === 1) || (to === null && window.end.coefficient === -1));
    return odd ? [designWarning('window.oddOpen', placeOf(path, key))] : [];
  };
  return [...check(startWindow, 'StartWindow'), ...check(endWindow, 'EndWindow')];
}

function aroundEntry(
  correlated: CorrelatedCriterion,
  { priorDays, postDays }: { readonly priorDays: number; readonly postDays: number },
): DesignWarning[] {
  const { startWindow, criterion, path, ignoreObservationPeriod } = correlated;
  if (startWindow === null || startWindow.useIndexEnd || startWindow.useEventEnd) return [];
  const [from, to] = [signedDays(startWindow.start), signedDays(startWindow.end)];
  const place = placeOf(path, 'StartWindow');
  const absence = asksForAbsence(correlated);
  const warnings: DesignWarning[] = [];
  if (criterion.domain === 'Death' && asksForPresence(correlated) && to !== null && to < 0) {
    warnings.push(designWarning('death.beforeEntry', place));
  }
  if (from !== null && -from > priorDays && !ignoreObservationPeriod) {
    const code = absence ? 'window.washoutUnobserved' : 'window.longerThanObservation';
    warnings.push(designWarning(code, place, { days: -from, observed: priorDays }));
  }
  const after = to === null ? startWindow.end.coefficient === 1 && from !== null && from >= 0 : to > 0;
  if (after && absence && (to === null || to > postDays)) {
    warnings.push(designWarning('window.unobservedAfter', place, { observed: postDays }));
  } else if (after && (from === null || from >= 0)) {
    warnings.push(designWarning('window.future', place));
  }
  return warnings;
}

function occurrenceChecks(correlated: CorrelatedCriterion): DesignWarning[] {
  const { occurrence, path, restrictVisit, criterion } = correlated;
  return [
    ...(occurrence.type === 'atLeast' && occurrence.count === 0
      ? [designWarning('occurrence.always', placeOf(path, 'Occurrence'))]
      : []),
    ...(restrictVisit && !domains[criterion.domain].hasVisit
      ? [designWarning('criterion.noVisit', placeOf(path, 'RestrictVisit'))]
      : []),
    ...(criterion.domain === 'DrugEra' && correlated.startWindow === null
      ? [designWarning('criterion.drugEraClaims', placeOf(path))]
      : []),
  ];
}

const fewestForPattern = 3;

/** The odd one among conditions that otherwise look back equally far. */
function unlikeOthers(correlated: readonly CorrelatedVisit[]): DesignWarning[] {
  const back = correlated.flatMap(({ ofIndex, correlated: { startWindow, path } }) => {
    const from = ofIndex && startWindow !== null ? signedDays(startWindow.start) : null;
    return from !== null && from < 0 ? [{ from, path }] : [];
  });
  const uses = new Map<number, number>();
  for (const { from } of back) uses.set(from, (uses.get(from) ?? 0) + 1);
  const [usual] = [...uses].sort(([, a], [, b]) => b - a);
  if (usual === undefined || usual[1] < fewestForPattern) return [];
  return back
    .filter(({ from }) => from !== usual[0] && uses.get(from) === 1)
    .map(({ from, path }) =>
      designWarning('window.unlikeOthers', placeOf(path, 'StartWindow'), { days: -from, usual: -usual[0] }),
    );
}
