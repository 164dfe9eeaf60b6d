import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import { publishLinked } from '../../../disclosure/publishLinked.ts';
import { NearCounts } from '../../result/nearCounts.ts';
import { type CountedIncidence, safetyGroups } from '../analysis/outcomeCurves.ts';
import type { CountedPictures } from '../analysis/outcomePictures.ts';
import type { GroupRate, OutcomePictures, SafetyRow } from '../safetyResult.ts';
import { publishRate } from './publishRates.ts';

/** What the table tells of one group of the outcome: the sums that the pictures' counts are parts of. */
export interface Whole {
  readonly persons: number | null;
  readonly events: number | null;
}

/**
 * Whether an outcome's counts may be shown in parts. Parts of it and the same parts of one below it could differ by few
 * persons: they may where nothing is listed below it, or only what has its very counts.
 */
function mayBeParted(row: SafetyRow, rows: readonly SafetyRow[]): boolean {
  const below = rows.filter(({ parents }) => parents.includes(row.id));
  const isSame = (one: PublishedCount | undefined, other: PublishedCount): boolean =>
    one !== undefined && (isWithheld(one) ? isWithheld(other) : one === other);
  return below.every(
    (child) =>
      child.groups.every(
        (own, g) =>
          isSame(row.groups[g]?.withEvent, own.withEvent) &&
          isSame(row.groups[g]?.events, own.events) &&
          isSame(row.groups[g]?.persons, own.persons),
      ) && mayBeParted(child, rows),
  );
}

/**
 * The pictures of an outcome as they may be shown beside its row of the table: counts by window, dose and institution
 * are parts of the row's, and of a group that the row withholds nothing is shown, nor of an outcome above others.
 *
 * @param ages by age and sex, as filters show it
 * @param row the published row of the same outcome and time-at-risk
 * @param rows all rows of that table
 */
export function publishPictures(
  { pictures, curves }: CountedPictures,
  row: SafetyRow,
  rows: readonly SafetyRow[],
  ages: Pick<OutcomePictures, 'byAgeAndSex' | 'ageStandardised'>,
  rules: OutputRules,
): OutcomePictures {
  const wholes = mayBeParted(row, rows)
    ? row.groups.map(wholeOf)
    : row.groups.map((): Whole => ({ persons: null, events: null }));
  const breakdown = (
    parts: readonly (readonly GroupRate<number>[])[],
    personsAdd: boolean,
  ): GroupRate[][] => {
    const byGroup = wholes.map((whole, g) =>
      publishParts(
        parts.map((groups) => groups[g] as GroupRate<number>),
        whole,
        personsAdd,
        rules,
      ),
    );
    return parts.map((_, k) => byGroup.map((of) => of[k] as GroupRate));
  };
  const onset = breakdown(
    pictures.onset.map(({ groups }) => groups),
    false,
  );
  const exposed = wholes[0] ?? { persons: null, events: null };
  const doses = publishParts(
    pictures.byDose.map(({ rate }) => rate),
    exposed,
    true,
    rules,
  );
  const institutions = publishParts(
    pictures.byInstitution.map(({ rate }) => rate),
    exposed,
    true,
    rules,
  );
  return {
    id: pictures.id,
    onset: pictures.onset.map((own, k) => ({ ...own, groups: onset[k] as GroupRate[] })),
    curves: curves.map((own, g) =>
      publishCurve(
        own,
        wholes[g],
        onset.map((groups) => groups[g] as GroupRate),
        rules,
      ),
    ),
    byDose: pictures.byDose.map((own, k) => ({ ...own, rate: doses[k] as GroupRate })),
    doseTrendP: doses.some(({ rate }) => rate === null) ? null : pictures.doseTrendP,
    ...ages,
    byInstitution: pictures.byInstitution.map((own, k) => {
      const rate = institutions[k] as GroupRate;
      return { ...own, rate, outsideFunnel: rate.rate !== null && own.outsideFunnel };
    }),
  };
}

export function wholeOf({ persons, events }: GroupRate): Whole {
  return {
    persons: isWithheld(persons) ? null : persons,
    events: isWithheld(events) ? null : events,
  };
}

/** Events add up to the whole's, and so do persons where every person is in one part. */
export function publishParts(
  parts: readonly GroupRate<number>[],
  whole: Whole,
  personsAdd: boolean,
  rules: OutputRules,
): GroupRate[] {
  const events = hiddenParts(
    parts.map((part) => part.events),
    whole.events,
    rules,
  );
  const few = parts.map(({ persons, withEvent }) => isSmall(persons - withEvent, rules));
  // Persons of one window after another are parts of each other.
  const near = new NearCounts(rules);
  if (whole.persons !== null) near.publish(whole.persons);
  const persons = personsAdd
    ? hiddenParts(
        parts.map((part) => part.persons),
        whole.persons,
        rules,
      )
    : parts.map((part) => whole.persons === null || isWithheld(near.publish(part.persons)));
  return parts.map((part, k) =>
    publishRate(
      part,
      { persons: (persons[k] ?? true) || (few[k] ?? true), events: events[k] ?? true },
      rules,
    ),
  );
}

function hiddenParts(parts: readonly number[], whole: number | null, rules: OutputRules): boolean[] {
  if (whole === null) return parts.map(() => true);
  const rest = Math.max(0, whole - parts.reduce((sum, part) => sum + part, 0));
  const cells = [...parts, rest];
  const { published, sumIsSafe } = publishLinked(cells, [[...cells.keys()]], rules);
  return parts.map((_, k) => sumIsSafe[0] !== true || isWithheld(published[k] ?? 0));
}

/**
 * A curve at the days between which at least the minimum cell of persons had the event (and none or as many died before),
 * none or as many remaining after the last, and none near to the sums of the shown windows.
 */
function publishCurve(
  { curve, events, deaths }: CountedIncidence,
  whole: Whole | undefined,
  windows: readonly GroupRate[],
  rules: OutputRules,
): OutcomePictures['curves'][number] {
  const group = safetyGroups.find((name) => name === curve.group) ?? curve.group;
  if (whole?.events == null) return { group, days: [], incidence: [], death: [] };
  const near = new NearCounts(rules);
  let sum = 0;
  for (const { events: count } of windows) {
    if (isWithheld(count)) break;
    sum += count;
    near.publish(sum);
  }
  const [all, allDead] = [events.at(-1) ?? 0, deaths.at(-1) ?? 0];
  const showsDeath = !isSmall(allDead, rules);
  const kept: number[] = [];
  curve.days.forEach((_, k) => {
    const last = kept.at(-1);
    const [count, dead] = [events[k] as number, deaths[k] as number];
    const gained = count - (last === undefined ? 0 : (events[last] as number));
    const died = dead - (last === undefined ? 0 : (deaths[last] as number));
    const isPoint =
      gained >= rules.minimumCell &&
      !isSmall(all - count, rules) &&
      !near.isNear(count) &&
      !(showsDeath && (isSmall(died, rules) || isSmall(allDead - dead, rules)));
    if (isPoint) kept.push(k);
  });
  const pick = (values: readonly number[]): number[] => kept.map((k) => values[k] as number);
  return {
    group,
    days: pick(curve.days),
    incidence: pick(curve.incidence),
    death: showsDeath ? pick(curve.death) : [],
  };
}
