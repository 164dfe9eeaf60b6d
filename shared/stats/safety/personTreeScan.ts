import { seededRandom } from '../numeric/random.ts';
import type { Checkpoint } from '../outcome.ts';
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
  const { starts, nodes } = nodesOfPersons(tree, data);
  const persons = countByNode(tree.parent.length, starts, nodes, () => true);
  const ratiosOf = (cases: Float64Array): Float64Array =>
    cases.map((n, k) => bernoulliLogLikelihoodRatio(n, (persons[k] as number) - n, probability));
  const cases = countByNode(tree.parent.length, starts, nodes, (i) => exposed[i] === 1);
  const random = seededRandom(seed);
  const drawn = Uint8Array.from(exposed);
  const largest = new Float64Array(replications);
  for (let r = 0; r < replications; r++) {
    checkpoint?.(r / replications);
    if (draw === 'conditional') shuffle(drawn, random);
    else for (let i = 0; i < drawn.length; i++) drawn[i] = random() < probability ? 1 : 0;
    const simulated = countByNode(tree.parent.length, starts, nodes, (i) => drawn[i] === 1);
    largest[r] = ratiosOf(simulated).reduce((most, value) => Math.max(most, value), 0);
  }
  largest.sort();
  return Array.from(ratiosOf(cases), (llr, node) => {
    const observed = cases[node] as number;
    const expected = (persons[node] as number) * probability;
    const p = (1 + countAtLeast(largest, llr)) / (replications + 1);
    return { node, observed, expected, relativeRisk: observed / expected, logLikelihoodRatio: llr, p };
  });
}

/** Every person's distinct nodes, ancestors included: those of person i are `nodes[starts[i] … starts[i + 1])`. */
function nodesOfPersons(
  { parent }: CodeTree,
  { person, node, exposed }: PersonTreeData,
): { readonly starts: Int32Array; readonly nodes: Int32Array } {
  const starts = new Int32Array(exposed.length + 1);
  for (const i of person) starts[i + 1] = (starts[i + 1] as number) + 1;
  for (let i = 0; i < exposed.length; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const next = starts.slice();
  const own = new Int32Array(node.length);
  node.forEach((k, event) => {
    const i = person[event] as number;
    own[next[i] as number] = k;
    next[i] = (next[i] as number) + 1;
  });
  const lastPerson = new Int32Array(parent.length).fill(-1);
  const nodes: number[] = [];
  for (let i = 0; i < exposed.length; i++) {
    const [from, to] = [starts[i] as number, starts[i + 1] as number];
    starts[i] = nodes.length;
    for (let event = from; event < to; event++) {
      for (let k = own[event] as number; k >= 0 && lastPerson[k] !== i; k = parent[k] as number) {
        lastPerson[k] = i;
        nodes.push(k);
      }
    }
  }
  starts[exposed.length] = nodes.length;
  return { starts, nodes: Int32Array.from(nodes) };
}

function countByNode(
  size: number,
  starts: Int32Array,
  nodes: Int32Array,
  counts: (person: number) => boolean,
): Float64Array {
  const sums = new Float64Array(size);
  for (let i = 0; i + 1 < starts.length; i++) {
    if (!counts(i)) continue;
    for (let at = starts[i] as number; at < (starts[i + 1] as number); at++) {
      const k = nodes[at] as number;
      sums[k] = (sums[k] as number) + 1;
    }
  }
  return sums;
}

function shuffle(values: Uint8Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = values[i] as number;
    values[i] = values[j] as number;
    values[j] = value;
  }
}
