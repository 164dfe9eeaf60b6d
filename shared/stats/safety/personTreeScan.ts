import { seededRandom } from '../numeric/random.ts';
import type { Checkpoint } from '../outcome.ts';
import { LANES, LaneCounts } from './laneCounts.ts';
import { drawIndependent, drawShuffled } from './laneDraws.ts';
import { bernoulliLogLikelihoodRatio, type CodeTree, countAtLeast, type TreeCut } from './treeScan.ts';

/** Who had which codes, and who was exposed. A person may have a code several times, and several codes of one branch. */
export interface PersonTreeData {
  /** Of each event: the person's place in `exposed`, and the node. */
  readonly person: Int32Array;
  readonly node: Int32Array;
  readonly exposed: Uint8Array;
  /** Probability of being exposed under the null, for every person alike. */
  readonly probability: number;
}

/**
 * Tree-based scan statistic of persons (Bernoulli): a person counts once in every node with an event of hers in it or
 * below it. p-values come from the largest ratio over the tree when exposure is drawn anew for each person, so that the
 * codes of one person stay together. `unconditional` draws each person with the null probability, `conditional` draws as
 * many persons as were exposed. Source: Kulldorff, Fang and Walsh (2003); R TreeMineR counts persons the same way.
 * @returns a cut per node of the tree
 */
export function personTreeScan(
  tree: CodeTree,
  data: PersonTreeData,
  options: {
    readonly replications?: number;
    readonly seed?: number;
    readonly draw?: 'unconditional' | 'conditional';
    readonly checkpoint?: Checkpoint;
  } = {},
): TreeCut[] {
  const { replications = 999, seed = 1, draw = 'unconditional', checkpoint } = options;
  const { exposed, probability } = data;
  const members = membersOfNodes(tree, data);
  const size = tree.parent.length;
  const persons = Float64Array.from({ length: size }, (_, k) => sizeOf(members, k));
  const ratioOf = (cases: number, k: number): number =>
    bernoulliLogLikelihoodRatio(cases, (persons[k] as number) - cases, probability);
  const cases = casesOfNodes(members, exposed, size);
  const random = seededRandom(seed);
  const drawn = Uint8Array.from(exposed);
  const words = new Int32Array(exposed.length);
  const counter = new LaneCounts();
  const largest = new Float64Array(replications);
  for (let r = 0; r < replications; r += LANES) {
    checkpoint?.(r / replications);
    if (draw === 'conditional') drawShuffled(words, drawn, random);
    else drawIndependent(words, probability, random);
    const lanes = Math.min(LANES, replications - r);
    for (let k = 0; k < size; k++) {
      counter.add(words, members.persons, members.starts[k] as number, members.starts[k + 1] as number);
      for (let lane = 0; lane < lanes; lane++) {
        const ratio = ratioOf(counter.counts[lane] as number, k);
        if (ratio > (largest[r + lane] as number)) largest[r + lane] = ratio;
      }
    }
  }
  largest.sort();
  return Array.from(cases, (observed, node) => {
    const llr = ratioOf(observed, node);
    const expected = (persons[node] as number) * probability;
    const p = (1 + countAtLeast(largest, llr)) / (replications + 1);
    return { node, observed, expected, relativeRisk: observed / expected, logLikelihoodRatio: llr, p };
  });
}

/** Persons of each node or below it: those of node k are `persons[starts[k] … starts[k + 1])`, ascending. */
interface Members {
  readonly starts: Int32Array;
  readonly persons: Int32Array;
}

function sizeOf({ starts }: Members, node: number): number {
  return (starts[node + 1] as number) - (starts[node] as number);
}

function casesOfNodes({ starts, persons }: Members, exposed: Uint8Array, size: number): Float64Array {
  const cases = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    for (let at = starts[k] as number; at < (starts[k + 1] as number); at++) {
      if (exposed[persons[at] as number] === 1) cases[k] = (cases[k] as number) + 1;
    }
  }
  return cases;
}

function membersOfNodes({ parent }: CodeTree, data: PersonTreeData): Members {
  const { starts: of, nodes } = eventsOfPersons(data);
  const starts = new Int32Array(parent.length + 1);
  const lastPerson = new Int32Array(parent.length);
  /** Visits each person's nodes with all above them, each once. */
  const each = (take: (person: number, node: number) => void): void => {
    lastPerson.fill(-1);
    for (let person = 0; person < data.exposed.length; person++) {
      for (let at = of[person] as number; at < (of[person + 1] as number); at++) {
        for (let k = nodes[at] as number; k >= 0 && lastPerson[k] !== person; k = parent[k] as number) {
          lastPerson[k] = person;
          take(person, k);
        }
      }
    }
  };
  each((_, k) => {
    starts[k + 1] = (starts[k + 1] as number) + 1;
  });
  for (let k = 0; k < parent.length; k++) starts[k + 1] = (starts[k + 1] as number) + (starts[k] as number);
  const next = starts.slice();
  const persons = new Int32Array(starts[parent.length] as number);
  each((person, k) => {
    persons[next[k] as number] = person;
    next[k] = (next[k] as number) + 1;
  });
  return { starts, persons };
}

/** Nodes of the events of person i: `nodes[starts[i] … starts[i + 1])`. */
function eventsOfPersons({ person, node, exposed }: PersonTreeData): {
  readonly starts: Int32Array;
  readonly nodes: Int32Array;
} {
  const starts = new Int32Array(exposed.length + 1);
  for (const i of person) starts[i + 1] = (starts[i + 1] as number) + 1;
  for (let i = 0; i < exposed.length; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const next = starts.slice();
  const nodes = new Int32Array(node.length);
  for (let event = 0; event < node.length; event++) {
    const i = person[event] as number;
    nodes[next[i] as number] = node[event] as number;
    next[i] = (next[i] as number) + 1;
  }
  return { starts, nodes };
}
