import type { Checkpoint } from '../../stats/outcome.ts';
import { truncateWeights } from '../../stats/propensity/inverseProbabilityWeights.ts';
import { generalisedLinearModel } from '../../stats/regression/glm.ts';
import { binomialLogit } from '../../stats/regression/glmFamily.ts';
import type { FollowUp, StudyPopulation } from '../population/studyPopulation.ts';
import { type DeviationSpan, deviationSpans } from './deviationSpans.ts';

/** Follow-up of clones cut where their weights change; one element per piece, in order of row and time. */
export interface ClonePieces {
  /** Row of the population. */
  readonly rows: Int32Array;
  /** At risk in (entry, days], counted from the first day at risk. */
  readonly entry: Int32Array;
  readonly days: Int32Array;
  /** 0 censored or going on, 1 outcome, 2 competing event. */
  readonly status: Uint8Array;
  /** Inverse chance of not having deviated from the arm's strategy so far. */
  readonly weights: Float64Array;
}

/**
 * Weights of clones for being censored when they deviate from their arm's strategy: everybody is cloned into every arm,
 * and a clone that stays stands for those with its background who did not. In each arm the chance of deviating in a
 * span of days (see {@link deviationSpans}) among clones still followed is a pooled logistic regression with a term per
 * span and the given background; in a span of several days half of it counts. Background that cannot be estimated is
 * left out, and where even the spans cannot be fitted an arm's weights come from shares. Clones that deviate before the
 * first day at risk have no pieces but inform the weights.
 * Sources: Hernán (2018), BMJ 360:k182; Cain et al. (2010), Int J Biostat 6(2):18; Maringe et al. (2020), Int J
 * Epidemiol 49:1719.
 *
 * @param arms places in the specification
 * @param background dense columns over the population's rows
 * @param truncate quantiles at which weights are cut; null: not
 */
export function cloneCensorWeights(
  population: StudyPopulation,
  followUp: FollowUp,
  arms: readonly number[],
  background: readonly Float64Array[],
  truncate: { readonly lower: number; readonly upper: number } | null,
  checkpoint: Checkpoint,
): ClonePieces {
  const deviates = population.clones?.deviates ?? new Int32Array(population.rows).fill(-1);
  const pieces: Piece[] = [];
  for (const [a, arm] of arms.entries()) {
    checkpoint(a / arms.length);
    const clones = armClones(population, followUp, deviates, arm);
    const spans = deviationSpans(clones.flatMap(({ deviation }) => (deviation === null ? [] : [deviation])));
    const chances = stayingChances(clones, spans, background, checkpoint);
    for (const [c, clone] of clones.entries()) pieces.push(...cutClone(clone, spans, chances, c));
  }
  pieces.sort((a, b) => a.row - b.row || a.entry - b.entry);
  const weights = Float64Array.from(pieces, ({ weight }) => weight);
  return {
    rows: Int32Array.from(pieces, ({ row }) => row),
    entry: Int32Array.from(pieces, ({ entry }) => entry),
    days: Int32Array.from(pieces, ({ end }) => end),
    status: Uint8Array.from(pieces, ({ status }) => status),
    weights: truncate ? truncateWeights(weights, truncate.lower, truncate.upper) : weights,
  };
}

/** One clone; days are counted from its first day at risk (day 1). */
interface Clone {
  readonly row: number;
  /** Last day followed, 0 or less: none. */
  readonly end: number;
  readonly status: number;
  /** Day of deviating where that ended its follow-up, otherwise null. */
  readonly deviation: number | null;
}

interface Piece {
  readonly row: number;
  readonly entry: number;
  readonly end: number;
  readonly status: number;
  readonly weight: number;
}

function armClones(
  population: StudyPopulation,
  followUp: FollowUp,
  deviates: Int32Array,
  arm: number,
): Clone[] {
  const { included, start, days, status } = followUp;
  // Whoever counts in some arm was left out of another only because the clone deviated too early.
  const counts = new Set<number>();
  population.personNo.forEach((person, i) => {
    if (included[i] === 1) counts.add(person);
  });
  const clones: Clone[] = [];
  population.arm.forEach((a, row) => {
    if (a !== arm || !counts.has(population.personNo[row] as number)) return;
    const deviation =
      (deviates[row] as number) < 0 ? null : (deviates[row] as number) - (start[row] as number) + 1;
    if (included[row] === 1) {
      const end = days[row] as number;
      const isCensoredByIt = status[row] === 0 && deviation !== null && end >= deviation - 1;
      clones.push({ row, end, status: status[row] as number, deviation: isCensoredByIt ? deviation : null });
    } else if (deviation !== null && deviation <= 1) {
      clones.push({ row, end: 0, status: 0, deviation });
    }
  });
  return clones;
}

/** Chance that each clone (by place) does not deviate in each span, if it is followed when the span begins. */
type StayingChances = (clone: number, span: number) => number;

function stayingChances(
  clones: readonly Clone[],
  spans: readonly DeviationSpan[],
  background: readonly Float64Array[],
  checkpoint: Checkpoint,
): StayingChances {
  const at: { clone: number; span: number; deviates: number }[] = [];
  clones.forEach(({ end, deviation }, clone) => {
    for (const [span, { from, to }] of spans.entries()) {
      const isHere = deviation !== null && deviation >= from && deviation <= to;
      if (isHere || end >= from) at.push({ clone, span, deviates: isHere ? 1 : 0 });
    }
  });
  const outcome = Float64Array.from(at, ({ deviates }) => deviates);
  const terms = spans.slice(1).map((_, s) => Float64Array.from(at, ({ span }) => (span === s + 1 ? 1 : 0)));
  const over = (column: Float64Array): Float64Array =>
    Float64Array.from(at, ({ clone }) => column[clones[clone]?.row ?? 0] as number);
  let used = [...background];
  for (;;) {
    const columns = [...terms, ...used.map(over)];
    const fitted = generalisedLinearModel(
      { outcome, covariates: columns },
      { family: binomialLogit, checkpoint },
    );
    if (fitted.kind === 'fitted') {
      const [intercept = 0, ...betas] = fitted.fit.coefficients;
      return (clone, span) => {
        let eta = intercept + (span > 0 ? (betas[span - 1] ?? 0) : 0);
        used.forEach((column, j) => {
          eta += (betas[terms.length + j] ?? 0) * (column[clones[clone]?.row ?? 0] as number);
        });
        return 1 / (1 + Math.exp(eta));
      };
    }
    const inTheWay =
      fitted.kind === 'collinear' || fitted.kind === 'separated'
        ? fitted.columns.filter((column) => column >= terms.length)
        : [];
    if (inTheWay.length === 0) return shares(at, spans.length);
    used = used.filter((_, j) => !inTheWay.includes(terms.length + j));
  }
}

function shares(
  at: readonly { readonly span: number; readonly deviates: number }[],
  spans: number,
): StayingChances {
  const followed = new Float64Array(spans);
  const deviated = new Float64Array(spans);
  for (const { span, deviates } of at) {
    followed[span] = (followed[span] as number) + 1;
    deviated[span] = (deviated[span] as number) + deviates;
  }
  return (_, span) => 1 - (deviated[span] as number) / (followed[span] as number);
}

/**
 * A day counts as stayed through once deviating on it is past: who deviates on day d was followed to the day before.
 */
function cutClone(
  { row, end, status }: Clone,
  spans: readonly DeviationSpan[],
  chance: StayingChances,
  clone: number,
): Piece[] {
  const cuts: { after: number; staying: number }[] = [{ after: 0, staying: 1 }];
  let staying = 1;
  for (const [span, { from, to }] of spans.entries()) {
    if (from - 1 >= end) break;
    const stays = chance(clone, span);
    if (to > from) cuts.push({ after: Math.max(0, from - 1), staying: staying * Math.sqrt(stays) });
    staying *= stays;
    cuts.push({ after: Math.max(0, to - 1), staying });
  }
  return cuts.flatMap(({ after, staying: now }, k) => {
    const until = Math.min(end, cuts[k + 1]?.after ?? end);
    if (until <= after) return [];
    return [{ row, entry: after, end: until, status: until === end ? status : 0, weight: 1 / now }];
  });
}
