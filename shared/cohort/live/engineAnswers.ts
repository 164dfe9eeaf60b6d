import { type Bits, bitsOf, without } from '../../disclosure/bits.ts';
import { epochDays, type Sql, sql } from '../../engine/sql.ts';
import { cohortEntries } from '../compile/cohortExit.ts';
import { correlatedHits, demographicHits } from '../compile/groupCondition.ts';
import { withNested } from '../compile/requirements.ts';
import { wholeNumbers } from '../personNumbers.ts';
import { noExit } from './entryPersons.ts';
import { entryTable } from './entryTable.ts';
import type { LiveAccess } from './liveAccess.ts';
import type { LivePlan, PlanLeaf } from './livePlan.ts';
import type { LiveSelection } from './liveSelection.ts';

/** The selection's events that the engine finds to meet a criterion. The entry must be exact. */
export async function askedThere(
  access: LiveAccess,
  plan: LivePlan,
  leaf: PlanLeaf,
  { entry, events }: LiveSelection,
): Promise<Bits> {
  const { table, rows } = await entryTable(access, plan);
  const places = membersOf(events, rows);
  const found = async (query: Sql): Promise<Bits> => {
    const keys = wholeNumbers(await access.query(query), 0);
    return bitsOf(
      keys.map((key) => places[key] ?? 0),
      entry.size,
    );
  };
  if (leaf.kind === 'demographic') {
    const context = await access.context(plan, []);
    const hits = demographicHits(context, leaf.leaf, table);
    return found(sql`${context.steps()}${hits}`);
  }
  const context = await access.context(plan, withNested(leaf.leaf.criterion));
  const hits = correlatedHits(context, leaf.leaf, table, 'found');
  if (hits === null) return events;
  const met = await found(sql`${context.steps()}SELECT DISTINCT event_key FROM (\n${hits.found}\n) AS hit`);
  return hits.negated ? without(events, met) : met;
}

/** The day on which the period of each event of a selection ends; {@link noExit} where it makes none. */
export async function exitDays(
  access: LiveAccess,
  plan: LivePlan,
  { entry, events, key }: LiveSelection,
): Promise<Int32Array> {
  const { days } = access.events;
  const name = `${key} ${plan.exitKey}`;
  const known = days.get(name);
  if (known) return known;
  const { table, rows } = await entryTable(access, plan);
  const context = await access.context(plan, plan.definition.censoring.flatMap(withNested));
  const entries = cohortEntries(context, table, { withKey: true });
  const columns = await access.query(
    sql`${context.steps()}SELECT event_key, ${epochDays(sql`end_date`)} AS exit_day FROM (\n${entries}\n) AS x`,
  );
  const places = membersOf(events, rows);
  const [keys, exits] = [wholeNumbers(columns, 0), wholeNumbers(columns, 1)];
  const result = new Int32Array(entry.size).fill(noExit);
  for (let i = 0; i < keys.length; i++) result[places[keys[i] ?? 0] ?? 0] = exits[i] ?? noExit;
  days.set(name, result);
  return result;
}

/** Numbers of a set's members, ascending: the engine numbers the events of a selection in the same order. */
function membersOf(bits: Bits, rows: number): Int32Array {
  const members = new Int32Array(rows);
  let next = 0;
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i] ?? 0; word !== 0; word &= word - 1)
      members[next++] = (i << 5) + 31 - Math.clz32(word & -word);
  }
  if (next !== rows) throw new RangeError(`${rows} index events in the engine, ${next} here`);
  return members;
}
