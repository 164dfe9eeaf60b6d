import type { Checkpoint } from '../../stats/outcome.ts';
import { type GeneralisedPropensity, generalisedPropensity } from '../effects/generalisedPropensity.ts';
import { multiArm } from '../effects/multiArm.ts';
import { studyDoseResponse } from '../effects/studyDoseResponse.ts';
import type { ComparisonResult, StudyNote } from '../result/comparisonResult.ts';
import { type AnalysedPair, analysePair, part } from './analysePair.ts';
import type { ComparisonInput } from './comparisonInput.ts';
import type { PairAnalysis } from './pairAnalysis.ts';

/** A comparison as it was worked out: nothing of it may be shown before `publishComparison`. */
export interface ComparisonAnalysis {
  /** All estimates, blinded or not. Where it was run is for the caller to add. */
  readonly result: AnalysedResult;
  /** Chances of every arm, for questions about one kind of patient. */
  readonly generalised: GeneralisedPropensity;
}

export interface AnalysedResult extends Omit<ComparisonResult<number>, 'provenance'> {
  readonly evidence: ComparisonEvidence;
}

/** What stands behind a result, by which publishing decides what may be shown. */
export interface ComparisonEvidence {
  /** Numbers of the persons of each arm. */
  readonly persons: readonly Int32Array[];
  /** In the order of the result's pairs. */
  readonly pairs: readonly PairAnalysis[];
}

/** How much of the work the pairs are. */
const PAIRS_DONE = 0.9;

/**
 * The analysis of a comparison: every pair of arms, all arms at once, dose-response. The same input gives the same numbers on
 * every machine. What cannot be estimated is null and explained by a note; nothing is thrown but by `checkpoint`.
 */
export function analyseComparison(input: ComparisonInput, checkpoint: Checkpoint): ComparisonAnalysis {
  const { specification, studyHash, population, covariates } = input;
  const { arms } = specification;
  const places = arms.flatMap((_, a) => arms.slice(a + 1).map((_, b) => [a, a + 1 + b] as const));
  const pairs = places.map(([target, comparator], k) => {
    const step = PAIRS_DONE / places.length;
    return analysePair(input, target, comparator, part(checkpoint, k * step, (k + 1) * step));
  });
  const generalised = generalisedPropensity(
    input,
    arms.slice(1).map((_, k) => againstFirst(pairs[k])),
  );
  const rest = part(checkpoint, PAIRS_DONE, 1);
  const several = arms.length > 2;
  // Publishing decides what is blinded, so that a change of overrides alone needs no new analysis.
  const together = several ? multiArm(input, generalised, true, rest) : null;
  const persons = arms.map((_, a) => population.personNo.filter((_, row) => population.arm[row] === a));
  return {
    result: {
      studyHash,
      name: specification.name,
      seed: specification.seed,
      arms: arms.map(({ id, name }, a) => ({
        id,
        name,
        persons: persons[a]?.length ?? 0,
        attrition: population.attrition.map(({ step, persons: counts }) => ({
          step,
          persons: counts[a] ?? 0,
        })),
      })),
      covariates: { count: covariates.covariates.length, excluded: covariates.excluded },
      pairs: pairs.map(({ result }) => result),
      multiArm: together,
      doseResponse: studyDoseResponse(input, generalised, false, rest),
      notes: distinctNotes([...armNotes(input, persons), ...pairs.flatMap(({ notes }) => notes)]),
      evidence: { persons, pairs: pairs.map(({ analysis }) => analysis) },
    },
    generalised,
  };
}

/** The model of a later arm against the first from that of their pair, where the first is the target. */
function againstFirst(pair: AnalysedPair | undefined): { intercept: number; beta: Float64Array } | null {
  const model = pair?.model.coefficients;
  return model ? { intercept: -model.intercept, beta: model.beta.map((b) => -b) } : null;
}

function armNotes({ specification }: ComparisonInput, persons: readonly Int32Array[]): StudyNote[] {
  return specification.arms.flatMap(({ name }, a) =>
    persons[a]?.length === 0 ? [{ kind: 'emptyArm' as const, about: name }] : [],
  );
}

function distinctNotes(notes: readonly StudyNote[]): StudyNote[] {
  const byText = new Map(notes.map((note) => [`${note.kind} ${note.about}`, note]));
  return [...byText.values()];
}
