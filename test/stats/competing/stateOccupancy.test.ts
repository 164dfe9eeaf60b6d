import { expect, test } from 'vitest';
import { stateOccupancy } from '../../../shared/stats/competing/stateOccupancy.ts';

/** Pieces of follow-up of eight persons: who, from, to, what ended it, weight in the piece. */
const pieces = [
  [1, 0, 3, 0, 1],
  [1, 3, 7, 1, 1.5],
  [2, 0, 4, 2, 1],
  [3, 0, 2, 0, 1.2],
  [3, 2, 5, 0, 1.4],
  [3, 5, 9, 1, 2],
  [4, 0, 6, 0, 1],
  [5, 0, 4, 0, 0.8],
  [5, 4, 8, 2, 1.1],
  [6, 0, 5, 1, 1],
  [7, 0, 7, 0, 2],
  [8, 0, 3, 0, 0.7],
  [8, 3, 9, 1, 1.3],
] as const;

const data = {
  time: Float64Array.from(pieces, ([, , to]) => to),
  entry: Float64Array.from(pieces, ([, from]) => from),
  cause: Int32Array.from(pieces, ([, , , cause]) => cause),
  causes: 2,
};
const person = Int32Array.from(pieces, ([who]) => who - 1);

test('pieces of follow-up are those of a multi-state survfit with an id and a weight per person', () => {
  const weightOf = [1, 1.5, 1.2, 1, 0.8, 1.1, 2, 0.7];
  const weights = Float64Array.from(person, (who) => weightOf[who] as number);
  const states = stateOccupancy(data, [3, 5, 7, 9], 0.95, weights, person);
  // R 4.2.2, survival 3.5-3: survfit(Surv(start, stop, e) ~ 1, id = id, weights = w).
  const probability = [
    [1, 0, 0],
    [0.720430107527, 0.118279569892, 0.161290322581],
    [0.594038860592, 0.244670816827, 0.161290322581],
    [0, 0.66269816317, 0.33730183683],
  ];
  const standardError = [
    [0, 0, 0],
    [0.16884230418, 0.112367588726, 0.145743507972],
    [0.18849317262, 0.157235068757, 0.145743507972],
    [0, 0.196446158351, 0.196446158351],
  ];
  states.forEach((state, k) => {
    for (let s = 0; s < 3; s++) {
      expect(state.probability[s]).toBeCloseTo(probability[k]?.[s] as number, 10);
      expect(state.standardError[s]).toBeCloseTo(standardError[k]?.[s] as number, 10);
    }
  });
});

test('with weights that change the standard error is that of leaving persons out by little', () => {
  const weights = Float64Array.from(pieces, ([, , , , weight]) => weight);
  const incidence = (changed: Float64Array): number[] =>
    stateOccupancy(data, [5, 7, 9], 0.95, changed, person).map(({ probability }) => probability[1] as number);
  const states = stateOccupancy(data, [5, 7, 9], 0.95, weights, person);
  // By hand: at day 4 weights of 10 are at risk and 1 has the competing event, at day 5 1 of 9.3 the outcome.
  expect(states[0]?.probability[1]).toBeCloseTo(0.9 / 9.3, 12);
  const squares = [0, 0, 0];
  const step = 1e-5;
  for (let who = 0; who < 8; who++) {
    const by = (factor: number): number[] =>
      incidence(weights.map((w, i) => (person[i] === who ? w * factor : w)));
    const [more, less] = [by(1 + step), by(1 - step)];
    squares.forEach((_, k) => {
      squares[k] = (squares[k] ?? 0) + (((more[k] ?? 0) - (less[k] ?? 0)) / (2 * step)) ** 2;
    });
  }
  states.forEach(({ standardError }, k) => {
    expect(standardError[1]).toBeCloseTo(Math.sqrt(squares[k] ?? 0), 7);
  });
});
