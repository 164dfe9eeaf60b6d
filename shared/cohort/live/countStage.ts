import { allBits, and, atLeast, type Bits, or, without } from '../../disclosure/bits.ts';
import type { PersonSet } from '../../disclosure/shownSets.ts';
import { personsOf } from './eventPersons.ts';
import type { LeastRecent } from './leastRecent.ts';
import type { LiveNode, LiveStage } from './liveCounts.ts';
import type { LiveEntry } from './liveEntry.ts';
import type { PlanGroup, PlanLeaf, PlanNode } from './livePlan.ts';

/** What a stage is counted from. */
export interface StageSource {
  readonly entry: LiveEntry;
  /** The events that are asked. */
  readonly universe: Bits;
  /** Names the universe. */
  readonly key: string;
  /** Events of the universe that meet a criterion, among others. */
  readonly leaves: ReadonlyMap<PlanLeaf, Bits>;
  /** Sets of persons that were counted before. */
  readonly known: LeastRecent<PersonSet>;
}

/** A stage, the events that pass it, and whose they are. */
export interface CountedStage {
  readonly stage: LiveStage;
  readonly passing: Bits;
  readonly outcome: PersonSet;
}

/** A condition of a chain of ALL groups: a criterion, or a group of another kind. */
interface Condition {
  readonly node: PlanNode;
  readonly root: number;
}

/**
 * Counts the parts of a stage from which events meet its criteria. A person passes where one event passes everything.
 * @param roots what is asked, one after the other
 * @param off places of roots that are switched off
 */
export function countStage(
  source: StageSource,
  roots: readonly PlanNode[],
  off: ReadonlySet<number>,
): CountedStage {
  return new StageCounter(source, roots, off).count();
}

class StageCounter {
  readonly #source: StageSource;
  readonly #roots: readonly PlanNode[];
  readonly #off: ReadonlySet<number>;
  readonly #conditions: Condition[] = [];
  readonly #events = new Map<PlanNode, Bits>();
  readonly #met = new Map<string, Bits>();
  readonly #keysOf = new Map<string, readonly string[]>();
  readonly #nodes: LiveNode[] = [];

  constructor(source: StageSource, roots: readonly PlanNode[], off: ReadonlySet<number>) {
    this.#source = source;
    this.#roots = roots;
    this.#off = off;
    roots.forEach((root, place) => {
      this.#gather(root, place);
    });
  }

  count(): CountedStage {
    const { key } = this.#source;
    let next = 0;
    this.#roots.forEach((root, place) => {
      next = this.#chain(root, place, next);
    });
    return {
      stage: { kind: 'all', key, universe: this.#persons([]), nodes: this.#nodes },
      passing: this.#meeting(this.#on(-1)),
      outcome: this.#persons(this.#on(-1)),
    };
  }

  #gather(node: PlanNode, root: number): void {
    if (isChain(node)) for (const member of node.members) this.#gather(member, root);
    else this.#conditions.push({ node, root });
  }

  /** A node of which the conditions from `first` on are part. @returns the place after its last condition */
  #chain(node: PlanNode, root: number, first: number): number {
    const end = first + conditionsIn(node);
    const own = this.#places((place) => place >= first && place < end);
    const on = this.#on(root);
    const others = on.filter((place) => !own.includes(place));
    const before = this.#on(-1).filter((place) => place < end);
    const isOn = !this.#off.has(root);
    this.#nodes.push({
      path: node.path,
      passes: this.#persons(own),
      withIt: this.#persons(on),
      withoutIt: this.#persons(others),
      remaining: isOn ? this.#persons(before) : null,
      conditions: {
        passes: this.#keys(own),
        withIt: this.#keys(on),
        withoutIt: this.#keys(others),
        remaining: this.#keys(before),
      },
    });
    if (node.kind !== 'group') return end;
    if (isChain(node)) {
      let next = first;
      for (const member of node.members) next = this.#chain(member, root, next);
    } else this.#branches(node, [node], on, others);
    return end;
  }

  /** Members of a group that is not of kind ALL, or of a group in one. */
  #branches(
    group: PlanGroup,
    above: readonly PlanGroup[],
    on: readonly number[],
    others: readonly number[],
  ): void {
    const { universe, entry } = this.#source;
    const [top] = above;
    for (const member of group.members) {
      const changed = top ? this.#eventsWithout(top, member) : universe;
      this.#nodes.push({
        path: member.path,
        passes: this.#known(`${member.key}`, () => [universe, this.#eventsOf(member)]),
        withIt: this.#persons(on),
        withoutIt: personsOf(entry, this.#meeting(others), changed),
        remaining: null,
        conditions: null,
      });
      if (member.kind === 'group') this.#branches(member, [...above, member], on, others);
    }
  }

  #places(wanted: (place: number) => boolean): number[] {
    return this.#conditions.map((_, place) => place).filter(wanted);
  }

  /** Conditions of the roots that are on, and of `root` even if it is off. */
  #on(root: number): number[] {
    return this.#places((place) => {
      const of = this.#conditions[place]?.root ?? -1;
      return of === root || !this.#off.has(of);
    });
  }

  #keys(places: readonly number[]): readonly string[] {
    const name = places.join(' ');
    const known = this.#keysOf.get(name);
    if (known) return known;
    const keys = [...new Set(places.map((place) => this.#conditions[place]?.node.key ?? ''))].sort();
    this.#keysOf.set(name, keys);
    return keys;
  }

  #persons(places: readonly number[]): PersonSet {
    return this.#known(JSON.stringify(this.#keys(places)), () => this.#halves(places));
  }

  /** @param events two sets of which the events in both are meant */
  #known(what: string, events: () => readonly [Bits, Bits]): PersonSet {
    const { known, key, entry } = this.#source;
    const name = `${key} ${what}`;
    const found = known.get(name);
    if (found) return found;
    const made = personsOf(entry, ...events());
    known.set(name, made);
    return made;
  }

  /** Those of the universe who meet conditions. */
  #meeting(places: readonly number[]): Bits {
    const [some, others] = this.#halves(places);
    return some === others ? some : and(some, others);
  }

  /** The same as two sets that have them in common. What several lists begin or end with is put together once. */
  #halves(places: readonly number[]): readonly [Bits, Bits] {
    const gap = places.findIndex((place, i) => i > 0 && place !== (places[i - 1] ?? 0) + 1);
    const some = this.#beginning(gap < 0 ? places : places.slice(0, gap));
    return [some, gap < 0 ? some : this.#end(places.slice(gap))];
  }

  #beginning(places: readonly number[]): Bits {
    const last = places.at(-1);
    if (last === undefined) return this.#source.universe;
    return this.#once(`to ${places.join(' ')}`, () =>
      this.#meets(last, this.#beginning(places.slice(0, -1))),
    );
  }

  #end(places: readonly number[]): Bits {
    const [first, ...others] = places;
    if (first === undefined) return this.#source.universe;
    return this.#once(`from ${places.join(' ')}`, () => this.#meets(first, this.#end(others)));
  }

  #meets(place: number, among: Bits): Bits {
    const node = this.#conditions[place]?.node;
    return node ? and(among, this.#eventsOf(node)) : among;
  }

  #once(name: string, make: () => Bits): Bits {
    const found = this.#met.get(name);
    if (found) return found;
    const made = make();
    this.#met.set(name, made);
    return made;
  }

  #eventsOf(node: PlanNode): Bits {
    const found = this.#events.get(node);
    if (found) return found;
    const { leaves, entry } = this.#source;
    const made =
      node.kind === 'group'
        ? combined(
            node,
            node.members.map((member) => this.#eventsOf(member)),
            entry.size,
          )
        : (leaves.get(node) ?? allBits(entry.size));
    this.#events.set(node, made);
    return made;
  }

  /** Events that would meet a group if one of its members, or of a member's, were not there. */
  #eventsWithout(group: PlanGroup, gone: PlanNode): Bits {
    const members = group.members
      .filter((member) => member !== gone)
      .map((member) =>
        member.kind === 'group' && holds(member, gone)
          ? this.#eventsWithout(member, gone)
          : this.#eventsOf(member),
      );
    return combined(group, members, this.#source.entry.size);
  }
}

/** A group of kind ALL is as good as its members one after the other. */
function isChain(node: PlanNode): node is PlanGroup & { readonly type: 'ALL' } {
  return node.kind === 'group' && node.type === 'ALL';
}

function conditionsIn(node: PlanNode): number {
  return isChain(node) ? node.members.reduce((sum, member) => sum + conditionsIn(member), 0) : 1;
}

function holds(group: PlanGroup, node: PlanNode): boolean {
  return group.members.some((member) => member === node || (member.kind === 'group' && holds(member, node)));
}

/** A group without members is met. */
function combined({ type, count }: PlanGroup, members: readonly Bits[], size: number): Bits {
  const [first, ...others] = members;
  if (first === undefined) return allBits(size);
  switch (type) {
    case 'ALL':
      return others.reduce(and, first);
    case 'ANY':
      return others.reduce(or, first);
    case 'AT_LEAST':
      return atLeast(members, count, size);
    case 'AT_MOST':
      return without(allBits(size), atLeast(members, count + 1, size));
  }
}
